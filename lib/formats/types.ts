import type { AssetType } from "@/lib/instruments/schema";
import type { DecimalString } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";

/** A ledger row as a file tells it: the columns of `transactions`, not yet of any account. */
export interface TransactionDraft {
  assetType: AssetType;
  symbol: string;
  /** Signed change in units held. */
  quantity: DecimalString;
  /** Per unit, ≥ 0, in the major unit of `currency`. */
  price: DecimalString;
  currency: string;
  tradeType: TradeType;
  /** ISO instant in UTC (`2025-09-12T13:44:50.000Z`); a bare date is its 00:00 UTC with `meta.dateOnly`. */
  tradeTime: string;
  meta: TransactionMeta;
}

/** A position as a broker's snapshot tells it: the columns of `holdings`. Values are signed: a short position has negative ones. */
export interface HoldingDraft {
  assetType: AssetType;
  symbol: string;
  isin: string | null;
  quantity: DecimalString;
  avgPrice: DecimalString | null;
  currency: string;
  costValue: DecimalString | null;
  marketValue: DecimalString | null;
  meta: HoldingMeta;
}

export interface HoldingMeta {
  source: string;
  instrument?: TransactionMeta["instrument"];
  /** The price the snapshot itself used, per unit. */
  price?: DecimalString;
  priceDate?: string;
  multiplier?: DecimalString;
  priceUnit?: "unit" | "percent";
  minorUnit?: string;
  [key: string]: unknown;
}

/** One account's part of a file. */
export interface StatementInfo {
  /** The broker's account id; an empty string when the file names none. */
  accountId: string;
  /** What the account reports in, when the file says so. */
  currency?: string;
  /** First and last day covered, ISO dates. */
  from?: string;
  to?: string;
  name?: string;
}

/**
 * What a parser yields, in file order. `line` counts from 1 in the file as the user has it.
 * Every line (or element) that could have been a row is exactly one of transaction, holding, rate, cancellation, skipped or refused:
 * nothing is dropped silently.
 */
export type FormatItem =
  /** Everything that follows belongs to this account, until the next one. */
  | { kind: "statement"; line: number; statement: StatementInfo }
  | { kind: "transaction"; line: number; draft: TransactionDraft }
  /** A list of positions begins (it may be empty: that is a fact too). `asOf` is an ISO instant. */
  | { kind: "snapshot"; line: number; asOf: string; dateOnly: boolean }
  | { kind: "holding"; line: number; draft: HoldingDraft }
  /** One unit of `from` is `rate` units of `to`, on that date. */
  | { kind: "rate"; line: number; date: string; from: string; to: string; rate: DecimalString }
  /** The broker takes back an earlier row: the one that carries any of these ids. */
  | { kind: "cancellation"; line: number; externalIds: string[]; reason: string }
  /** Understood, and rightly not a row: `reason` says why. */
  | { kind: "skipped"; line: number; reason: string; raw?: string }
  /** Should have been a row and can't be: what is wrong, what was expected, and how to mend it. */
  | { kind: "refused"; line: number; problem: string; expected: string; mend: string; raw?: string };

/** The whole file can't be read. Shown to the user as it stands: no path, no stack, no library's words. */
export class FormatError extends Error {
  override name = "FormatError";
  constructor(
    readonly problem: string,
    readonly mend: string,
    readonly line?: number,
  ) {
    super(line === undefined ? problem : `Line ${line}: ${problem}`);
  }
}

export interface Format {
  /** Stable code, also the `meta.source` of its rows. */
  code: string;
  name: string;
  /** Raised when the same bytes begin to give other rows. */
  version: number;
  /** Whether the first kilobytes are this format. Cheap, and never throws. */
  recognises(head: string, fileName: string): boolean;
  /**
   * Reads a file as a stream of items. Pure: no I/O, no clock.
   * @throws FormatError when the file as a whole is not readable (wrong format, truncated, hostile).
   */
  parse(bytes: Uint8Array): Generator<FormatItem>;
}

import type { AssetType } from "@/lib/instruments/asset-types";
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
  | Refusal;

export interface Refusal {
  kind: "refused";
  line: number;
  problem: string;
  expected: string;
  mend: string;
  raw?: string;
  /** Set where one answer mends every line like this: see {@link Assumptions}. */
  cause?: Cause;
}

/** What a person can say once for all lines that lack it. */
export type Cause = { code: "missing-currency" } | { code: "unknown-type"; rawType: string };

/** A person's answers to causes, for reading the same bytes again. */
export interface Assumptions {
  /** The currency of lines that name none. */
  currency?: string;
  /** Meanings of types that the format doesn't know, by the type as written. */
  tradeTypes?: Readonly<Record<string, TradeType>>;
}

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

/** What a file looks like at its beginning: enough to know its format, cheap at any size. */
export interface Probe {
  fileName: string;
  /** The first kilobytes as text; empty for a workbook, and where they are no text. */
  head: string;
  /** The first 64 bytes as Latin-1: by these, what is no text may still be known. */
  signature?: string;
  /** The first rows of the file as a table, or of each sheet of a workbook; none where it is no table. */
  tables: readonly ProbedTable[];
}

export interface ProbedTable {
  /** The sheet's name; empty for a text file. */
  sheet: string;
  rows: readonly (readonly string[])[];
}

/** How sure a format is of a file that says by itself what it is. Tables are less sure: the number of columns they know. */
export const CERTAIN = 1000;

export interface ParseContext {
  /** The name the file came with: some brokers write the account into nothing else. */
  fileName?: string;
  assume?: Assumptions;
}

export interface Format {
  /** Stable code, also the `meta.source` of its rows. */
  code: string;
  name: string;
  /** Raised when the same bytes begin to give other rows. */
  version: number;
  /** How sure this format is that the file is its own; 0 when it isn't. The surest wins. Cheap, and never throws. */
  recognises(probe: Probe): number;
  /**
   * Reads a file as a stream of items. Pure: no I/O, no clock.
   * @throws FormatError when the file as a whole is not readable (wrong format, truncated, hostile).
   */
  parse(bytes: Uint8Array, context?: ParseContext): Generator<FormatItem>;
}

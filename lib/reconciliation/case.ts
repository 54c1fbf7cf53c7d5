import type { TransactionDraft } from "@/lib/formats/types";
import { add, type DecimalString, decimal, ONE, ZERO } from "@/lib/money/decimal";
import { grossValue, totalCharges } from "@/lib/transactions/rules";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { CauseKind, ComparisonLine, EvidenceView, Subject } from "./schema";

/** A ledger row that a difference may come from. */
export interface Evidence {
  id: string;
  accountId: string;
  accountName: string;
  /** The subject whose units it moves; null for a row of cash alone. */
  subject: string | null;
  draft: TransactionDraft;
}

/** The same instrument in another account of the person, where that differs as well. */
export interface Elsewhere {
  accountId: string;
  accountName: string;
  difference: DecimalString;
  asOf: string;
}

/** A difference, with all that may explain it. */
export interface Case {
  accountId: string;
  accountName: string;
  line: ComparisonLine;
  /** ISO instant of the snapshot, and whether its whole day counts. */
  asOf: string;
  dateOnly: boolean;
  /** Its rows up to the snapshot, oldest first: of an instrument, or of all cash in the currency. The newest ones, where there are very many. */
  rows: readonly Evidence[];
  /** Its rows in the days after. */
  later: readonly Evidence[];
  /** Its rows that were deleted by hand. */
  deleted: readonly Evidence[];
  /** Rows of the same instrument in the person's other accounts that are deliveries without a counterpart. */
  deliveries: readonly Evidence[];
  elsewhere: readonly Elsewhere[];
  /** All lines of the comparison, this one included. */
  lines: readonly ComparisonLine[];
  /** The day (ISO) of the ledger's first row; null for an empty one. */
  firstDay: string | null;
  /** Whether `rows` goes back to the first one. */
  isComplete: boolean;
}

export type PlannedChange =
  | { operation: "add"; accountId: string; accountName: string; subject: string | null; draft: TransactionDraft }
  | { operation: "edit"; row: Evidence; draft: TransactionDraft }
  | { operation: "remove" | "restore"; row: Evidence };

export interface FixPlan {
  title: string;
  changes: PlannedChange[];
  reason: string;
  days: { from: string; to: string; proposed: string } | null;
  asksPrice: boolean;
}

export interface Cause {
  id: string;
  kind: CauseKind;
  /** 0 to 100: what the evidence is worth beside that of the other causes. */
  score: number;
  sentence: string;
  evidence: readonly Evidence[];
  plan: FixPlan | null;
  acceptance: { note: string; until: string | null } | null;
}

export const dayOf = (iso: string): string => iso.slice(0, 10);

const DAY_MS = 86_400_000;
/** A day (ISO) so many days later. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${dayOf(day)}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** What a row adds to a line: units of its instrument, or cash in its currency. */
export function amountOf(
  { subject, draft }: Pick<Evidence, "subject" | "draft">,
  about: Pick<Subject, "key" | "kind" | "currency">,
): DecimalString {
  if (about.kind === "cash") return draft.currency === about.currency ? draft.meta.netAmount : ZERO;
  return subject === about.key ? draft.quantity : ZERO;
}

export const sumOf = (rows: readonly Evidence[], about: Subject): DecimalString => add(ZERO, ...rows.map((row) => amountOf(row, about)));

/** The charges of a row in its own currency. Positive is paid. */
export const chargesOf = ({ meta, currency }: TransactionDraft): DecimalString =>
  add(totalCharges(meta.fees, currency), totalCharges(meta.taxes, currency));

export const grossOf = ({ quantity, price, meta }: TransactionDraft): DecimalString => grossValue(quantity, price, meta);

export const evidenceView = ({ id, accountId, accountName, draft }: Evidence): EvidenceView => ({
  id,
  accountId,
  accountName,
  at: draft.tradeTime,
  dateOnly: draft.meta.dateOnly ?? false,
  tradeType: draft.tradeType,
  symbol: draft.symbol,
  quantity: draft.quantity,
  price: draft.price,
  currency: draft.currency,
  netAmount: draft.meta.netAmount,
});

/** Where rows that a fix writes come from, in `meta.source`. */
export const FIX_SOURCE = "reconciliation";

interface NewRow {
  tradeType: TradeType;
  day: string;
  quantity?: DecimalString;
  price?: DecimalString;
  netAmount?: DecimalString;
  meta?: Partial<TransactionDraft["meta"]>;
}

/** A new ledger row about a line's subject, on a day without a time. */
export function newRow({ subject, multiplier, priceUnit }: ComparisonLine, row: NewRow): TransactionDraft {
  const isCash = subject.kind === "cash";
  return {
    assetType: (isCash ? "cash" : subject.assetType) as TransactionDraft["assetType"],
    symbol: isCash ? subject.currency : subject.symbol,
    quantity: row.quantity ?? ZERO,
    price: row.price ?? ZERO,
    currency: subject.currency,
    tradeType: row.tradeType,
    tradeTime: `${row.day}T00:00:00.000Z`,
    meta: {
      source: FIX_SOURCE,
      netAmount: row.netAmount ?? ZERO,
      dateOnly: true,
      ...(isCash || multiplier === null || multiplier === ONE ? {} : { multiplier }),
      ...(isCash || priceUnit !== "percent" ? {} : { priceUnit }),
      ...(isCash ? {} : namesIn(subject)),
      ...row.meta,
    },
  };
}

/** The names under which the ledger, or the broker, knows it. */
function namesIn({ isin, name, codes }: Subject): Pick<TransactionDraft["meta"], "instrument"> {
  const instrument = { ...codes, ...(isin ? { isin } : {}), ...(name ? { name } : {}) };
  return Object.keys(instrument).length > 0 ? { instrument } : {};
}

/** What a line is called in a sentence. */
export const labelOf = ({ kind, symbol, currency }: Subject): string => (kind === "cash" ? `Cash in ${currency}` : symbol);

/** An amount in a sentence: with its thousands apart, and its currency where it is money. */
export function spoken(value: DecimalString, { kind, currency }: Pick<Subject, "kind" | "currency">): string {
  const [whole = "", fraction] = value.split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const text = fraction ? `${grouped}.${fraction}` : grouped;
  return kind === "cash" ? `${text} ${currency}` : `${text} ${value === ONE || value === decimal("-1") ? "unit" : "units"}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

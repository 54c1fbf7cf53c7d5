import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { lineSchema, textSchema } from "@/lib/text/schema";
import { decimalSchema } from "@/lib/transactions/schema";

/** What is compared: an instrument of an account, or its cash in one currency. */
export interface Subject {
  /** The instrument's id where it is known, else a name of it; `cash:EUR`. Stable: acceptances are kept under it. */
  key: string;
  kind: "instrument" | "cash";
  assetType: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  currency: string;
  /** Its other codes (CUSIP, WKN …), as `meta.instrument` has them: a new row must be known by the same names. */
  codes: Readonly<Record<string, string>>;
}

/** One subject on both sides. Quantities are units, or an amount of cash; negative is short, or owed. */
export interface ComparisonLine {
  subject: Subject;
  ledger: DecimalString;
  broker: DecimalString;
  /** Broker's − ledger's: what the ledger lacks. */
  difference: DecimalString;
  /** The snapshot's price per unit, where it tells one, and how it is to be read. */
  price: DecimalString | null;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
  /** The difference's magnitude at that price, in the subject's currency; null without a price. */
  value: DecimalString | null;
  /** What the broker says it cost: per unit, and in all. */
  brokerAvgPrice: DecimalString | null;
  brokerCost: DecimalString | null;
  brokerValue: DecimalString | null;
  /** Rows of the ledger that name it, up to the snapshot. */
  rows: number;
}

export interface SnapshotMoment {
  id: string;
  /** ISO instant; with `dateOnly`, a date that is shown as it stands in every zone, and whose whole day counts. */
  asOf: string;
  dateOnly: boolean;
}

/** A ledger row as evidence: what is shown of it, and where it is. */
export interface EvidenceView {
  id: string;
  accountId: string;
  accountName: string;
  at: string;
  dateOnly: boolean;
  tradeType: string;
  symbol: string;
  quantity: DecimalString;
  price: DecimalString;
  currency: string;
  netAmount: DecimalString;
}

export const CAUSE_KINDS = {
  unsettled: "Not settled yet",
  dated_later: "Dated after the snapshot",
  duplicate: "Duplicate row",
  wrong_sign: "Wrong sign",
  deleted_row: "Deleted row",
  split: "Unrecorded split",
  rename: "New name",
  transfer: "Transfer between your accounts",
  opening_balance: "Held before the first row",
  reinvested: "Reinvested dividend",
  rounding: "Rounding",
  unit_slip: "Units of a hundred",
  minor_unit: "Minor unit of the currency",
  currency_slip: "Wrong currency",
  unbooked_charges: "Charges not booked",
  missing_trade: "Missing trade",
  missing_deposit: "Missing deposit",
  missing_withdrawal: "Missing withdrawal",
  missing_fee: "Missing fee",
  missing_interest: "Missing interest or dividend",
  balances_only: "List of balances only",
  missing_row: "Missing row",
} as const;
export type CauseKind = keyof typeof CAUSE_KINDS;

/** How sure a cause is, from the evidence for it. */
export type Confidence = "likely" | "possible" | "unlikely";

/** A row as it would stand after the fix; `remove` shows what goes. */
export interface PlannedRowView extends EvidenceView {
  operation: "add" | "edit" | "remove" | "restore";
  note: string;
}

/** What a fix does to a line of the comparison. */
export interface FixEffect {
  key: string;
  label: string;
  /** The currency of a line of cash; null for units. */
  currency: string | null;
  before: DecimalString;
  after: DecimalString;
}

export interface FixView {
  /** Changes with anything the fix would write: what was previewed is what is written, or nothing. */
  seal: string;
  title: string;
  rows: PlannedRowView[];
  effects: FixEffect[];
  reason: string;
  /** Where the day of the new rows is the person's to say: from, to (ISO days, both included), and the one proposed. */
  days: { from: string; to: string; proposed: string } | null;
  /** Where the price of the new row is the person's to say: its cost per unit. */
  asksPrice: boolean;
}

export interface CauseView {
  /** Tells the causes of one difference apart. */
  id: string;
  kind: CauseKind;
  confidence: Confidence;
  sentence: string;
  evidence: EvidenceView[];
  fix: FixView | null;
  /** Where time will settle it: accept it until then, with this note. */
  acceptance: { note: string; until: string | null } | null;
}

export interface AcceptanceView {
  id: string;
  figure: "quantity" | "cost";
  note: string;
  difference: DecimalString;
  /** The last day of it (ISO), or null. */
  until: string | null;
  acceptedAt: string;
}

export interface ReconciledLine extends ComparisonLine {
  state: "agrees" | "open" | "accepted";
  causes: CauseView[];
  accepted: AcceptanceView | null;
  /** An acceptance that no longer holds: of another difference, or over. */
  lapsed: AcceptanceView | null;
}

/** Whether an account's ledger agrees with its newest snapshot. */
export interface Agreement {
  snapshot: SnapshotMoment | null;
  agreeing: number;
  open: number;
  accepted: number;
}

export interface CheckView extends SnapshotMoment {
  checkedAt: string;
  agreeing: number;
  open: number;
  accepted: number;
}

export interface FixRecord {
  id: string;
  label: string;
  kind: CauseKind | null;
  reason: string;
  madeAt: string;
  undoneAt: string | null;
  rows: { added: string[]; removed: string[]; edited: string[]; restored: string[] };
}

export interface ReconciliationView {
  snapshot: SnapshotMoment | null;
  /** Newest first. */
  snapshots: (SnapshotMoment & { positions: number })[];
  isNewest: boolean;
  lines: ReconciledLine[];
  /** All opening balances in one, where several differences are best explained by one each. */
  openings: FixView | null;
  /** False where the snapshot says nothing of cash. */
  comparesCash: boolean;
  ledgerRows: number;
  history: CheckView[];
  fixes: FixRecord[];
}

export const COST_KINDS = {
  charges: "Charges",
  method: "Method",
  return_of_capital: "Return of capital",
  corporate_action: "Corporate action",
  delivery: "Delivered units",
} as const;
export type CostKind = keyof typeof COST_KINDS;

export interface CostCauseView {
  kind: CostKind;
  confidence: Confidence;
  sentence: string;
  evidence: EvidenceView[];
}

/** What both sides say that the same units cost. */
export interface CostLine {
  subject: Subject;
  quantity: DecimalString;
  /** Null where that side doesn't know; `gap` says why the ledger doesn't. */
  ledger: DecimalString | null;
  broker: DecimalString | null;
  ledgerAvgPrice: DecimalString | null;
  brokerAvgPrice: DecimalString | null;
  gap: string | null;
  /** Broker's − ledger's; null where one side doesn't know. */
  difference: DecimalString | null;
  /** The broker's value of them, as its list has it. */
  value: DecimalString | null;
  state: "agrees" | "open" | "accepted" | "unknown";
  /** Null where nobody looked: causes are looked for in the largest differences. */
  causes: CostCauseView[] | null;
  accepted: AcceptanceView | null;
}

/** A difference as a check keeps it: everything that a list of differences shows. */
export const storedDifferenceSchema = z.object({
  key: z.string(),
  label: z.string(),
  symbol: z.string(),
  isin: z.string().nullable(),
  assetType: z.string(),
  currency: z.string(),
  kind: z.enum(["instrument", "cash"]),
  ledger: decimalSchema,
  broker: decimalSchema,
  difference: decimalSchema,
  value: decimalSchema.nullable(),
});
export type StoredDifference = z.output<typeof storedDifferenceSchema>;

export interface OpenDifference extends StoredDifference {
  accountId: string;
  accountName: string;
}

export interface PortfolioDifferences {
  /** Worst first: by value at the snapshot's price, and what has none last. */
  open: OpenDifference[];
  /** Accounts that have a snapshot to compare with. */
  compared: number;
  accepted: number;
  /** The oldest of the newest snapshots: what all agree as of. */
  asOf: { at: string; dateOnly: boolean } | null;
}

export const fixedRowsSchema = z.object({
  added: z.array(rowIdSchema),
  removed: z.array(rowIdSchema),
  edited: z.array(rowIdSchema),
  restored: z.array(rowIdSchema).default([]),
});
export type FixedRows = z.output<typeof fixedRowsSchema>;

const day = z.iso.date("Enter a date.");
const optionalDay = z
  .string()
  .trim()
  .default("")
  .pipe(z.union([z.literal(""), day], "Enter a date, or leave it blank."))
  .transform((text) => text || null);

const optionalPrice = z
  .string()
  .trim()
  .default("")
  .transform((text, context): DecimalString | null => {
    if (text === "") return null;
    const parsed = parseDecimal(text);
    if (parsed !== null && !parsed.startsWith("-")) return parsed;
    context.addIssue({
      code: "custom",
      message: parsed === null ? "Enter a plain number such as 1234.56, or leave it blank." : "Enter it without a minus.",
    });
    return z.NEVER;
  });

const about = {
  accountId: rowIdSchema,
  snapshotId: z.string("Choose a snapshot.").min(1, "Choose a snapshot.").max(200),
  subject: z.string("Choose a difference.").min(1, "Choose a difference.").max(300),
};

export const applyFixSchema = z.object({
  ...about,
  cause: z.string("Choose a fix.").min(1, "Choose a fix.").max(100),
  seal: z.string("Open the fix again.").min(1, "Open the fix again.").max(100),
  reason: textSchema(1000).refine((text) => text !== "", "Say why, so that the number can be explained later."),
  date: optionalDay,
  price: optionalPrice,
});
export type ApplyFix = z.output<typeof applyFixSchema>;

export const undoFixSchema = z.object({ fixId: rowIdSchema });

export const acceptDifferenceSchema = z.object({
  ...about,
  figure: z.enum(["quantity", "cost"]).default("quantity"),
  /** The difference that was looked at: another one by now is not accepted unseen. */
  difference: decimalSchema,
  note: lineSchema("a note that says why it may stand", 1000),
  until: optionalDay,
});
export type AcceptDifference = z.output<typeof acceptDifferenceSchema>;

export const endAcceptanceSchema = z.object({ acceptanceId: rowIdSchema });

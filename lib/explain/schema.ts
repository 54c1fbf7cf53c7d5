import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { ALLOCATIONS } from "@/lib/engine/returns/allocation";
import { type Moment, parseMoment, type Search } from "@/lib/moment/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { PART_KINDS } from "@/lib/reconciliation/between/rules";

/** Every figure that has a derivation: a name here, and an entry in the registry (lib/explain/registry.ts). */
export const FIGURES = [
  "quantity",
  "average-price",
  "cost",
  "market-value",
  "gain",
  "gain-percent",
  "total-cost",
  "total-value",
  "total-gain",
  "cash",
  "net-amount",
  "portfolio-value",
  "slice-value",
  "slice-share",
  "slice-total",
  "put-in",
  "below-highest",
  "portfolio-cost",
  "unrealised",
  "realised",
  "realised-proceeds",
  "realised-cost",
  "realised-charges",
  "realised-fx",
  "received",
  "net-purchases",
  "period-gain",
  "price-gain",
  "income",
  "charges",
  "fx-effect",
  "time-weighted-return",
  "money-weighted-return",
  "volatility",
  "drawdown",
  "period-gain-percent",
  "value-before",
  "value-after",
  "benchmark-return",
  "withheld",
  "expected-income",
  "payment",
  "payment-base",
  "lot-quantity",
  "lot-cost",
  "lot-value",
  "lot-gain",
  "lot-gain-base",
  "sale-proceeds",
  "sale-cost",
  "sale-charges",
  "sale-gain",
  "whole-sale-gain",
  "sale-gain-base",
  "sale-fx",
  "broker-gain",
  "broker-gain-difference",
  "held-units",
  "ledger-units",
  "listed-units",
  "units-difference",
  "difference-value",
  "ledger-cost",
  "listed-cost",
  "cost-difference",
  "listed-value",
  "value-change",
  "part-value",
  "part-units",
  "instrument-price",
] as const;
export type FigureName = (typeof FIGURES)[number];
export const figureSchema = z.enum(FIGURES);

const text = z.string().min(1).max(200);
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(first, schema).optional().catch(undefined);

/** What a figure is about, as its address says it. What isn't understood is as if it weren't there. */
const subjectSchema = z.object({
  account: optional(rowIdSchema),
  portfolio: optional(rowIdSchema),
  /** The key of an instrument: `instrumentKey` of the engine, or the id of one that is known. */
  instrument: optional(text),
  currency: optional(z.string().regex(/^[A-Z]{3,5}$/)),
  /** The id of a ledger row. */
  transaction: optional(rowIdSchema),
  /** The id of a lot, as the engine names it: the row that opened it, with `/2` where that opened several. */
  lot: optional(text),
  /** Who paid: the key of an instrument, or `cash:EUR`. */
  payer: optional(text),
  /** The list of positions that is looked at, where it isn't the newest. */
  snapshot: optional(text),
  /** The earlier list, where two are compared; and which part of what happened between them. */
  earlier: optional(text),
  part: optional(z.enum(PART_KINDS)),
  /** A slice of an allocation: what it is cut by, and its key there. With an instrument: of that slice, the part that is in it. */
  by: optional(z.enum(ALLOCATIONS)),
  slice: optional(z.string().max(200)),
  /** First and last day of a period. */
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
});
export type ExplainSubject = z.output<typeof subjectSchema>;

export interface ExplainRequest extends ExplainSubject {
  figure: FigureName;
  moment: Moment;
}

/** The request in an address; null when there is no such figure. */
export function parseExplainRequest(figure: string, search: Search): ExplainRequest | null {
  const known = figureSchema.safeParse(figure);
  return known.success ? { figure: known.data, ...subjectSchema.parse(search), moment: parseMoment(search) } : null;
}

/** An amount and what it is counted in: a currency's code, `units` or `%`. */
export interface Measure {
  amount: DecimalString | null;
  unit: string;
}

/** One number that went into a figure, and where it is from. */
export interface DerivationInput extends Measure {
  label: string;
  /** A sentence: whose word it is, and of when. */
  source: string;
  /** The row, the price, the rate, or the derivation of the number itself. */
  href: string | null;
}

/** How a figure came about, with everything that is needed to work it out again. */
export interface Derivation {
  title: string;
  figure: Measure;
  /** Why there is no amount; null when there is one. */
  reason: string | null;
  /** In words and symbols. */
  formula: string;
  /** The formula with its numbers, to the last digit. Empty where there is no amount. */
  substituted: string;
  /** The first {@link SHOWN_INPUTS} of `inputCount`. */
  inputs: readonly DerivationInput[];
  inputCount: number;
  /** The ledger with all of them, where they are rows. */
  allInputs: string | null;
  /** What a person should know of it. */
  notes: readonly string[];
}

export const SHOWN_INPUTS = 200;

/** Something recorded, changed or deleted between two instants that a figure depends on. */
export interface FigureChange {
  id: string;
  what: "added" | "changed" | "deleted";
  /** The row in words: "Buy ACME". */
  label: string;
  /** Day or instant of the row itself, ISO. */
  on: string;
  dateOnly: boolean;
  /** When it was recorded, and why, where somebody said so. */
  at: string;
  reason: string;
  fields: readonly { field: string; before: string; after: string }[];
  /** Null where there is nothing to open any more. */
  href: string | null;
}

/** A derivation as its page shows it. */
export interface Explanation {
  request: { figure: FigureName; asOf: string | null; known: string | null };
  derivation: Derivation;
  /** The address that will always show this number, whatever is recorded later. */
  link: string;
  /** The instant up to which `link` counts what was recorded. */
  filedAt: string;
  /** Everything above as plain text, for a letter. */
  text: string;
  /** Where the figure is on its page. */
  context: { label: string; href: string };
  /** For a number as it was filed: the same one now, and what was recorded in between. Null when nothing was asked of the past. */
  since: { now: Derivation; href: string; changes: readonly FigureChange[]; changeCount: number } | null;
}

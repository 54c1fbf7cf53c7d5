import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { assetTypeSchema } from "@/lib/instruments/schema";
import { toMajorCurrency } from "@/lib/money/currency";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { lineSchema, optionalLineSchema } from "@/lib/text/schema";

/** Whose word a row is: the broker's list, a list kept by hand, or the ledger's arithmetic. */
export type HoldingOrigin = "broker" | "manual" | "ledger";

/** The figures that may be missing, or need a word beside them. */
export type HoldingFigure = "avgPrice" | "costValue" | "marketValue" | "gain" | "gainPercent";

/** What is held of one instrument in one account. Amounts are in `currency`; quantity, cost and value are negative for a short position. */
export interface HoldingView {
  /** Null for a row that the ledger yields: there is no stored row to edit. */
  id: string | null;
  accountId: string;
  accountName: string;
  assetType: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: DecimalString;
  avgPrice: DecimalString | null;
  currency: string;
  costValue: DecimalString | null;
  marketValue: DecimalString | null;
  /** Value − cost. */
  gain: DecimalString | null;
  /** The gain in percent of the cost's magnitude. */
  gainPercent: DecimalString | null;
  /** The price per unit behind the value, and its day or instant (ISO). */
  price: DecimalString | null;
  priceAt: string | null;
  /** ISO instant; with `dateOnly`, a date that is shown as it stands in every zone. */
  asOf: string;
  dateOnly: boolean;
  origin: HoldingOrigin;
  /** Why a figure is not there; beside one that is there, how it came about. */
  reasons: Partial<Record<HoldingFigure, string>>;
}

/** Sums of one currency. A sum is null where no row has the figure; `without…` counts the rows that are not in it. */
export interface HoldingsTotal {
  currency: string;
  cost: DecimalString | null;
  value: DecimalString | null;
  /** Over the rows that have both a cost and a value. */
  gain: DecimalString | null;
  /** Every row that could have a cost and a value has both. Cash has no cost by nature. */
  complete: boolean;
  withoutCost: number;
  withoutValue: number;
}

export interface SnapshotView {
  id: string;
  asOf: string;
  dateOnly: boolean;
  /** A format's code, or `manual`. */
  source: string;
}

export interface HoldingsView {
  rows: HoldingView[];
  totals: HoldingsTotal[];
  /** The list that is shown; null where the rows come from the ledger, or from several accounts. */
  snapshot: SnapshotView | null;
  /** At least one row was worked out from the ledger. */
  derived: boolean;
  /** Newest first, at most {@link SNAPSHOT_CHOICES}. */
  snapshots: { id: string; asOf: string; dateOnly: boolean; positions: number }[];
}

export const SNAPSHOT_CHOICES = 200;

/** A row as its form needs it. */
export interface HoldingDetail extends HoldingView {
  snapshotId: string;
  /** Rows of a list kept by hand can be edited; a broker's list is never changed. */
  editable: boolean;
}

/** What a portfolio is worth, currency by currency. */
export interface PortfolioValue {
  value: { currency: string; amount: DecimalString }[];
  /** Holdings that have no value and are not part of it. */
  unvalued: number;
}

const PLAIN_NUMBER = "Enter a plain number such as 1234.56.";

const decimalField = z.string(PLAIN_NUMBER).transform((text, context): DecimalString => {
  const parsed = parseDecimal(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: PLAIN_NUMBER });
  return z.NEVER;
});

/** A price that may be left blank: then it is not known. */
const optionalPrice = z
  .string()
  .default("")
  .transform((text, context): DecimalString | null => {
    if (text.trim() === "") return null;
    const parsed = parseDecimal(text);
    if (parsed !== null && !parsed.startsWith("-")) return parsed;
    context.addIssue({
      code: "custom",
      message: parsed === null ? PLAIN_NUMBER : "A price isn't negative. For a short position, enter a negative quantity.",
    });
    return z.NEVER;
  });

/** A currency as people and brokers write it; minor units such as GBX are understood when the row is stored. */
const currencyField = z
  .string("Enter a currency.")
  .trim()
  .min(1, "Enter a currency.")
  .refine((text) => toMajorCurrency(text).currency !== null, "Enter a currency code such as USD.");

/** Upper case, without spaces; anything that may stand on a statement. That its check digit fits is no condition. */
const isinField = optionalLineSchema(32).transform((text) => text.replaceAll(/\s/g, "").toUpperCase());

const FIRST_YEAR = 1900;
const dateField = z.iso
  .date("Enter a date.")
  .refine((date) => Number(date.slice(0, 4)) >= FIRST_YEAR, `Enter a date from ${FIRST_YEAR} on.`);

const holdingFields = {
  assetType: assetTypeSchema,
  symbol: lineSchema("a symbol", 64),
  isin: isinField,
  name: optionalLineSchema(200),
  quantity: decimalField.refine((quantity) => quantity !== "0", "Enter a quantity other than 0."),
  avgPrice: optionalPrice,
  currency: currencyField,
  marketPrice: optionalPrice,
  /** Units per contract; blank keeps what the row has, or 1. */
  multiplier: optionalPrice.refine((multiplier) => multiplier !== "0", "Enter a multiplier other than 0."),
};

export const addHoldingSchema = z.object({ accountId: rowIdSchema, ...holdingFields, asOf: dateField });
export const editHoldingSchema = z.object({ id: rowIdSchema, ...holdingFields });
export const holdingIdSchema = z.object({ id: rowIdSchema });

export type AddHolding = z.infer<typeof addHoldingSchema>;
/** What a person says of a holding: prices per unit as quoted, quantity negative for a short position. */
export type HoldingInput = Omit<AddHolding, "accountId" | "asOf">;

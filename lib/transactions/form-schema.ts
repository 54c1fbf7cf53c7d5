import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { assetTypeSchema } from "@/lib/instruments/schema";
import { isCurrency } from "@/lib/money/currency";
import { optionalLineSchema, textSchema } from "@/lib/text/schema";
import { decimalSchema } from "./schema";
import { isTradeType, TRADE_TYPE_CODES, tradeTypeRow } from "./trade-types";

/** A number that may be left blank, as people type it; null when blank. Thousands marks are refused, not guessed at. */
const optionalNumber = z
  .string()
  .trim()
  .default("")
  .transform((text) => text || null)
  .pipe(decimalSchema.nullable());

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "Enter a date.")
  .refine((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text >= "1900-01-01" && text <= "2199-12-31";
  }, "There is no such day. Expected a date between 1900 and 2199.");

const fields = z.object({
  tradeType: z.enum(TRADE_TYPE_CODES, "Choose a type."),
  assetType: assetTypeSchema.default("stock"),
  symbol: optionalLineSchema(64).transform((text) => text.toUpperCase()),
  isin: optionalLineSchema(12)
    .transform((text) => text.toUpperCase())
    .refine(
      (text) => text === "" || /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text),
      "An ISIN has two letters, nine letters or digits, and a check digit.",
    ),
  name: optionalLineSchema(200),
  quantity: optionalNumber,
  price: optionalNumber,
  amount: optionalNumber,
  fee: optionalNumber,
  tax: optionalNumber,
  multiplier: optionalNumber,
  currency: z.string().trim().toUpperCase().refine(isCurrency, "Three letters such as EUR, or a coin such as USDT."),
  date: isoDate,
  /** UTC; blank means the row has a date only. */
  time: z
    .string()
    .default("")
    .refine((text) => text === "" || /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text), "Expected a time such as 14:30."),
  note: textSchema(4000),
  reason: textSchema(1000),
});

const NAMES = { instrument: "symbol", quantity: "quantity", price: "price", amount: "amount", reason: "reason" } as const;
const MISSING = {
  instrument: "Enter the symbol of the instrument.",
  quantity: "Enter how many units.",
  price: "Enter the price of one unit.",
  amount: "Enter the amount.",
  reason: "Say why, so that the number can be explained later.",
} as const;
/** What may be blank although its form shows it: cash rows need no instrument, actions may have no units or no cash. */
const OPTIONAL: Readonly<Record<string, readonly (keyof typeof NAMES)[]>> = {
  dividend: ["instrument"],
  interest: ["instrument"],
  return_of_capital: ["instrument"],
  tax: ["instrument"],
  opening_balance: ["instrument", "quantity", "price", "amount"],
  settlement: ["quantity", "amount"],
};
const ACTIONS_MAY_LACK = ["quantity", "amount"] as const;

function requireFields(values: z.infer<typeof fields>, context: z.RefinementCtx): void {
  const shown = tradeTypeRow(values.tradeType).fields;
  const optional = OPTIONAL[values.tradeType] ?? (shown.includes("amount") && shown.includes("quantity") ? ACTIONS_MAY_LACK : []);
  for (const field of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    if (!shown.includes(field) || (optional as readonly string[]).includes(field)) continue;
    const value = values[NAMES[field]];
    if (value === null || value === "") context.addIssue({ code: "custom", path: [NAMES[field]], message: MISSING[field] });
  }
  // A fee or a tax may be negative: that is a rebate.
  for (const field of ["price", "multiplier"] as const) {
    if (values[field]?.startsWith("-"))
      context.addIssue({ code: "custom", path: [field], message: "Enter it without a minus: the type says which way it counts." });
  }
  if (shown.includes("quantity") && shown.includes("amount") && values.quantity === null && values.amount === null) {
    context.addIssue({ code: "custom", path: ["quantity"], message: "Enter units, an amount, or both." });
  }
}

/** Also where a field could not be read: a person wants to hear of everything at once. Only the type must be known. */
const when = ({ value }: { value: unknown }) => isTradeType(String((value as { tradeType?: unknown } | undefined)?.tradeType));

export const transactionFormSchema = fields.superRefine(requireFields, { when });
export type TransactionForm = z.output<typeof transactionFormSchema>;

export const addTransactionSchema = z.intersection(z.object({ accountId: rowIdSchema }), transactionFormSchema);
/** `seen` is the row's newest revision as the form was opened: an edit of an older state is refused instead of undoing another one. */
export const editTransactionSchema = z.intersection(
  z.object({ id: rowIdSchema, seen: z.string().regex(/^\d{1,19}$/) }),
  transactionFormSchema,
);
export const transactionIdSchema = z.object({ id: rowIdSchema });

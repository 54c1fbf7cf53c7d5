import type { TransactionDraft } from "@/lib/formats/types";
import type { AssetType } from "@/lib/instruments/asset-types";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import type { TransactionForm } from "@/lib/transactions/form-schema";
import { draftFromForm, editedDraft } from "@/lib/transactions/rules";
import { isTradeType } from "@/lib/transactions/trade-types";

/** What a row does to its account: signed units, and signed cash in a currency. */
export interface TypedEffect {
  units: DecimalString;
  cash: DecimalString;
  currency: string;
}

const NUMBERS = ["quantity", "price", "amount", "fee", "tax", "multiplier"] as const;
/** The effect does not depend on the day, and a half-typed date is none. */
const ANY_DAY = "2000-01-01";

/**
 * What the row being typed will do, by the same rules that the server applies.
 * @param typed the form's fields as text
 * @param original the row that is edited, if one is
 * @returns null while a number can't be read, or nothing says yet what the row is
 */
export function typedEffect(typed: Readonly<Record<string, string>>, original: TransactionDraft | null): TypedEffect | null {
  const { tradeType = "", currency = "" } = typed;
  if (!isTradeType(tradeType) || currency.trim().length < 3) return null;
  const numbers: Partial<Record<(typeof NUMBERS)[number], DecimalString | null>> = {};
  for (const field of NUMBERS) {
    const text = typed[field]?.trim() ?? "";
    const value = text === "" ? null : parseDecimal(text);
    if (text !== "" && value === null) return null;
    numbers[field] = value;
  }
  const { quantity = null, price = null, amount = null, fee = null, tax = null, multiplier = null } = numbers;
  if (quantity === null && amount === null) return null;
  const form: TransactionForm = {
    tradeType,
    quantity,
    price,
    amount,
    fee,
    tax,
    multiplier,
    currency: currency.trim().toUpperCase(),
    assetType: (typed.assetType ?? "stock") as AssetType,
    symbol: typed.symbol?.trim().toUpperCase() || "?",
    isin: "",
    name: "",
    date: ANY_DAY,
    time: "",
    note: "",
    reason: "",
  };
  const draft = original ? editedDraft(original, form) : draftFromForm(form);
  return {
    units: draft.assetType === "cash" ? ("0" as DecimalString) : draft.quantity,
    cash: draft.meta.netAmount,
    currency: draft.currency,
  };
}

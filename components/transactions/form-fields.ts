import { type Sign, tradeTypeRow } from "@/lib/transactions/trade-types";

/** The fields of a row's form beside type, currency, date, time and note. */
export type RowField = "symbol" | "assetType" | "isin" | "name" | "quantity" | "price" | "amount" | "fee" | "tax" | "multiplier" | "reason";

const INSTRUMENT = ["symbol", "assetType", "isin", "name"] as const;
const CONTRACTS: readonly string[] = ["option", "future"];

/** Which fields a type asks for. What is always 0 for it, such as the cash of a split, isn't asked. */
export function shownFields(tradeType: string, assetType: string): ReadonlySet<RowField> {
  const { fields, units, cash } = tradeTypeRow(tradeType);
  const asked = new Set<RowField>();
  for (const field of fields) {
    if (field === "instrument") for (const part of INSTRUMENT) asked.add(part);
    else if (!(field === "quantity" && units === "0") && !(field === "amount" && cash === "0")) asked.add(field);
  }
  if (asked.has("quantity") && asked.has("price") && CONTRACTS.includes(assetType)) asked.add("multiplier");
  return asked;
}

/** What to say beside a number whose sign the row decides; nothing where the type does. */
export const signHint = (rule: Sign, leaving: string): string | undefined => (rule === "±" ? `Negative when ${leaving}.` : undefined);

import { ONE, sign } from "@/lib/money/decimal";
import type { TransactionDraft } from "../types";
import type { Effect, OfxRow } from "./row";

/** What one broker writes for the legs of a currency trade; the pair is bought.sold or sold.bought, so only the amount tells. */
const CURRENCY_TRADE = /\bCASH TRADE:\s*([A-Z]{3})\.([A-Z]{3})\b/;

/** STMTTRN: a line of a bank, card or brokerage cash statement. TRNAMT is signed as the account sees it: + is money coming in. */
export function bankLine(row: OfxRow): Effect {
  const amount = row.requiredMoney("TRNAMT");
  const written = row.text("TRNTYPE").toUpperCase();
  const shared = { rawType: `STMTTRN ${written}`.trim(), netAmount: amount, cash: true };
  if (written === "DIV") return { ...shared, tradeType: "dividend" };
  if (written === "INT") return { ...shared, tradeType: "interest" };
  if (written === "FEE" || written === "SRVCHG") return { ...shared, tradeType: "fee" };
  const money = { ...shared, quantity: amount, price: ONE };
  if (CURRENCY_TRADE.test(row.text("MEMO"))) return { ...money, tradeType: "fx_conversion" };
  return { ...money, tradeType: sign(amount) < 0 ? "withdrawal" : "deposit" };
}

/**
 * Ties the two legs of a currency trade together: same pair, same instant, two currencies, one in and one out. More than two at one
 * instant can't be told apart and stay single rows.
 */
export function pairConversions(drafts: readonly TransactionDraft[]): void {
  const legs = new Map<string, TransactionDraft[]>();
  for (const draft of drafts) {
    if (draft.tradeType !== "fx_conversion") continue;
    const pair = CURRENCY_TRADE.exec(draft.meta.description ?? "")?.[0] ?? "";
    const key = `${draft.tradeTime} ${pair}`;
    legs.set(key, [...(legs.get(key) ?? []), draft]);
  }
  for (const [key, [one, two, ...more]] of legs) {
    if (!one || !two || more.length > 0 || one.currency === two.currency || sign(one.quantity) === sign(two.quantity)) continue;
    one.meta.groupId = `ofx:${key}`;
    two.meta.groupId = `ofx:${key}`;
  }
}

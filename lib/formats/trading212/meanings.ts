import type { Meaning, TableRow } from "../table/row";
import type { Column } from "./columns";

/**
 * The broker's actions, in lower case; those with brackets (`Dividend (Bonus)`) are looked up by what stands before them as well. Names of
 * corporate actions follow the broker's own API (history orders, `fill.type`).
 */
const ACTIONS: Readonly<Record<string, Meaning>> = {
  "market buy": { tradeType: "buy" },
  "limit buy": { tradeType: "buy" },
  "stop buy": { tradeType: "buy" },
  "stop limit buy": { tradeType: "buy" },
  "market sell": { tradeType: "sell" },
  "limit sell": { tradeType: "sell" },
  "stop sell": { tradeType: "sell" },
  "stop limit sell": { tradeType: "sell" },
  dividend: { tradeType: "dividend" },
  "dividend (return of capital)": { tradeType: "return_of_capital" },
  "dividend (return of capital non us)": { tradeType: "return_of_capital" },
  "dividend (interest)": { tradeType: "interest" },
  "dividend (dividend manufactured payment)": { tradeType: "dividend", subtype: "in_lieu" },
  "dividend adjustment": { tradeType: "dividend", subtype: "adjustment" },
  "interest on cash": { tradeType: "interest" },
  "lending interest": { tradeType: "interest", subtype: "lending" },
  "share lending interest": { tradeType: "interest", subtype: "lending" },
  "spending cashback": { tradeType: "interest", subtype: "cashback" },
  deposit: { tradeType: "deposit" },
  "card credit": { tradeType: "deposit", subtype: "card" },
  "card refund": { tradeType: "deposit", subtype: "card" },
  withdrawal: { tradeType: "withdrawal" },
  "card debit": { tradeType: "withdrawal", subtype: "card" },
  "new card cost": { tradeType: "fee", subtype: "card" },
  "result adjustment": { tradeType: "adjustment" },
  "tax adjustment": { tradeType: "tax", subtype: "adjustment" },
  "currency conversion": { tradeType: "fx_conversion" },
  "stock split": { tradeType: "split" },
  "stock split open": { tradeType: "split" },
  "stock split close": { tradeType: "split" },
  "stock distribution": { tradeType: "stock_dividend" },
  "stock dividend": { tradeType: "stock_dividend" },
  "scrip stock dividend": { tradeType: "stock_dividend", subtype: "scrip" },
  "custom stock distribution": { tradeType: "spin_off" },
  "spin off": { tradeType: "spin_off" },
  "stock acquisition": { tradeType: "merger" },
  "cash and stock acquisition": { tradeType: "merger" },
  "equity rights": { tradeType: "rights" },
  "transfer in": { tradeType: "transfer_in" },
  "transfer out": { tradeType: "transfer_out" },
};

/** What the line's action means: with what stands in its brackets, else without. */
export function actionOf(row: TableRow<Column>): Meaning & { doubts: string[] } {
  const raw = row.requiredText("action", "An action such as Market buy.").replaceAll(/\s+/g, " ");
  const exact = row.meaning(ACTIONS, raw);
  const general = /^(.*?)\s*\(.*\)$/.exec(raw)?.[1];
  return exact.tradeType === "other" && general ? row.meaning(ACTIONS, general) : exact;
}

import { ONE, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { lookup } from "../lookup";
import type { FormatItem } from "../types";
import { rateToBase, transaction } from "./draft";
import { identity, idsOf } from "./ids";
import { instrumentOf } from "./instrument";
import type { Row } from "./row";
import type { Statement } from "./survey";

interface Meaning {
  tradeType: TradeType;
  subtype?: string;
}

/** The broker's types of cash transactions, in lower case. Both spellings of deposits are in use. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  dividends: { tradeType: "dividend" },
  "payment in lieu of dividends": { tradeType: "dividend", subtype: "in_lieu" },
  "withholding tax": { tradeType: "tax", subtype: "withholding" },
  "871(m) withholding": { tradeType: "tax", subtype: "withholding" },
  "broker interest paid": { tradeType: "interest" },
  "broker interest received": { tradeType: "interest" },
  "bond interest paid": { tradeType: "interest", subtype: "coupon" },
  "bond interest received": { tradeType: "interest", subtype: "coupon" },
  "other fees": { tradeType: "fee" },
  "broker fees": { tradeType: "fee" },
  "advisor fees": { tradeType: "fee", subtype: "advisor" },
  "commission adjustments": { tradeType: "fee", subtype: "commission" },
  "deposits & withdrawals": { tradeType: "deposit" },
  "deposits/withdrawals": { tradeType: "deposit" },
  deposits: { tradeType: "deposit" },
  withdrawals: { tradeType: "deposit" },
};

function meaningOf(row: Row, type: string): Meaning & { doubts: string[] } {
  const found = lookup(MEANINGS, type.toLowerCase());
  const said = found ? null : row.said(type);
  if (said) return { tradeType: said, doubts: [] };
  if (!found) return { tradeType: "other", doubts: [`The broker's type "${type}" isn't known.`] };
  if (found.tradeType === "dividend" && /return of capital/i.test(row.text("description") ?? ""))
    return { tradeType: "return_of_capital", doubts: [] };
  return { ...found, doubts: [] };
}

/** Reads a CashTransaction: what moved cash and no units. `amount` is signed as cash. */
export function readCashTransaction(row: Row, statement: Statement): FormatItem[] {
  if (row.text("levelOfDetail")?.toUpperCase() === "SUMMARY") {
    return row.skipped("A total of cash transactions; choose the level Detail in the Flex query to get them one by one.");
  }
  const currency = row.currency();
  const amount = row.money("amount", currency) ?? row.requiredNumber("amount");
  const type = row.text("type");
  if (type === null)
    row.refuse("CashTransaction has no type.", "Expected the field type.", "Add Type to the section Cash Transactions of the Flex query.");
  const { tradeType, subtype, doubts } = meaningOf(row, type ?? "");
  const moved = tradeType === "deposit" || tradeType === "withdrawal";
  const action = row.id("actionID");
  return row.items(
    transaction(row, {
      tradeType: moved ? (sign(amount) < 0 ? "withdrawal" : "deposit") : tradeType,
      instrument: moved ? null : instrumentOf(row),
      ...(moved ? { quantity: amount, price: ONE } : {}),
      currency,
      when: row.day("dateTime", "date", "reportDate", "settleDate"),
      netAmount: amount,
      doubts,
      meta: {
        ...identity(idsOf(row, "transactionID")),
        rawType: type ?? undefined,
        subtype,
        description: row.text("description") ?? undefined,
        settleDate: row.date("settleDate") ?? undefined,
        fx: rateToBase(row, currency, statement),
        // A dividend and the tax on it are two rows of one distribution.
        groupId: action === null ? undefined : `ibkr:action:${action}`,
      },
    }),
  );
}

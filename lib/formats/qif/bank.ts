import { add, compare, type DecimalString, sign } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { FormatItem } from "../types";
import type { QifRow } from "./record";

/** Categories of Quicken and its kin that say what money was for; `when` is the sign that the meaning asks for. */
const CATEGORIES: readonly { words: RegExp; tradeType: TradeType; when: 1 | -1 }[] = [
  { words: /^_?(?:int(?:erest)?[\s.]?inc(?:ome)?|interest|interest earned|int earned|_intinc)\b/i, tradeType: "interest", when: 1 },
  { words: /^_?(?:int(?:erest)?[\s.]?exp(?:ense)?|interest paid|interest)\b/i, tradeType: "interest", when: -1 },
  { words: /^_?(?:div(?:idends?)?[\s.]?inc(?:ome)?|dividends?|_divinc)\b/i, tradeType: "dividend", when: 1 },
  { words: /^(?:bank|service|account)[\s.-]?(?:charges?|fees?|chrg)\b|^fees?(?: & charges)?\b/i, tradeType: "fee", when: -1 },
];

const SPLIT = { category: "S", memo: "E", amount: "$" } as const;

interface Split {
  category: string;
  memo?: string;
  amount?: DecimalString;
}

/** What the record's parts are: each begins with its category. */
function splitsOf(row: QifRow): Split[] {
  const splits: Split[] = [];
  for (const { code, value } of row.fields) {
    const last = splits.at(-1);
    if (code === SPLIT.category) splits.push({ category: value.trim().slice(0, 200) });
    else if (code === SPLIT.memo && last) last.memo = value.trim().slice(0, 200);
    else if (code === SPLIT.amount && last) {
      const amount = row.numberIn("$", value);
      if (amount !== null) last.amount = amount;
    }
  }
  return splits;
}

/** Money in (+) or out (−) by its sign, for a record that says no more. */
export function plainMoney(row: QifRow, amount: DecimalString, meta: Partial<TransactionMeta>): FormatItem[] {
  const isOpening = row.account !== "" && row.otherAccount.toLowerCase() === row.account.toLowerCase();
  if (isOpening) return row.rows({ tradeType: "opening_balance", quantity: amount, net: amount, meta });
  const transfer = row.otherAccount === "" ? {} : { subtype: "transfer" };
  return row.rows({ tradeType: sign(amount) < 0 ? "withdrawal" : "deposit", net: amount, meta: { ...transfer, ...meta } });
}

/**
 * A record of a bank, cash, card or other account: `T` is signed as the account sees it. One row, whatever parts it is split into; they are
 * kept in `meta.splits`.
 */
export function readBank(row: QifRow): FormatItem[] {
  const amount = row.amount();
  if (amount === null) row.refuse("The record has no amount.", "An amount in T.");
  const splits = splitsOf(row);
  const parts = splits.flatMap((split) => split.amount ?? []);
  if (amount === null) return row.rows();
  if (parts.length > 0 && compare(add(...parts), amount) !== 0)
    row.doubts.push(`The parts of the record come to ${add(...parts)}, its amount is ${amount}.`);
  if (sign(amount) === 0) return row.isRefused ? row.rows() : row.skipped("The amount is 0.");
  const meta: Partial<TransactionMeta> = { rawType: row.text("L") || row.text("N") || "T", ...(splits.length > 0 ? { splits } : {}) };
  const category = splits.length === 0 ? row.text("L") : "";
  const known = CATEGORIES.find(({ words, when }) => when === sign(amount) && words.test(category));
  return known ? row.rows({ tradeType: known.tradeType, net: amount, meta }) : plainMoney(row, amount, meta);
}

import { absolute, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { isTradeType } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import { lookup } from "../lookup";
import type { FormatItem } from "../types";
import { plainMoney } from "./bank";
import { ACTIONS, type Action } from "./meanings";
import type { QifRow } from "./record";
import { instrumentOf, type Parts, priceOf, split, trade, units } from "./units";

/** The action of a record: without the X that moves its cash on, and with it. */
export function actionOf(row: QifRow): { action: Action | null; moves: boolean } {
  const word = row.text("N").toLowerCase().replaceAll(/\s/g, "");
  const plain = word.replace(/x$/, "");
  return { action: lookup(ACTIONS, plain) ?? lookup(ACTIONS, word) ?? null, moves: word.endsWith("x") };
}

/** What moved cash on to, or in from, another account: a row of its own beside the one it belongs to. */
function movedOn(row: QifRow, cash: DecimalString): { rows: Parts[]; meta: Partial<TransactionMeta> } {
  const transferred = row.number("$");
  const amount = transferred === null || sign(transferred) === 0 ? absolute(cash) : absolute(transferred);
  const own = row.otherAccount !== "" && row.otherAccount.toLowerCase() === row.account.toLowerCase();
  if (own || sign(amount) === 0) return { rows: [], meta: {} };
  const groupId = `qif:${row.at.instant.slice(0, 10)}:${row.text("N")}:${row.text("Y")}:${amount}`.slice(0, 200);
  const net = sign(cash) < 0 ? amount : negate(amount);
  const tradeType = sign(net) < 0 ? "withdrawal" : "deposit";
  return { rows: [{ tradeType, net, meta: { groupId, subtype: "transfer", rawType: row.text("N") } }], meta: { groupId } };
}

/** Reads a record of an investment account; `held` are the units of its security when its day began. */
export function readInvestment(row: QifRow, held: (security: string) => DecimalString): FormatItem[] {
  const { action, moves } = actionOf(row);
  const rawType = row.text("N");
  if (action === null) return unknown(row, rawType);
  switch (action.does) {
    case "nothing":
      return row.skipped(action.reason);
    case "trade": {
      const { parts } = trade(row, action.tradeType, { ...action.meta, rawType });
      return together(row, parts, moves);
    }
    case "income":
      return income(row, action, moves);
    case "reinvest":
      return row.rows(units(row, "reinvest", { rawType, subtype: action.subtype }));
    case "delivery":
      return row.rows(units(row, action.tradeType, { rawType }));
    case "split": {
      const parts = split(row, held(row.text("Y")));
      return row.rows({ ...parts, meta: { ...parts.meta, rawType } });
    }
    case "option":
      return option(row, action.tradeType, moves);
    case "cash":
      return money(row, action.sign, rawType);
  }
}

function together(row: QifRow, parts: Parts, moves: boolean): FormatItem[] {
  if (!moves) return row.rows(parts);
  const on = movedOn(row, parts.net ?? ZERO);
  return row.rows({ ...parts, meta: { ...parts.meta, ...on.meta } }, ...on.rows);
}

function income(row: QifRow, { tradeType, subtype, sign: fixed }: Extract<Action, { does: "income" }>, moves: boolean): FormatItem[] {
  const amount = requiredAmount(row);
  const commission = absolute(row.number("O") ?? ZERO);
  const net = fixed === -1 ? negate(absolute(amount)) : amount;
  const coupon = tradeType === "interest" && subtype === undefined && row.security?.assetType === "bond" ? "coupon" : subtype;
  if (fixed === undefined && sign(net) < 0) row.doubts.push("The payment is negative: it takes back an earlier one.");
  const parts: Parts = {
    tradeType,
    ...instrumentOf(row, false),
    net,
    fees: charge("commission", commission, row.currency.currency ?? ""),
    meta: { rawType: row.text("N"), ...(coupon ? { subtype: coupon } : {}) },
  };
  return together(row, parts, moves);
}

function option(row: QifRow, tradeType: "option_exercise" | "option_expiration", moves: boolean): FormatItem[] {
  const quantity = row.number("Q") ?? ZERO;
  const amount = row.amount();
  const isExercise = tradeType === "option_exercise";
  const parts: Parts = {
    tradeType,
    ...instrumentOf(row, true),
    quantity: isExercise ? quantity : ZERO,
    price: priceOf(row).price,
    net: amount === null ? ZERO : negate(absolute(amount)),
    meta: { rawType: row.text("N") },
    doubts: [
      isExercise
        ? "Whether the options or the shares are meant isn't told."
        : "How many options end, and whether they were held, isn't told.",
    ],
  };
  return together(row, parts, moves);
}

function money(row: QifRow, fixed: 1 | -1 | undefined, rawType: string): FormatItem[] {
  const written = requiredAmount(row);
  const amount = fixed === undefined ? written : fixed === 1 ? absolute(written) : negate(absolute(written));
  return plainMoney(row, amount, { rawType });
}

function requiredAmount(row: QifRow): DecimalString {
  const amount = row.amount() ?? row.number("$");
  if (amount === null) row.refuse("The record has no amount.", "An amount in T.");
  return amount ?? ZERO;
}

/** An action that isn't known, and records of investment accounts without one, which are of money. */
function unknown(row: QifRow, rawType: string): FormatItem[] {
  if (rawType === "" && row.security === null) return money(row, undefined, "");
  const said = lookup(row.assume.tradeTypes ?? {}, rawType);
  return row.rows({
    tradeType: said && isTradeType(said) ? said : "other",
    ...instrumentOf(row, false),
    quantity: row.number("Q"),
    price: priceOf(row).price,
    net: row.amount() ?? ZERO,
    meta: { rawType },
    doubts: said ? [] : [`The action "${rawType.slice(0, 60)}" isn't known.`],
  });
}

import { z } from "zod";
import { type RowParts, transactionDraft } from "@/lib/formats/draft";
import { isFiat } from "@/lib/formats/exchange/assets";
import type { Amount } from "@/lib/formats/exchange/event";
import { legRows } from "@/lib/formats/exchange/legs";
import { feeRow, movementRow, rewardRow, unknownRow } from "@/lib/formats/exchange/movements";
import { exchangeRows } from "@/lib/formats/exchange/swap";
import { lookup } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { absolute, multiply, negate, parseDecimal, sign, ZERO } from "@/lib/money/decimal";
import { type PagesOf, type ReadPage, readAnswer } from "../../pages";
import { unreadable } from "../items";
import { MEANINGS } from "./meanings";
import { amountOf, changeOf, type WalletChange } from "./transaction";

const list = z.object({ data: z.array(z.unknown()) });

/** The rows of all wallets' transactions, each once. `native` is the money that the person's wallets are valued in. */
export function* readTransactions(pages: readonly ReadPage[], { since }: PagesOf, native: string): Generator<FormatItem> {
  const found = new Map<string, WalletChange>();
  for (const page of pages.filter(({ stream }) => stream === "transactions")) {
    const read = list.safeParse(readAnswer(page));
    if (!read.success) yield unreadable(page.line, "transactions");
    for (const each of read.data?.data ?? []) {
      const change = changeOf(each, page.line, native);
      if (change) found.set(change.told.id, change);
      else yield unreadable(page.line, "a transaction");
    }
  }
  for (const [first, ...others] of grouped([...found.values()])) {
    const all = [first, ...others];
    // A little more than was asked for comes, so that no conversion is cut in two: what began before, the sync before has brought.
    if (since !== null && all.some(({ event }) => event.at.instant < since)) {
      yield* all.map(({ line }) => skipped(line, "It began before what was asked for."));
      continue;
    }
    yield* itemsOf(first, others);
  }
}

/** Both sides of a conversion together, by what they share; every other change by itself. */
function grouped(changes: readonly WalletChange[]): [WalletChange, ...WalletChange[]][] {
  const groups = new Map<string, [WalletChange, ...WalletChange[]]>();
  for (const change of changes) {
    const { id, type, trade, created_at: moment } = change.told;
    const isConversion = lookup(MEANINGS, type)?.kind === "conversion";
    const key = isConversion ? `conversion ${trade?.id ?? `${type} ${moment}`}` : id;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

const skipped = (line: number, reason: string): FormatItem => ({ kind: "skipped", line, reason });
const MOVED = "Moved between pockets of the same account: what it holds stays the same.";
const OTHER_SIDE = "The money of a trade, which the entry of the coin tells whole.";

function itemsOf(first: WalletChange, others: readonly WalletChange[]): FormatItem[] {
  const { line, told, asset } = first;
  const meaning = lookup(MEANINGS, told.type);
  if (told.status && !/^completed$/i.test(told.status)) return [skipped(line, `Its status is “${told.status.slice(0, 60)}”.`)];
  if (meaning?.kind === "internal") return [skipped(line, MOVED)];
  if (meaning?.kind === "order" && isFiat(asset)) return [skipped(line, OTHER_SIDE)];
  if (meaning?.kind === "fill") return fillItems(first);
  if (meaning?.kind === "conversion")
    return [
      ...drafts(line, conversionRows(first, others)),
      ...others.map((each) => skipped(each.line, `Part of the conversion ${told.trade?.id ?? told.id}.`)),
    ];
  return drafts(line, meaning?.kind === "order" ? orderRows(first) : [singleRow(first)]);
}

const drafts = (line: number, rows: readonly RowParts[]): FormatItem[] =>
  rows.map((parts) => ({ kind: "transaction", line, draft: transactionDraft(parts) }));

/**
 * One execution of an order. It stands in both wallets; the one of the coin tells it to the last digit, while the money's is rounded and
 * without the commission, which comes on top.
 */
function fillItems(change: WalletChange): FormatItem[] {
  const { line, told, asset, amount, event, worth } = change;
  const fill = told.advanced_trade_fill;
  const [base, quote] = (fill?.product_id ?? "").toUpperCase().split("-");
  const price = parseDecimal(fill?.fill_price ?? "");
  if (!fill || !base || !quote || price === null) return [unreadable(line, "an execution")];
  if (asset !== base) return [skipped(line, OTHER_SIDE)];
  const units: Amount = { asset, amount: absolute(amount) };
  const money: Amount = { asset: quote, amount: absolute(multiply(amount, price)) };
  const sides = sign(amount) > 0 ? { given: money, taken: units } : { given: units, taken: money };
  const fees = [{ asset: quote, amount: absolute(parseDecimal(fill.commission ?? "") ?? ZERO) }];
  const meta = { ...event.meta, ...(fill.order_id ? { orderId: fill.order_id } : {}) };
  return drafts(line, exchangeRows({ ...event, meta, ...sides, fees, ...(worth && !isFiat(quote) ? { worth } : {}) }));
}

/** Bought or sold in the app: the total has the fee in it. */
function orderRows(change: WalletChange): RowParts[] {
  const { told, asset, amount, event, worth } = change;
  const buys = sign(amount) > 0;
  const order = buys ? told.buy : told.sell;
  const fee = amountOf(order?.fee);
  const money = amountOf(order?.subtotal) ?? (worth && { asset: worth.currency, amount: worth.amount });
  if (!money) return [unknownRow({ ...event, doubts: ["Coinbase doesn't say what was paid: enter it."] }, asset, amount)];
  const units = { asset, amount: absolute(amount) };
  const sides = buys ? { given: money, taken: units } : { given: units, taken: money };
  return exchangeRows({
    ...event,
    ...sides,
    fees: fee && order?.subtotal ? [fee] : [],
    ...(worth && !isFiat(money.asset) ? { worth } : {}),
  });
}

/** One coin for another, each in its own wallet. What was given tells what both were worth. */
function conversionRows(first: WalletChange, others: readonly WalletChange[]): RowParts[] {
  const changes = [first, ...others];
  const worth = changes.find(({ amount }) => sign(amount) < 0)?.worth ?? first.worth;
  const id = first.told.trade?.id ?? first.told.id;
  return legRows({ ...first.event, id: `coinbase:${id}`, changes, fees: [], ...(worth ? { worth } : {}) });
}

function singleRow({ told, asset, amount, event, price }: WalletChange): RowParts {
  const meaning = lookup(MEANINGS, told.type);
  const subtype = meaning && "subtype" in meaning ? meaning.subtype : undefined;
  const own = { ...event, meta: { ...event.meta, ...(subtype ? { subtype } : {}) } };
  switch (meaning?.kind) {
    case "movement":
      return movementRow(own, asset, amount, ZERO, price);
    case "reward":
      return rewardRow(own, asset, amount, ZERO, price);
    case "fee":
      return feeRow(own, { asset, amount: negate(amount) });
    case "settlement":
      return unknownRow(own, asset, amount, "settlement");
    default:
      return unknownRow({ ...own, doubts: [`The type "${told.type.slice(0, 60)}" isn't known.`] }, asset, amount);
  }
}

import { z } from "zod";
import type { Counting } from "@/lib/formats/exchange/counting";
import { movementRow } from "@/lib/formats/exchange/movements";
import { exchangeRows } from "@/lib/formats/exchange/swap";
import type { FormatItem } from "@/lib/formats/types";
import { negate, subtract } from "@/lib/money/decimal";
import type { ReadPage } from "../../pages";
import { amount, asset, drafts, entriesOf, eventOf, instant, skipped, units } from "./event";

const conversionList = z.object({ list: z.array(z.unknown()) }).transform(({ list }) => list);
const conversion = z.object({
  orderId: z.string(),
  orderStatus: z.string(),
  fromAsset: asset,
  fromAmount: units,
  toAsset: asset,
  toAmount: units,
  createTime: instant,
});

const dustList = z
  .object({ userAssetDribblets: z.array(z.object({ userAssetDribbletDetails: z.array(z.unknown()) })) })
  .transform(({ userAssetDribblets }) => userAssetDribblets.flatMap((each) => each.userAssetDribbletDetails));
const dust = z.object({
  transId: z.string(),
  fromAsset: asset,
  amount: units,
  transferedAmount: units,
  serviceChargeAmount: units,
  operateTime: instant,
});

const paymentList = z.object({ data: z.array(z.unknown()).nullish() }).transform(({ data }) => data ?? []);
const payment = z.object({
  orderNo: z.string(),
  sourceAmount: units,
  fiatCurrency: asset,
  obtainAmount: units,
  cryptoCurrency: asset,
  totalFee: units,
  status: z.string(),
  createTime: instant,
  paymentMethod: z.string().nullish(),
});

/** One thing for another beside the market: conversions, small balances swept into BNB, and purchases with a card. */
export function* swaps(pages: readonly ReadPage[], counting: Counting): Generator<FormatItem> {
  for (const each of entriesOf(pages, "conversions", conversionList, conversion, ({ orderId }) => orderId))
    yield* "kind" in each ? [each] : conversionItems(each.line, each.entry, counting);
  for (const each of entriesOf(pages, "dust", dustList, dust, ({ transId, fromAsset }) => `${transId} ${fromAsset}`))
    yield* "kind" in each ? [each] : dustItems(each.line, each.entry, counting);
  for (const [stream, buys] of [
    ["card purchases", true],
    ["card sales", false],
  ] as const)
    for (const each of entriesOf(pages, stream, paymentList, payment, ({ orderNo }) => orderNo))
      yield* "kind" in each ? [each] : paymentItems(each.line, each.entry, buys, counting);
}

function conversionItems(line: number, told: z.infer<typeof conversion>, counting: Counting): FormatItem[] {
  if (told.orderStatus !== "SUCCESS") return [skipped(line, told.orderStatus)];
  return drafts(
    line,
    exchangeRows({
      ...eventOf(told.createTime, `convert:${told.orderId}`, counting, { rawType: "Convert" }),
      given: amount(told.fromAsset, told.fromAmount),
      taken: amount(told.toAsset, told.toAmount),
    }),
  );
}

/** The charge comes off the BNB that arrive. */
function dustItems(line: number, told: z.infer<typeof dust>, counting: Counting): FormatItem[] {
  return drafts(
    line,
    exchangeRows({
      ...eventOf(told.operateTime, `dust:${told.transId}:${told.fromAsset}`, counting, { rawType: "Small assets exchange BNB" }),
      given: amount(told.fromAsset, told.amount),
      taken: amount("BNB", told.transferedAmount),
      fees: [amount("BNB", told.serviceChargeAmount)],
    }),
  );
}

/**
 * Bought or sold for a state's money, the fee of it in what was given. Unless it was paid from the balance, the money came from a card or a
 * bank and never was in the account: it is paid in with the purchase, or out with the sale.
 */
function paymentItems(line: number, told: z.infer<typeof payment>, buys: boolean, counting: Counting): FormatItem[] {
  if (!/^(?:completed|successful|finished)$/i.test(told.status)) return [skipped(line, told.status)];
  const event = eventOf(told.createTime, `payment:${told.orderNo}`, counting, {
    rawType: buys ? "Card purchase" : "Card sale",
    subtype: "card",
  });
  const { fiatCurrency: money, cryptoCurrency: coin, totalFee } = told;
  const fees = [amount(money, totalFee)];
  const rows = buys
    ? exchangeRows({ ...event, given: amount(money, subtract(told.sourceAmount, totalFee)), taken: amount(coin, told.obtainAmount), fees })
    : exchangeRows({ ...event, given: amount(coin, told.sourceAmount), taken: amount(money, told.obtainAmount) });
  if (/balance/i.test(told.paymentMethod ?? "")) return drafts(line, rows);
  const groupId = `binance:payment:${told.orderNo}`;
  const moved = { ...event, id: `${groupId}:${money}`, meta: { ...event.meta, groupId } };
  const cash = movementRow(moved, money, buys ? told.sourceAmount : negate(told.obtainAmount));
  return drafts(line, [...rows.map((row) => ({ ...row, meta: { ...row.meta, groupId } })), cash]);
}

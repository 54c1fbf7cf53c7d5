import { add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { charge, pricePerUnit } from "../draft";
import type { FormatItem } from "../types";
import { conversionPairs, conversionRow, fxOf } from "./conversions";
import { booked, SOURCE } from "./draft";
import type { Line } from "./line";

const isCharge = ({ kind }: Line) => kind === "tradeFee" || kind === "tradeTax" || kind === "fee" || kind === "adrFee";
export const isOrdinaryTrade = ({ trade }: Line) => trade !== null && trade.prefix === "" && trade.direction !== 0;

/** What binds the bookings of one order: its id and the day, since an order may be filled over several. Without an id, the security and the moment. */
export function orderKey(line: Line): string | null {
  if (line.orderId !== "") return `${line.orderId}:${line.date}`;
  const belongs = isOrdinaryTrade(line) || line.kind === "tradeFee" || line.kind === "tradeTax" || line.kind === "conversion";
  return belongs && line.isin !== "" ? `${line.isin}:${line.at.instant}` : null;
}

const totalIn = (lines: readonly Line[], currency: string): DecimalString =>
  add(...lines.flatMap(({ money }) => (money?.currency === currency ? [money.amount] : [])));

/** What was charged in a currency, in one sum: the broker's own and third parties' costs, or taxes. */
function chargesOf(lines: readonly Line[], sort: "fee" | "tax", currency: string): Charge[] {
  const those = lines.filter(({ kind }) => (kind === "tradeTax") === (sort === "tax"));
  return charge(sort === "tax" ? "transaction_tax" : "commission", negate(totalIn(those, currency)), currency);
}

/**
 * The bookings of one order as ledger rows, one item for each: its fills are one trade, of which the charges are part, and so is the exchange
 * of currencies that the broker made for it. Then the cash moved in the account's currency, and the price is what a unit came to in it.
 * Charges and exchanges that can't be part of the trade (in another currency, or more than the trade) are rows of their own.
 */
export function readOrder(lines: readonly Line[]): FormatItem[] | null {
  const fills = lines.filter(isOrdinaryTrade);
  const [first] = fills;
  if (!first?.trade || !first.money || fills.some(({ trade, isin }) => trade?.direction !== first.trade?.direction || isin !== first.isin))
    return null;
  const traded = first.money.currency;
  if (fills.some(({ money }) => money?.currency !== traded)) return null;

  const costs = lines.filter((line) => !fills.includes(line) && isCharge(line));
  const exchanges = lines.filter(({ kind }) => kind === "conversion");
  const { pairs, single } = conversionPairs(exchanges);
  // Charges in the currency of the trade may have been exchanged with it.
  const inTraded = costs.filter(({ money }) => money?.currency === traded);
  const plain = settledIn([...fills, ...exchanges], traded);
  const settled = plain ?? settledIn([...fills, ...exchanges, ...inTraded], traded);
  const currency = settled ?? traded;
  const exchanged = plain === null && settled !== null ? inTraded : [];
  const own = [...costs.filter(({ money }) => money?.currency === currency), ...exchanged];
  const value = settled === null ? totalIn(fills, traded) : totalIn(exchanges, settled);
  const net = add(value, totalIn(own, currency));
  const part: readonly Line[] = [...fills, ...own, ...(settled === null ? [] : exchanges)];
  const units = add(...fills.map(({ trade }) => trade?.units ?? ZERO));
  const identity = first.orderId === "" ? {} : identityOf(first);
  const groupId = identity.externalId ?? undefined;

  const trade = booked(
    earliest(fills),
    {
      tradeType: first.trade.direction > 0 ? "buy" : "sell",
      money: { amount: net, currency },
      quantity: units,
      price: priceOf(fills, settled, value, units),
      fees: [...chargesOf(own, "fee", currency), ...(exchanged.length > 0 ? chargesOf(exchanged, "fee", traded) : [])],
      taxes: [...chargesOf(own, "tax", currency), ...(exchanged.length > 0 ? chargesOf(exchanged, "tax", traded) : [])],
      meta: {
        ...identity,
        groupId,
        fx: settled === null ? undefined : fxOfOrder(pairs),
        ...(settled !== null || first.trade.currency !== traded ? { quoted: quotedPrice(fills, units) } : {}),
        minorUnit: first.trade.minorUnit,
        rawType: first.description,
      },
    },
    "instrument",
  );
  const leader = part.reduce((one, other) => (other.row.line < one.row.line ? other : one));
  return lines.map((line) => {
    if (line === leader) return { ...trade, line: line.row.line };
    if (part.includes(line)) return line.row.skipped(`Part of the order on line ${leader.row.line}.`);
    if (line.kind === "conversion")
      return conversionRow(line, pairs.find((pair) => pair.includes(line)) ?? null, single.includes(line) ? undefined : groupId);
    return chargeRow(line, groupId);
  });
}

/** A charge of an order that is a row of its own. */
export function chargeRow(line: Line, groupId?: string): FormatItem {
  const tradeType = line.kind === "tradeTax" ? "tax" : "fee";
  return booked(
    line,
    { tradeType, money: line.money ?? { amount: ZERO, currency: line.balanceCurrency }, meta: { groupId } },
    "instrument",
  );
}

/** The currency that was exchanged for the one of the trade, where the exchange leaves nothing of the latter. */
function settledIn(lines: readonly Line[], traded: string): string | null {
  const exchanges = lines.filter(({ kind }) => kind === "conversion");
  const [other, ...more] = new Set(exchanges.flatMap(({ money }) => (money && money.currency !== traded ? [money.currency] : [])));
  return other !== undefined && more.length === 0 && sign(totalIn(lines, traded)) === 0 ? other : null;
}

/** As written for one fill in the currency in which it was paid; otherwise left to what the whole came to. */
function priceOf(fills: readonly Line[], settled: string | null, value: DecimalString, units: DecimalString): DecimalString | null {
  const [fill, ...more] = fills;
  const asWritten = fill?.trade && more.length === 0 && settled === null && fill.trade.currency === fill.money?.currency;
  return asWritten ? (fill.trade?.price ?? null) : pricePerUnit(value, units);
}

/** The price in the currency of the exchange: of several fills what a unit came to. */
function quotedPrice(fills: readonly Line[], units: DecimalString): { price: DecimalString; currency: string } | undefined {
  const [fill, ...more] = fills;
  if (!fill?.trade) return undefined;
  const price = more.length === 0 ? fill.trade.price : pricePerUnit(totalIn(fills, fill.money?.currency ?? ""), units);
  return price === null ? undefined : { price, currency: fill.trade.currency };
}

function fxOfOrder(pairs: ReturnType<typeof conversionPairs>["pairs"]): TransactionMeta["fx"] {
  const [pair] = pairs;
  return pair && fxOf(pair);
}

const earliest = (lines: readonly Line[]): Line => lines.reduce((one, other) => (other.at.instant < one.at.instant ? other : one));

/** The order and its day: one row in the account statement and in the transactions alike. */
function identityOf({ orderId, date }: Line): Partial<TransactionMeta> {
  const externalId = `${SOURCE}:${orderId}:${date}`;
  return { externalId, externalIds: [externalId] };
}

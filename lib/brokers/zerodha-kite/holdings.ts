import { z } from "zod";
import { cashHolding } from "@/lib/brokers/cash";
import { amount, optionalAmount, text, unreadable } from "@/lib/brokers/fields";
import type { FormatItem } from "@/lib/formats/types";
import { CURRENCY } from "@/lib/formats/zerodha/columns";
import { absolute, add, compare, type DecimalString, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import { countsLots, instrumentOf, isDerivative } from "./exchange";
import { type Held, SOURCE } from "./held";

type Read = { held: Held } | { item: FormatItem };

const held = z.looseObject({
  tradingsymbol: z.string().min(1),
  exchange: text,
  isin: text,
  quantity: amount,
  t1_quantity: optionalAmount,
  opening_quantity: optionalAmount,
  used_quantity: optionalAmount,
  collateral_quantity: optionalAmount,
  average_price: optionalAmount,
  last_price: optionalAmount,
  discrepancy: z.boolean().catch(false),
  mtf: z.looseObject({ quantity: optionalAmount, value: optionalAmount }).nullish(),
});

const skipped = (line: number, reason: string): Read => ({ item: { kind: "skipped", line, reason } });
/** A price of nothing is none that is known. */
const known = (price: DecimalString | null) => (price === null || sign(price) === 0 ? null : absolute(price));

/**
 * What is in the demat account of one share, fund or bond. Units that are on their way there (T+1) are counted apart from those that have
 * arrived, and both are held; so are units bought with Zerodha's money (MTF).
 * @param soldOf units that the positions say were sold today: they come off where the holding still counts what it did in the morning
 */
export function readHolding(row: unknown, line: number, soldOf: (symbol: string) => DecimalString): Read {
  const read = held.safeParse(row);
  if (!read.success) return { item: unreadable(line, "A holding", read.error) };
  const { tradingsymbol, exchange, isin, discrepancy, ...told } = read.data;
  const collateral = told.collateral_quantity ?? ZERO;
  const margined = told.mtf?.quantity ?? ZERO;
  const counted = add(told.quantity, told.t1_quantity ?? ZERO);
  const own = told.opening_quantity === counted ? subtract(counted, soldOf(tradingsymbol)) : counted;
  const units = add(own, pledgedApart(own, told, collateral) ? collateral : ZERO, margined);
  if (sign(units) === 0) return skipped(line, `Nothing is left of ${tradingsymbol}.`);
  const average = known(told.average_price);
  return {
    held: {
      line,
      listed: instrumentOf(tradingsymbol, exchange, isin),
      units,
      // The average is that of the person's own units.
      average: sign(margined) === 0 ? average : null,
      price: known(told.last_price),
      multiplier: ONE,
      meta: {
        exchange,
        ...(sign(collateral) === 0 ? {} : { collateralQuantity: collateral }),
        ...(sign(margined) === 0 ? {} : { mtfQuantity: margined, ...(told.mtf?.value ? { mtfValue: told.mtf.value } : {}) }),
        ...(discrepancy
          ? { discrepancy, reasons: ["Zerodha doesn't know what all of these units cost: see the holding in Console."] }
          : {}),
      },
    },
  };
}

/** Pledged units are in the quantity or beside it, which isn't documented. What there was in the morning, less what was sold, tells. */
function pledgedApart(
  own: DecimalString,
  { opening_quantity: opening, used_quantity: used }: Pick<z.infer<typeof held>, "opening_quantity" | "used_quantity">,
  collateral: DecimalString,
): boolean {
  return opening !== null && sign(collateral) > 0 && compare(subtract(opening, used ?? ZERO), add(own, collateral)) === 0;
}

const fund = z.looseObject({
  fund: z.string().min(1),
  tradingsymbol: text,
  folio: text,
  quantity: amount,
  average_price: optionalAmount,
  last_price: optionalAmount,
  last_price_date: text,
  pledged_quantity: optionalAmount,
});

/** Units of a mutual fund, whose symbol at Kite is its ISIN; tradebooks have its name there. */
export function readFund(row: unknown, line: number): Read {
  const read = fund.safeParse(row);
  if (!read.success) return { item: unreadable(line, "A mutual fund", read.error) };
  const { fund: name, tradingsymbol, folio, quantity, average_price, last_price, last_price_date, pledged_quantity } = read.data;
  if (sign(quantity) === 0) return skipped(line, `Nothing is left of ${name}.`);
  return {
    held: {
      line,
      listed: instrumentOf(name, "MF", tradingsymbol),
      units: quantity,
      average: known(average_price),
      price: known(last_price),
      multiplier: ONE,
      meta: {
        ...(last_price_date ? { priceDate: last_price_date.slice(0, 10) } : {}),
        ...(folio ? { folio } : {}),
        ...(pledged_quantity && sign(pledged_quantity) !== 0 ? { collateralQuantity: pledged_quantity } : {}),
      },
    },
  };
}

const position = z.looseObject({
  tradingsymbol: z.string().min(1),
  exchange: text,
  product: text,
  quantity: amount,
  multiplier: optionalAmount,
  average_price: optionalAmount,
  last_price: optionalAmount,
});

/** How many units of holdings were sold today, by symbol. */
export function soldToday(rows: readonly unknown[]): (symbol: string) => DecimalString {
  const sold = new Map<string, DecimalString>();
  for (const row of rows) {
    const { data } = position.safeParse(row);
    if (data?.product !== "CNC" || sign(data.quantity) >= 0) continue;
    sold.set(data.tradingsymbol, subtract(sold.get(data.tradingsymbol) ?? ZERO, data.quantity));
  }
  return (symbol) => sold.get(symbol) ?? ZERO;
}

/**
 * A position: derivatives that are carried over night, and what was bought today and is in the holdings from tomorrow on. What was sold today
 * comes off the holdings.
 */
export function readPosition(row: unknown, line: number, isinOf: (symbol: string) => string): Read {
  const read = position.safeParse(row);
  if (!read.success) return { item: unreadable(line, "A position", read.error) };
  const { tradingsymbol, exchange, product, quantity, average_price, last_price } = read.data;
  if (sign(quantity) === 0) return skipped(line, `The position in ${tradingsymbol} is closed.`);
  if (["MIS", "CO", "BO"].includes(product))
    return skipped(line, `The position in ${tradingsymbol} is for the day: Zerodha closes it before the night.`);
  if (!isDerivative(exchange) && sign(quantity) < 0) return skipped(line, `${tradingsymbol} was sold out of the holdings today.`);
  return {
    held: {
      line,
      listed: instrumentOf(tradingsymbol, exchange, isinOf(tradingsymbol)),
      units: quantity,
      average: known(average_price),
      price: known(last_price),
      multiplier: lotOf(exchange, read.data.multiplier),
      meta: { exchange, product },
    },
  };
}

/** How much one unit of the quantity is of. */
export const lotOf = (exchange: string, multiplier: DecimalString | null): DecimalString =>
  countsLots(exchange) && multiplier !== null && sign(multiplier) > 0 ? multiplier : ONE;

const segment = z.looseObject({ enabled: z.boolean().catch(true), available: z.looseObject({ cash: amount }) });
const margins = z.looseObject({ equity: segment.nullish(), commodity: segment.nullish() });

/** The money in the account, of both of its segments; what the day's trades cost leaves it over night. */
export function readCash(row: unknown, line: number): FormatItem {
  const read = margins.safeParse(row);
  if (!read.success) return unreadable(line, "The cash", read.error);
  const segments = [read.data.equity, read.data.commodity].filter((each) => each?.enabled);
  const cash = add(ZERO, ...segments.map((each) => each?.available.cash ?? ZERO));
  return cashHolding(line, SOURCE, CURRENCY, cash);
}

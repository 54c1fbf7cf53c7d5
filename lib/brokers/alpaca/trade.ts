import type { RowParts } from "@/lib/formats/draft";
import { isFiat } from "@/lib/formats/exchange/assets";
import { exchangeRows } from "@/lib/formats/exchange/swap";
import { absolute, type DecimalString, multiply } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { type Activity, identityOf, isCorrection, rawTypeOf, unlisted } from "./activity";
import { instrumentOf, multiplierMeta, slashedPair } from "./instrument";

/** `meta.source` of all rows. */
export const SOURCE = "alpaca-api";

/** What all rows of an activity say of it. */
export function aboutOf(activity: Activity): Partial<TransactionMeta> {
  const { own, same, role } = identityOf(activity);
  const raw = unlisted(activity);
  return {
    externalId: own,
    // What is a correction itself is never taken for what another one corrects: an event may have several legs of one kind.
    externalIds: [own, ...(same === null ? [] : isCorrection(activity) ? [same] : [same, role])],
    rawType: rawTypeOf(activity),
    ...(activity.description ? { description: activity.description } : {}),
    ...(raw ? { raw } : {}),
  };
}

/**
 * The rows of a fill, each part of an order being one of its own: a purchase or a sale; where a coin was paid with another one, two.
 * Null where it lacks its side, its units or its price. Fees are activities of their own.
 * @param money what the account is kept in
 */
export function fillRows(activity: Activity, money: string): RowParts[] | null {
  const { symbol, qty, price, side, cusip, activity_type, order_id } = activity;
  const sells = /^sell/.test(side);
  if (symbol === "" || qty === null || price === null || !(sells || side === "buy")) return null;
  const units = absolute(qty);
  const at = activity.at;
  const meta = { ...aboutOf(activity), ...(order_id ? { orderId: order_id } : {}) };
  const pair = slashedPair(symbol);
  if (pair) return coinRows({ pair, units, price, sells, at, meta, money });
  const named = instrumentOf(symbol, cusip, activity_type);
  return [
    {
      source: SOURCE,
      tradeType: sells ? "sell" : "buy",
      instrument: named.instrument,
      quantity: units,
      price,
      currency: activity.currency ?? money,
      at,
      meta: { ...meta, ...multiplierMeta(named), ...(side === "sell_short" ? { positionEffect: "open" as const } : {}) },
    },
  ];
}

interface CoinTrade {
  pair: { base: string; quote: string };
  units: DecimalString;
  /** In the quote. */
  price: DecimalString;
  sells: boolean;
  at: RowParts["at"];
  meta: Partial<TransactionMeta>;
  money: string;
}

function coinRows({ pair, units, price, sells, at, meta, money }: CoinTrade): RowParts[] {
  const base = { asset: pair.base, amount: units };
  const quote = { asset: pair.quote, amount: multiply(units, price) };
  const [given, taken] = sells ? [base, quote] : [quote, base];
  const id = meta.externalId;
  return exchangeRows({ source: SOURCE, at, isMoney: isFiat, ...(id ? { id } : {}), meta, given, taken, countedIn: () => money });
}

import { z } from "zod";
import { amount, text, unreadable } from "@/lib/brokers/fields";
import { transactionDraft } from "@/lib/formats/draft";
import { lookup } from "@/lib/formats/lookup";
import type { FormatItem } from "@/lib/formats/types";
import { CURRENCY } from "@/lib/formats/zerodha/columns";
import { tradeKey } from "@/lib/formats/zerodha/trade-key";
import { absolute, type DecimalString, ONE } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { countsLots, instrumentOf, parentExchange } from "./exchange";
import { SOURCE } from "./held";
import { indianTime } from "./india";

const trade = z.looseObject({
  trade_id: z.string().min(1),
  order_id: text,
  tradingsymbol: z.string().min(1),
  exchange: z.string().min(1),
  transaction_type: z.string().min(1),
  product: text,
  average_price: amount,
  quantity: amount,
  fill_timestamp: z.string().transform((written, context) => {
    const at = indianTime(written);
    if (at) return at;
    context.addIssue({ code: "custom", message: "Expected a time such as 2026-11-24 09:15:00." });
    return z.NEVER;
  }),
});

const SIDES: Readonly<Record<string, TradeType>> = { BUY: "buy", SELL: "sell" };

/** What Kite tells of instruments elsewhere than in trades. */
export interface Known {
  isinOf(symbol: string): string;
  /** How much one lot is of; null where no position tells. */
  lotOf(symbol: string): DecimalString | null;
}

/** One of today's trades, under the id that the tradebook of Console has it under. Charges come with the night: the cash is units × price. */
export function readTrade(row: unknown, line: number, { isinOf, lotOf }: Known): FormatItem {
  const read = trade.safeParse(row);
  if (!read.success) return unreadable(line, "A trade", read.error);
  const { trade_id, order_id, tradingsymbol, exchange, transaction_type, product, average_price, quantity, fill_timestamp } = read.data;
  const tradeType = lookup(SIDES, transaction_type) ?? "other";
  const { instant, day } = fill_timestamp;
  const parent = parentExchange(exchange);
  const key = tradeKey({ exchange: parent, day, symbol: tradingsymbol, side: transaction_type.toLowerCase(), tradeId: trade_id });
  const lot = countsLots(exchange) ? lotOf(tradingsymbol) : ONE;
  return {
    kind: "transaction",
    line,
    draft: transactionDraft({
      source: SOURCE,
      tradeType,
      instrument: instrumentOf(tradingsymbol, exchange, isinOf(tradingsymbol)),
      quantity: absolute(quantity),
      price: absolute(average_price),
      currency: CURRENCY,
      at: { instant, dateOnly: false },
      doubts: [
        ...(tradeType === "other" ? [`Zerodha calls this ${transaction_type}, which this version doesn't know.`] : []),
        ...(lot === null ? ["The quantity counts lots whose size Zerodha doesn't tell: check units and value."] : []),
      ],
      meta: {
        externalId: key,
        externalIds: [key],
        rawType: transaction_type,
        exchange: parent,
        ...(order_id ? { orderId: order_id } : {}),
        ...(product ? { product } : {}),
        ...(lot === null || lot === ONE ? {} : { multiplier: lot }),
      },
    }),
  };
}

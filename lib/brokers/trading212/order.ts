import { z } from "zod";
import { absolute, sign } from "@/lib/money/decimal";
import { amount, optionalAmount, text } from "../fields";
import { moment } from "../moment";
import { instrumentSchema } from "./instruments";

const chargeSchema = z.object({ name: text, quantity: optionalAmount, currency: text });

/** What the trade did to the account, in its own currency. */
const walletSchema = z.object({
  currency: text,
  netValue: optionalAmount,
  fxRate: optionalAmount,
  realisedProfitLoss: optionalAmount,
  taxes: z
    .array(chargeSchema)
    .nullish()
    .transform((list) => list ?? []),
});

/** An item of the history of orders: the order, and one fill of it. */
export const orderSchema = z.object({
  order: z.object({ id: text, status: text, side: text, type: text, ticker: text, currency: text, instrument: instrumentSchema }),
  fill: z
    .object({
      id: z.string().min(1),
      type: text,
      quantity: amount,
      price: optionalAmount,
      filledAt: moment,
      walletImpact: walletSchema.nullish(),
    })
    .nullish(),
});
export type OrderItem = z.infer<typeof orderSchema>;
export type Fill = NonNullable<OrderItem["fill"]>;
export type FilledOrder = OrderItem & { fill: Fill };

/** Whether units left. A sale has a negative quantity, or says so by its side. */
export const leaves = ({ order, fill }: FilledOrder): boolean => order.side === "SELL" || (order.side === "" && sign(fill.quantity) < 0);

export const unitsOf = ({ fill }: FilledOrder) => absolute(fill.quantity);

/** What the instrument is called: by the instrument, or by the order's ticker alone. */
export function namedIn({ order }: FilledOrder) {
  return order.instrument.ticker === "" ? { ...order.instrument, ticker: order.ticker } : order.instrument;
}

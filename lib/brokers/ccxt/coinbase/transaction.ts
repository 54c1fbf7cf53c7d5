import { z } from "zod";
import { assetOf } from "@/lib/formats/coinbase/notes";
import { pricePerUnit } from "@/lib/formats/draft";
import { fiatIsMoney } from "@/lib/formats/exchange/assets";
import type { Amount, ExchangeEvent } from "@/lib/formats/exchange/event";
import { absolute, type DecimalString, parseDecimal } from "@/lib/money/decimal";

export const SOURCE = "coinbase-api";

const amount = z.object({ amount: z.string(), currency: z.string() });
const order = z.object({ id: z.string().nullish(), fee: amount.nullish(), subtotal: amount.nullish(), total: amount.nullish() }).nullish();
const schema = z.object({
  id: z.string(),
  type: z.string(),
  status: z.string().nullish(),
  amount,
  native_amount: amount.nullish(),
  created_at: z.iso.datetime({ offset: true }),
  description: z.string().nullish(),
  details: z.object({ title: z.string().nullish(), subtitle: z.string().nullish() }).nullish(),
  buy: order,
  sell: order,
  trade: z.object({ id: z.string().nullish() }).nullish(),
  advanced_trade_fill: z
    .object({
      commission: z.string().nullish(),
      fill_price: z.string(),
      order_id: z.string().nullish(),
      product_id: z.string(),
    })
    .nullish(),
});
export type Told = z.infer<typeof schema>;

/** One change of one wallet, read as far as all types have it. */
export interface WalletChange extends Amount {
  line: number;
  told: Told;
  /** Signed: what the wallet gained or lost, fees of the network included. */
  amount: DecimalString;
  /** What it was worth in the person's money, unsigned, where Coinbase says. */
  worth: { amount: DecimalString; currency: string } | null;
  /** Per unit, in that money. */
  price: DecimalString | undefined;
  event: ExchangeEvent;
}

/** Null for what isn't a transaction as Coinbase documents it. */
export function changeOf(value: unknown, line: number, native: string): WalletChange | null {
  const read = schema.safeParse(value);
  const told = read.data;
  const [asset, change] = [assetOf(told?.amount.currency ?? ""), parseDecimal(told?.amount.amount ?? "")];
  if (!told || asset === null || change === null) return null;
  const inNative = parseDecimal(told.native_amount?.amount ?? "");
  const worth = inNative === null ? null : { amount: absolute(inNative), currency: told.native_amount?.currency ?? native };
  return {
    line,
    told,
    asset,
    amount: change,
    worth,
    price: worth === null || fiatIsMoney(asset) ? undefined : (pricePerUnit(worth.amount, change) ?? undefined),
    event: {
      source: SOURCE,
      at: { instant: new Date(told.created_at).toISOString(), dateOnly: false },
      isMoney: fiatIsMoney,
      countedIn: () => worth?.currency ?? native,
      id: `coinbase:${told.id}`,
      meta: {
        rawType: told.type,
        description: [told.description, told.details?.title, told.details?.subtitle].filter(Boolean).join(" · "),
      },
    },
  };
}

/** An amount of Coinbase's, unsigned; null where there is none. */
export function amountOf(told: z.infer<typeof amount> | null | undefined): Amount | null {
  const [asset, value] = [assetOf(told?.currency ?? ""), parseDecimal(told?.amount ?? "")];
  return asset === null || value === null ? null : { asset, amount: absolute(value) };
}

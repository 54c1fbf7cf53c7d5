import { z } from "zod";
import { quotesAreMoney } from "@/lib/formats/exchange/assets";
import type { Counting } from "@/lib/formats/exchange/counting";
import { exchangeRows } from "@/lib/formats/exchange/swap";
import type { FormatItem } from "@/lib/formats/types";
import type { ReadPage } from "../../pages";
import { amount, asset, drafts, entriesOf, eventOf, instant, units } from "./event";

const STREAM = /^trades (\S+)\/(\S+)$/;
const list = z.array(z.unknown());
const trade = z.object({
  symbol: z.string(),
  id: z.string(),
  orderId: z.string(),
  qty: units,
  quoteQty: units,
  commission: units,
  commissionAsset: asset,
  time: instant,
  isBuyer: z.boolean(),
});

/** Trades on the market. A fee in a third coin (BNB, mostly) is a row of its own. */
export function* tradesIn(pages: readonly ReadPage[], counting: Counting): Generator<FormatItem> {
  const markets = new Set(pages.map(({ stream }) => stream).filter((stream) => STREAM.test(stream)));
  const found = [...markets].map((stream) => ({ stream, entries: [...entriesOf(pages, stream, list, trade, ({ id }) => id)] }));
  for (const { stream, entries } of found) {
    const [, base = "", quote = ""] = STREAM.exec(stream) ?? [];
    if (quotesAreMoney(quote) && !quotesAreMoney(base)) for (const each of entries) if ("entry" in each) counting.traded(base, quote);
  }
  for (const { stream, entries } of found) {
    const [, base = "", quote = ""] = STREAM.exec(stream) ?? [];
    for (const each of entries) yield* "kind" in each ? [each] : itemsOf(each.line, each.entry, base, quote, counting);
  }
}

function itemsOf(line: number, told: z.infer<typeof trade>, base: string, quote: string, counting: Counting): FormatItem[] {
  const [coins, money] = [amount(base, told.qty), amount(quote, told.quoteQty)];
  return drafts(
    line,
    exchangeRows({
      ...eventOf(told.time, `${told.symbol}:${told.id}`, counting, { rawType: told.isBuyer ? "BUY" : "SELL", orderId: told.orderId }),
      ...(told.isBuyer ? { given: money, taken: coins } : { given: coins, taken: money }),
      fees: [amount(told.commissionAsset, told.commission)],
    }),
  );
}

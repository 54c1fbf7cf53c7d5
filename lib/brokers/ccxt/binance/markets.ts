import "server-only";
import { z } from "zod";
import type { BrokerPage } from "../../connector";
import type { BrokerLink } from "../../link/link";
import { client } from "./kind";
import { unknownForm } from "./windows";

export interface Market {
  symbol: string;
  base: string;
  quote: string;
}

const exchangeInfo = z.object({
  symbols: z.array(z.object({ symbol: z.string(), baseAsset: z.string(), quoteAsset: z.string() })),
});
const trades = z.array(z.object({ id: z.string(), time: z.string(), commissionAsset: z.string() }));

/** What most is bought for: tried for every coin, also where none of it is held any more. */
const USUAL_QUOTES = ["USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USDP", "BTC", "ETH", "BNB", "EUR", "GBP", "USD"];
const PAGE = 1000;
/** Most markets have nothing new: what is read in vain is kept small. */
const SOME = 100;

/** Every market that there is or was, from public data. */
export async function allMarkets(link: BrokerLink): Promise<Market[]> {
  const { answer } = await client(link).ask({
    stream: "markets",
    path: "exchangeInfo",
    api: "public",
    params: { showPermissionSets: false },
  });
  const read = exchangeInfo.safeParse(answer);
  if (!read.success) throw unknownForm();
  return read.data.symbols.map(({ symbol, baseAsset, quoteAsset }) => ({ symbol, base: baseAsset, quote: quoteAsset }));
}

/** The markets in which coins that somebody has or had may have been traded, and those that a person named. */
export function marketsOf(all: readonly Market[], coins: ReadonlySet<string>, named: ReadonlySet<string>): Market[] {
  const quotes = new Set([...USUAL_QUOTES, ...coins]);
  return all.filter(({ symbol, base, quote }) => named.has(symbol) || (coins.has(base) && quotes.has(quote)));
}

/**
 * All trades in one market, or those since an instant and some before. Binance tells the newest (a thousand at most), or those from an id on; by
 * time it tells a day at most, which would be thousands of requests. So the newest are asked for, some and then more, and only where they don't
 * reach back far enough, all from the first.
 * @returns the coins that fees were paid in
 */
export async function* tradesOf(link: BrokerLink, market: Market, since: number | null): AsyncGenerator<BrokerPage, readonly string[]> {
  const coins = new Set<string>();
  for (const limit of since === null ? [PAGE] : [SOME, PAGE]) {
    const newest = await ask(link, market, { limit });
    if (newest.ids.length === 0) return [];
    for (const coin of newest.coins) coins.add(coin);
    const isEnough = newest.ids.length < limit || (since !== null && Math.min(...newest.times) <= since);
    if (!isEnough && limit !== PAGE) continue;
    yield newest.page;
    if (isEnough) return [...coins];
    const known = Math.min(...newest.ids);
    for (let fromId = 0; fromId < known; ) {
      const older = await ask(link, market, { limit, fromId });
      if (older.ids.length === 0) break;
      yield older.page;
      for (const coin of older.coins) coins.add(coin);
      fromId = Math.max(...older.ids) + 1;
    }
  }
  return [...coins];
}

async function ask(link: BrokerLink, { symbol, base, quote }: Market, which: { limit: number; fromId?: number }) {
  const { page, answer } = await client(link).ask({ stream: `trades ${base}/${quote}`, path: "myTrades", params: { symbol, ...which } });
  const read = trades.safeParse(answer);
  if (!read.success) throw unknownForm();
  return {
    page,
    ids: read.data.map(({ id }) => Number(id)),
    times: read.data.map(({ time }) => Number(time)),
    coins: read.data.map(({ commissionAsset }) => commissionAsset),
  };
}

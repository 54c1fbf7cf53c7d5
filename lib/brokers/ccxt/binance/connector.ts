import "server-only";
import { z } from "zod";
import { plainCoin } from "@/lib/formats/binance/line";
import type { BrokerPage, Connector, KeyFacts, RemoteAccount } from "../../connector";
import type { BrokerLink } from "../../link/link";
import { currencyPage } from "../currency";
import { client } from "./kind";
import { FIAT_LISTS, fiatList, LISTS } from "./lists";
import { allMarkets, marketsOf, tradesOf } from "./markets";
import { unknownForm, windowed } from "./windows";

const restrictions = z.object({
  enableReading: z.boolean(),
  enableWithdrawals: z.boolean(),
  enableSpotAndMarginTrading: z.boolean().optional(),
  enableMargin: z.boolean().optional(),
  enableFutures: z.boolean().optional(),
  enableVanillaOptions: z.boolean().optional(),
});
const account = z.object({
  uid: z.string(),
  balances: z.array(z.object({ asset: z.string(), free: z.string(), locked: z.string() })),
});
const earn = z.object({ rows: z.array(z.unknown()), total: z.string() });

const SPOT = { stream: "balances", path: "account", params: { omitZeroBalances: true } };
const EARN_PAGE = 100;
const FIAT_PAGE = 500;
const BEGINNING = Date.parse("2017-07-14T00:00:00.000Z");

/**
 * Binance through ccxt: what is on spot, funding and in locked Earn (what is in flexible Earn is listed on spot, under names that begin with
 * LD), and what happened to it. Trades are told market by market: those of coins that balances and lists name, and of coins found on the way,
 * are asked for. A coin that was bought and sold without ever being seen elsewhere needs to be named by the person (the field “markets”).
 * Futures and margin are not asked for.
 */
export const connector: Connector = {
  code: "binance",
  test: async (link) => factsOf((await client(link).ask({ stream: "key", path: "account/apiRestrictions", api: "sapi" })).answer),
  async *accounts(link): AsyncGenerator<RemoteAccount> {
    yield { id: spotOf((await client(link).ask(SPOT)).answer).uid, name: "Binance" };
  },
  holdings,
  transactions,
};

async function* holdings(link: BrokerLink): AsyncGenerator<BrokerPage> {
  yield currencyPage(link.secrets, "USDT");
  yield (await client(link).ask(SPOT)).page;
  yield (await client(link).ask({ stream: "funding", path: "asset/get-funding-asset", api: "sapi", method: "POST" })).page;
  for (let current = 1, total = 1; (current - 1) * EARN_PAGE < total; current += 1) {
    const { page, answer } = await client(link).ask({
      stream: "locked earn",
      path: "simple-earn/locked/position",
      api: "sapi",
      params: { current, size: EARN_PAGE },
    });
    const read = earn.safeParse(answer);
    if (!read.success) throw unknownForm();
    yield page;
    total = Number(read.data.total);
  }
}

async function* transactions(link: BrokerLink, _account: unknown, since: string | null): AsyncGenerator<BrokerPage> {
  const from = since === null ? null : Date.parse(since);
  const coins = new Set(spotOf((await client(link).ask(SPOT)).answer).balances.map(({ asset }) => plainCoin(asset)));
  for (const list of LISTS) {
    for await (const { answered, items } of windowed(link, list, from)) {
      yield answered.page;
      for (const coin of items.flatMap((item) => item.coins)) coins.add(coin);
    }
  }
  for await (const { page, named } of fiatPages(link, from)) {
    yield page;
    for (const coin of named) coins.add(coin);
  }
  yield* trades(link, coins, from);
}

async function* fiatPages(link: BrokerLink, since: number | null): AsyncGenerator<{ page: BrokerPage; named: readonly string[] }> {
  for (const { stream, path, transactionType } of FIAT_LISTS) {
    for (let number = 1, isFull = true; isFull; number += 1) {
      const params = { transactionType, beginTime: since ?? BEGINNING, endTime: link.now(), page: number, rows: FIAT_PAGE };
      const { page, answer } = await client(link).ask({ stream, path, api: "sapi", params });
      const read = fiatList.safeParse(answer);
      if (!read.success) throw unknownForm();
      const entries = read.data.data ?? [];
      if (entries.length > 0) yield { page, named: entries.flatMap((each) => [each.fiatCurrency, each.cryptoCurrency ?? []].flat()) };
      isFull = entries.length === FIAT_PAGE;
    }
  }
}

/** Market after market; a market may name coins (its quote, its fees) that lead to further ones. */
async function* trades(link: BrokerLink, coins: Set<string>, since: number | null): AsyncGenerator<BrokerPage> {
  const named = new Set((link.secrets.markets ?? "").split(/[\s,;]+/).filter(Boolean));
  if (coins.size === 0 && named.size === 0) return;
  const all = await allMarkets(link);
  const done = new Set<string>();
  for (
    let open = marketsOf(all, coins, named);
    open.length > 0;
    open = marketsOf(all, coins, named).filter(({ symbol }) => !done.has(symbol))
  ) {
    for (const market of open) {
      done.add(market.symbol);
      const pages = tradesOf(link, market, since);
      let step = await pages.next();
      if (!step.done) for (const coin of [market.base, market.quote]) coins.add(coin);
      for (; !step.done; step = await pages.next()) yield step.value;
      for (const coin of step.value) coins.add(coin);
    }
  }
}

function spotOf(answer: unknown): z.infer<typeof account> {
  const read = account.safeParse(answer);
  if (!read.success) throw unknownForm();
  return read.data;
}

function factsOf(answer: unknown): KeyFacts {
  const read = restrictions.safeParse(answer);
  if (!read.success) throw unknownForm();
  const { enableReading, enableWithdrawals, ...others } = read.data;
  return {
    reads: enableReading ? ["Balances", "Trades", "Deposits and withdrawals", "Distributions"] : [],
    mayTrade: Object.values(others).some((each) => each === true),
    mayWithdraw: enableWithdrawals,
    expiresAt: null,
    missing: enableReading ? [] : ["“Enable Reading” is off: switch it on at Binance under API Management."],
  };
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { createInstrument } from "@/lib/instruments/mutations";
import { chooseProvider, fetchSoon, removeFeed, saveFeed } from "@/lib/prices/feeds/mutations";
import { getPriceSettings } from "@/lib/prices/queries";
import { expectConsole } from "@/test/console";
import { type TestDatabase, testDatabase } from "@/test/database";
import { type MarketServer, startMarketServer } from "@/test/market-server";

let market: MarketServer;
let db: TestDatabase;
let fetchDue: () => Promise<void>;
let actor: Actor;
let userId: bigint;
let acme: bigint;

beforeAll(async () => {
  market = await startMarketServer();
  process.env.YAHOO_URL = market.yahooUrl;
  db = await testDatabase();
  const { fetchDuePrices } = await import("./price-feeds");
  fetchDue = () => fetchDuePrices(new AbortController().signal);
});
beforeEach(async () => {
  market.requests.length = 0;
  market.failing = null;
  market.symbols = new Map([["ACME", closes("EUR", { "2025-01-02": 10, "2025-01-03": 11 })]]);
  await db.owner.query("UPDATE user_settings SET price_provider = ''");
  ({ actor, userId } = await db.signUp());
  const outcome = await createInstrument(actor, { symbol: "ACME", currency: "EUR", isin: "", name: "Acme", assetType: "stock" });
  acme = BigInt((outcome.ok ? outcome.redirectTo : undefined)?.split("/").at(-1) ?? 0);
  await firstTrade("2025-01-02");
});
afterAll(async () => {
  await db.close();
  await market.close();
});

const closes = (currency: string, days: Record<string, number>) => ({
  currency,
  timeZone: "Europe/Berlin",
  days: Object.entries(days).map(([day, close]) => ({ at: `${day}T08:00:00Z`, close })),
});

async function firstTrade(day: string): Promise<void> {
  const accountId = await db.account(actor);
  await db.owner.query(
    `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
     VALUES ($1, 'stock', 'ACME', 1, 10, 'EUR', 'buy', $2, '{"source": "test", "netAmount": "-10"}')`,
    [accountId.toString(), day],
  );
}
const stored = async () =>
  (
    await db.owner.query("SELECT on_date::text AS day, price::text, currency, source FROM prices WHERE user_id = $1 ORDER BY on_date", [
      userId.toString(),
    ])
  ).map(({ day, price, currency, source }) => `${day} ${price} ${currency} ${source}`);
const feed = async () => {
  const [row] = await db.owner.query(
    "SELECT symbol, problem, failures, fetched_at IS NOT NULL AS fetched, round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM price_feeds WHERE user_id = $1",
    [userId.toString()],
  );
  return row;
};
const askedFrom = () =>
  market.requests.map((path) => {
    const seconds = Number(new URL(path, "http://localhost").searchParams.get("period1"));
    return new Date(seconds * 1000).toISOString().slice(0, 10);
  });
const makeDue = () => fetchSoon(actor, acme);

async function switchOn(symbol = "ACME"): Promise<void> {
  await saveFeed(actor, acme, symbol);
  await chooseProvider(actor, "yahoo");
}

describe("prices", () => {
  it("are not fetched until the person says so, and no more after they say otherwise", async () => {
    await saveFeed(actor, acme, "ACME");
    await fetchDue();
    expect(market.requests).toEqual([]);
    await chooseProvider(actor, "yahoo");
    await fetchDue();
    expect(market.requests).toHaveLength(1);
    await chooseProvider(actor, "");
    await makeDue();
    await fetchDue();
    expect(market.requests).toHaveLength(1);
    expect(await getPriceSettings(actor)).toMatchObject({ isOffered: true, isFetching: false });
  });

  it("are fetched from the first row of the ledger on, and then from the newest that is there", async () => {
    await switchOn();
    await fetchDue();
    expect(await stored()).toEqual(["2025-01-02 10 EUR yahoo", "2025-01-03 11 EUR yahoo"]);
    expect(await feed()).toMatchObject({ problem: "", failures: 0, fetched: true, minutes: 360 });

    market.symbols.set("ACME", closes("EUR", { "2025-01-02": 10, "2025-01-03": 11.5, "2025-01-06": 12 }));
    await fetchDue();
    await makeDue();
    await fetchDue();
    expect(await stored()).toEqual(["2025-01-02 10 EUR yahoo", "2025-01-03 11.5 EUR yahoo", "2025-01-06 12 EUR yahoo"]);
    expect(askedFrom()).toEqual(["2024-12-26", "2025-01-03"]);
  });

  it("are fetched anew from the beginning, when older rows have come", async () => {
    await switchOn();
    await fetchDue();
    await firstTrade("2024-06-03");
    await makeDue();
    await fetchDue();
    expect(askedFrom().at(-1)).toBe("2024-05-27");
  });

  it("are fetched once, however many workers there are", async () => {
    await switchOn();
    await Promise.all([fetchDue(), fetchDue(), fetchDue()]);
    expect(market.requests).toHaveLength(1);
  });

  it("that can't be had say why, and leave those that are there", async () => {
    await switchOn();
    await fetchDue();
    market.symbols.clear();
    expectConsole("error", /ProviderProblem/);
    await makeDue();
    await fetchDue();
    expect(await feed()).toMatchObject({ problem: "Yahoo Finance knows no symbol ACME, or has no prices of it.", failures: 1, minutes: 5 });
    await fetchDue();
    expect(market.requests).toHaveLength(2);
    expect(await stored()).toHaveLength(2);
    await makeDue();
    await fetchDue();
    expect(await feed()).toMatchObject({ failures: 2, minutes: 15 });
    expect((await getPriceSettings(actor)).feeds).toMatchObject([
      { symbol: "ACME", problem: expect.any(String), newest: { day: "2025-01-03", price: "11" } },
    ]);
  });

  it("of a wrong symbol go with it", async () => {
    await switchOn();
    await fetchDue();
    market.symbols.set("ACME.DE", closes("EUR", { "2025-01-02": 20 }));
    await saveFeed(actor, acme, "ACME.DE");
    expect(await stored()).toEqual([]);
    await fetchDue();
    expect(await stored()).toEqual(["2025-01-02 20 EUR yahoo"]);
  });

  it("that were fetched stay when the feed goes", async () => {
    await switchOn();
    await fetchDue();
    expect(await removeFeed(actor, acme)).toMatchObject({ ok: true });
    expect(await stored()).toHaveLength(2);
    expect((await getPriceSettings(actor)).choices).toMatchObject([{ symbol: "ACME" }]);
  });

  it("are nobody else's to have fetched", async () => {
    await switchOn();
    const { actor: stranger } = await db.signUp();
    expect(await saveFeed(stranger, acme, "EVIL")).toMatchObject({ ok: false });
    expect(await removeFeed(stranger, acme)).toMatchObject({ ok: false });
    expect(await fetchSoon(stranger, acme)).toMatchObject({ ok: false });
    expect((await getPriceSettings(stranger)).feeds).toEqual([]);
    expect(await feed()).toMatchObject({ symbol: "ACME" });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MarketServer, startMarketServer } from "@/test/market-server";
import type { DailyPrice } from "./provider";
import { yahooProvider } from "./yahoo";

let market: MarketServer;
beforeAll(async () => {
  market = await startMarketServer();
});
beforeEach(() => {
  market.requests.length = 0;
  market.failing = null;
  market.symbols.clear();
});
afterAll(() => market.close());

const ask = (symbol: string, from = "2020-08-01", signal = new AbortController().signal): Promise<DailyPrice[]> =>
  yahooProvider(market.yahooUrl).dailyPrices({ symbol, from, signal });
const short = (prices: readonly DailyPrice[]) => prices.map(({ day, price, currency }) => `${day} ${price} ${currency}`);

describe("prices of Yahoo Finance", () => {
  it("are closes of the exchange's own days, in the digits that were quoted", async () => {
    market.symbols.set("BHP.AX", {
      currency: "AUD",
      timeZone: "Australia/Sydney",
      // Ten in the morning there is still the day before in UTC.
      days: [
        { at: "2024-01-01T23:00:00Z", close: Math.fround(50.36) },
        { at: "2024-01-02T23:00:00Z", close: null },
        { at: "2024-01-03T23:00:00Z", close: Math.fround(49.89) },
      ],
    });
    expect(short(await ask("BHP.AX"))).toEqual(["2024-01-02 50.36 AUD", "2024-01-04 49.89 AUD"]);
  });

  it("are asked for by one request, of the symbol and the days and nothing else", async () => {
    market.symbols.set("^GDAXI", { currency: "EUR", timeZone: "Europe/Berlin", days: [{ at: "2024-01-02T08:00:00Z", close: 16769.36 }] });
    expect(short(await ask("^GDAXI", "2024-01-01"))).toEqual(["2024-01-02 16769.36 EUR"]);
    expect(market.requests).toHaveLength(1);
    const url = new URL(market.requests[0] ?? "", "http://localhost");
    expect(decodeURIComponent(url.pathname)).toBe("/v8/finance/chart/^GDAXI");
    expect(url.searchParams.get("period1")).toBe(String(Date.parse("2024-01-01") / 1000));
    expect([...url.searchParams.keys()].sort()).toEqual(["events", "includePrePost", "interval", "lang", "period1", "period2", "useYfid"]);
  });

  it("are those of the day, where later splits were taken off", async () => {
    market.symbols.set("AAPL", {
      currency: "USD",
      timeZone: "America/New_York",
      days: [
        { at: "2020-08-28T13:30:00Z", close: Math.fround(124.8075) },
        { at: "2020-08-31T13:30:00Z", close: Math.fround(129.04) },
      ],
      splits: [{ at: "2020-08-31T13:30:00Z", numerator: 4, denominator: 1 }],
    });
    expect(short(await ask("AAPL"))).toEqual(["2020-08-28 499.23 USD", "2020-08-31 129.04 USD"]);
  });

  it("in pence are pounds", async () => {
    market.symbols.set("VOD.L", { currency: "GBp", timeZone: "Europe/London", days: [{ at: "2024-01-02T08:00:00Z", close: 68.5 }] });
    expect(short(await ask("VOD.L"))).toEqual(["2024-01-02 0.685 GBP"]);
  });

  it("are none where there were none", async () => {
    market.symbols.set("NEW", { currency: "USD", timeZone: "America/New_York", days: [] });
    expect(await ask("NEW")).toEqual([]);
  });
});

describe("what goes wrong", () => {
  const problem = (message: string) => ({ name: "ProviderProblem", message: expect.stringContaining(message) });

  it("is told of a symbol that nobody knows", async () => {
    await expect(ask("NOSUCH")).rejects.toMatchObject(problem("knows no symbol NOSUCH"));
  });

  it.each([
    [429, "text/html", "Too Many Requests\n", "no more questions"],
    [500, "text/html", "<h1>Oops</h1>", "status 500"],
    [200, "application/json", '{"chart":{"result":[{"meta":{}, "indicators":{"quote":[{}]}}],"error":null}}', "in a form"],
    [200, "text/html", "<html>Sign in to the network</html>", "in a form"],
    [401, "application/json", '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}', "Invalid Crumb"],
  ])("is told of an answer %i %s", async (status, type, body, message) => {
    market.symbols.set("AAPL", { currency: "USD", timeZone: "America/New_York", days: [] });
    market.failing = { status, type, body };
    await expect(ask("AAPL")).rejects.toMatchObject(problem(message));
  });

  it("is told of a server that isn't there", async () => {
    const gone = await startMarketServer();
    await gone.close();
    await expect(
      yahooProvider(gone.yahooUrl).dailyPrices({ symbol: "AAPL", from: "2024-01-01", signal: new AbortController().signal }),
    ).rejects.toMatchObject(problem("could not be reached (ECONNREFUSED)"));
  });

  it("ends at once when the worker is stopped", async () => {
    const stopping = new AbortController();
    stopping.abort();
    await expect(ask("AAPL", "2024-01-01", stopping.signal)).rejects.toMatchObject({ name: "ProviderProblem" });
    expect(market.requests).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectConsole } from "@/test/console";
import { type TestDatabase, testDatabase } from "@/test/database";
import { type MarketServer, startMarketServer } from "@/test/market-server";

let market: MarketServer;
let db: TestDatabase;
let update: (now: Date) => Promise<void>;
/** Tuesday evening: the rates of the day are out. */
const TUESDAY = new Date("2025-11-25T18:00:00Z");

beforeAll(async () => {
  market = await startMarketServer();
  process.env.ECB_URL = market.ecbUrl;
  db = await testDatabase();
  const { updateReferenceRates } = await import("./reference-rates");
  update = (now) => updateReferenceRates(new AbortController().signal, now);
});
beforeEach(async () => {
  market.requests.length = 0;
  market.failing = null;
  market.rates = new Map([
    ["2025-11-24", { USD: "1.15", GBP: "0.88" }],
    ["2025-11-25", { USD: "1.16", GBP: "N/A" }],
  ]);
  await db.owner.query("TRUNCATE reference_rates");
  await db.owner.query("UPDATE daily_tasks SET due_at = now(), failures = 0, problem = '', tried_at = NULL, done_at = NULL");
});
afterAll(async () => {
  await db.close();
  await market.close();
});

const stored = async () =>
  (await db.owner.query("SELECT on_date::text AS day, currency, per_euro::text AS rate FROM reference_rates ORDER BY 1, 2")).map(
    ({ day, currency, rate }) => `${day} ${currency} ${rate}`,
  );
const task = async () => {
  const [row] = await db.owner.query(
    "SELECT problem, failures, done_at IS NOT NULL AS done, round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM daily_tasks",
  );
  return row;
};
const makeDue = () => db.owner.query("UPDATE daily_tasks SET due_at = now()");
const files = () => market.requests.map((path) => path.replace("/stats/eurofxref/", ""));

describe("the bank's rates", () => {
  it("are fetched of all years at first, and then only what is missing", async () => {
    await update(TUESDAY);
    expect(await stored()).toEqual(["2025-11-24 GBP 0.88", "2025-11-24 USD 1.15", "2025-11-25 USD 1.16"]);
    expect(await task()).toEqual({ problem: "", failures: 0, done: true, minutes: 180 });

    await makeDue();
    await update(TUESDAY);
    expect(files()).toEqual(["eurofxref-hist.zip"]);

    market.rates.set("2025-11-26", { USD: "1.17" });
    await makeDue();
    await update(new Date("2025-11-26T18:00:00Z"));
    market.rates.set("2025-11-28", { USD: "1.18" });
    await makeDue();
    await update(new Date("2025-11-28T18:00:00Z"));
    expect(files()).toEqual(["eurofxref-hist.zip", "eurofxref-daily.xml", "eurofxref-hist-90d.xml"]);
    expect((await stored()).at(-1)).toBe("2025-11-28 USD 1.18");
  });

  it("are asked for again soon, where the day's are late", async () => {
    await update(new Date("2025-11-26T18:00:00Z"));
    expect(await task()).toEqual({ problem: "", failures: 0, done: true, minutes: 60 });
  });

  it("are corrected where the bank corrects them", async () => {
    await update(TUESDAY);
    market.rates.set("2025-11-25", { USD: "1.1616" });
    market.rates.set("2025-11-26", { USD: "1.17" });
    market.rates.set("2025-11-27", { USD: "1.17" });
    await makeDue();
    await update(new Date("2025-11-27T18:00:00Z"));
    expect(await stored()).toContain("2025-11-25 USD 1.1616");
  });

  it("are fetched once, however many workers there are", async () => {
    await Promise.all([update(TUESDAY), update(TUESDAY), update(TUESDAY)]);
    expect(files()).toEqual(["eurofxref-hist.zip"]);
  });

  it("that could not be had say why, and are tried again later and later", async () => {
    market.failing = { status: 503, type: "text/html", body: "Maintenance" };
    expectConsole("error", /HttpProblem/);
    await update(TUESDAY);
    expect(await task()).toEqual({ problem: expect.stringContaining("answered with status 503"), failures: 1, done: false, minutes: 5 });
    await update(TUESDAY);
    expect(market.requests).toHaveLength(1);
    await makeDue();
    await update(TUESDAY);
    expect(await task()).toMatchObject({ failures: 2, minutes: 15 });

    market.failing = null;
    await makeDue();
    await update(TUESDAY);
    expect(await task()).toMatchObject({ problem: "", failures: 0, done: true });
  });

  it("leave nothing behind when a file is broken", async () => {
    market.rates.set("2025-11-21", { USD: "no rate" });
    expectConsole("error", /FormatError/);
    await update(TUESDAY);
    expect(await stored()).toEqual([]);
    expect(await task()).toMatchObject({ problem: expect.stringContaining("Line 4"), failures: 1 });
  });

  it("are told apart from an answer that is something else", async () => {
    market.failing = { status: 200, type: "text/html", body: "<!DOCTYPE html><title>Sign in to the network</title>" };
    expectConsole("error", /FormatError/);
    await update(TUESDAY);
    expect(await task()).toMatchObject({ problem: expect.stringContaining("can’t be read"), failures: 1 });
  });
});

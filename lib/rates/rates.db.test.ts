import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { type TestDatabase, testDatabase } from "@/test/database";
import { addRate, deleteRate, editRate } from "./mutations";
import { getRates, listRates, rateEntries } from "./queries";
import { addRateSchema, type RateInput } from "./schema";

let db: TestDatabase;
let actor: Actor;
let userId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  await db.owner.query(
    `SELECT store_reference_rates('{2026-11-20,2026-11-23,2026-11-23,2022-12-30}', '{USD,USD,GBP,HRK}', '{1.15,1.16,0.88,7.5345}')`,
  );
});
beforeEach(async () => {
  ({ actor, userId } = await db.signUp());
});
afterAll(() => db.close());

const input = (from: string, to: string, rate: string, day = "2026-11-23"): RateInput => addRateSchema.parse({ from, to, rate, day });
const entries = (currencies: string[], since?: string) => asActor(actor, (tx) => rateEntries(tx, currencies, since ? { since } : {}));
const ownIds = async () =>
  (await db.owner.query<{ id: string }>("SELECT id FROM fx_rates WHERE user_id = $1 ORDER BY id", [userId.toString()])).map(({ id }) =>
    BigInt(id),
  );

describe("a rate that a person knows", () => {
  it("is added, changed and deleted", async () => {
    expect(await addRate(actor, input("usd", "eur", "0.9"))).toMatchObject({ ok: true });
    const [id = 0n] = await ownIds();
    expect(await editRate(actor, id, input("USD", "EUR", "0.91", "2026-11-20"))).toMatchObject({ ok: true });
    expect((await getRates(actor)).own).toMatchObject([
      { from: "USD", to: "EUR", rate: "0.91", day: "2026-11-20", sourceName: "Typed", days: 1 },
    ]);
    expect(await deleteRate(actor, id)).toMatchObject({ ok: true });
    expect((await getRates(actor)).own).toEqual([]);
  });

  it("is entered once for a pair and day, whichever way round", async () => {
    await addRate(actor, input("USD", "EUR", "0.9"));
    expect(await addRate(actor, input("EUR", "USD", "1.1"))).toMatchObject({
      ok: false,
      fieldErrors: { day: expect.stringContaining("1 USD = 0.9 EUR") },
    });
    await addRate(actor, input("USD", "EUR", "0.8", "2026-11-20"));
    const [, second = 0n] = await ownIds();
    expect(await editRate(actor, second, input("EUR", "USD", "1.1"))).toMatchObject({
      ok: false,
      fieldErrors: { day: expect.any(String) },
    });
    expect(await ownIds()).toHaveLength(2);
  });

  it.each([
    [{ rate: "0" }, "rate"],
    [{ rate: "-1" }, "rate"],
    [{ rate: "0,9" }, "rate"],
    [{ from: "dollar" }, "from"],
    [{ to: "USD" }, "to"],
    [{ day: "2126-01-01" }, "day"],
    [{ day: "23.11.2026" }, "day"],
  ])("is not %j", (change, field) => {
    const result = addRateSchema.safeParse({ from: "USD", to: "EUR", rate: "0.9", day: "2026-11-23", ...change });
    expect(new Set(result.error?.issues.map(({ path }) => path[0]))).toEqual(new Set([field]));
  });

  it("is nobody else's to see, change or delete", async () => {
    await addRate(actor, input("USD", "EUR", "0.9"));
    const [id = 0n] = await ownIds();
    const { actor: stranger } = await db.signUp();
    expect(await editRate(stranger, id, input("USD", "EUR", "5"))).toMatchObject({ ok: false });
    expect(await deleteRate(stranger, id)).toMatchObject({ ok: false });
    expect((await getRates(stranger)).own).toEqual([]);
    expect((await listRates(stranger, { from: "USD", to: "EUR" }, null)).rates.filter(({ source }) => source === "manual")).toEqual([]);
    expect((await getRates(actor)).own).toMatchObject([{ rate: "0.9" }]);
  });
});

describe("rates out of files", () => {
  it("are listed with their format, and can't be changed by hand", async () => {
    await db.owner.query(
      "INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source) VALUES ($1, 'CHF', 'EUR', '2026-11-19', 1.07, 'ibkr-flex')",
      [userId.toString()],
    );
    expect((await getRates(actor)).own).toMatchObject([
      { from: "CHF", to: "EUR", source: "ibkr-flex", sourceName: expect.stringContaining("Flex") },
    ]);
    const [id = 0n] = await ownIds();
    expect(await editRate(actor, id, input("CHF", "EUR", "5"))).toMatchObject({ ok: false });
    expect(await deleteRate(actor, id)).toMatchObject({ ok: false });
  });
});

describe("what the engine is given", () => {
  it("is the bank's rates of the currencies that are needed, and no others", async () => {
    expect(await entries(["USD"])).toEqual([
      { from: "EUR", to: "USD", day: "2026-11-20", rate: "1.15", source: "ecb" },
      { from: "EUR", to: "USD", day: "2026-11-23", rate: "1.16", source: "ecb" },
    ]);
  });

  it("from a day on has the newest before that day as well", async () => {
    expect((await entries(["USD"], "2026-11-22")).map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-23"]);
    expect((await entries(["USD"], "2026-11-23")).map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-23"]);
    expect((await entries(["USD"], "2026-11-24")).map(({ day }) => day)).toEqual(["2026-11-23"]);
  });

  it("prefers what the person typed for a day", async () => {
    await addRate(actor, input("USD", "EUR", "0.5"));
    expect(await entries(["USD"])).toEqual([
      { from: "EUR", to: "USD", day: "2026-11-20", rate: "1.15", source: "ecb" },
      { from: "USD", to: "EUR", day: "2026-11-23", rate: "0.5", source: "manual" },
    ]);
  });

  it("leads from a coin that the bank doesn't publish over a currency that it does", async () => {
    await addRate(actor, input("USDT", "USD", "0.999"));
    expect((await entries(["USDT"])).map(({ from, to }) => `${from} ${to}`)).toEqual(["EUR USD", "USDT USD", "EUR USD"]);
  });
});

describe("the page of rates", () => {
  it("has the newest of each currency that the bank publishes, and how the fetching stands", async () => {
    const { published, reference } = await getRates(actor);
    expect(published.map(({ to, rate }) => `${to} ${rate}`)).toEqual(["GBP 0.88", "USD 1.16", "HRK 7.5345"]);
    expect(reference).toMatchObject({ host: null, newest: "2026-11-23", problem: "" });
  });

  it("has all days of one pair, in both directions and of all sources", async () => {
    await addRate(actor, input("USD", "EUR", "0.5", "2026-11-21"));
    const { rates, next } = await listRates(actor, { from: "USD", to: "EUR" }, null);
    expect(rates.map(({ day, source, id }) => [day, source, id !== null])).toEqual([
      ["2026-11-23", "ecb", false],
      ["2026-11-21", "manual", true],
      ["2026-11-20", "ecb", false],
    ]);
    expect(next).toBeNull();
    expect((await listRates(actor, { from: "EUR", to: "USD" }, "2026-11-21")).rates.map(({ day }) => day)).toEqual(["2026-11-20"]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { createInstrument, mergeInstruments, undoMerge } from "@/lib/instruments/mutations";
import { type TestDatabase, testDatabase } from "@/test/database";
import { importPrices } from "./files/mutations";
import { addPrice, deletePrice, editPrice, removeSource } from "./mutations";
import { getInstrumentPrices, listPrices, priceEntries } from "./queries";
import { addPriceSchema, importPricesSchema, type PriceInput } from "./schema";
import { snapshotPrices } from "./snapshot-prices";

let db: TestDatabase;
let actor: Actor;
let userId: bigint;
let acme: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  ({ actor, userId } = await db.signUp());
  acme = await instrument("ACME", "EUR", "US0378331005");
});
afterAll(() => db.close());

async function instrument(symbol: string, currency: string, isin = ""): Promise<bigint> {
  const outcome = await createInstrument(actor, { symbol, currency, isin, name: "", assetType: "stock" });
  return BigInt((outcome.ok ? outcome.redirectTo : undefined)?.split("/").at(-1) ?? 0);
}
const price = (day: string, amount: string, currency = "EUR"): PriceInput => {
  const { instrumentId: _instrument, ...input } = addPriceSchema.parse({ instrumentId: "1", day, price: amount, currency });
  return input;
};
const entries = async (...ids: bigint[]) =>
  (await asActor(actor, (tx) => priceEntries(tx, ids))).map(({ instrumentId, day, price: amount, currency, source }) =>
    [instrumentId === acme.toString() ? "ACME" : instrumentId, day, amount, currency, source].join(" "),
  );
const priceIds = async () =>
  (await db.owner.query<{ id: string }>("SELECT id FROM prices WHERE user_id = $1 ORDER BY id", [userId.toString()])).map(({ id }) =>
    BigInt(id),
  );

async function giveFile(text: string, options: { step?: string; name?: string; adjusted?: string; currency?: string } = {}, who = actor) {
  const file = new File([text], options.name ?? "acme.csv");
  const { instrumentId: _instrument, ...input } = importPricesSchema.parse({ ...options, instrumentId: "1", file });
  return importPrices(who, acme, input);
}

describe("a price that a person knows", () => {
  it("is added, changed and deleted", async () => {
    expect(await addPrice(actor, acme, price("2025-01-02", "10.50"))).toMatchObject({ ok: true });
    const [id = 0n] = await priceIds();
    expect(await editPrice(actor, id, price("2025-01-03", "11"))).toMatchObject({ ok: true });
    expect(await entries(acme)).toEqual(["ACME 2025-01-03 11 EUR manual"]);
    expect(await deletePrice(actor, id)).toMatchObject({ ok: true });
    expect(await entries(acme)).toEqual([]);
  });

  it("is one for each day, and kept in the major unit", async () => {
    await addPrice(actor, acme, price("2025-01-02", "1050", "GBX"));
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 10.5 GBP manual"]);
    expect(await addPrice(actor, acme, price("2025-01-02", "11"))).toMatchObject({
      ok: false,
      fieldErrors: { day: expect.stringContaining("10.5 GBP") },
    });
    await addPrice(actor, acme, price("2025-01-03", "11"));
    const [, second = 0n] = await priceIds();
    expect(await editPrice(actor, second, price("2025-01-02", "11"))).toMatchObject({
      ok: false,
      fieldErrors: { day: expect.any(String) },
    });
  });

  it("may be nothing at all, for what has become worthless", async () => {
    expect(await addPrice(actor, acme, price("2025-01-02", "0"))).toMatchObject({ ok: true });
  });

  it.each([
    [{ price: "-1" }, "price"],
    [{ price: "1,5" }, "price"],
    [{ price: "1e400" }, "price"],
    [{ currency: "euro" }, "currency"],
    [{ day: "2125-01-01" }, "day"],
  ])("is not %j", (change, field) => {
    const result = addPriceSchema.safeParse({ instrumentId: "1", day: "2025-01-02", price: "1", currency: "EUR", ...change });
    expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it("is nobody else's to see, add to, change or delete", async () => {
    await addPrice(actor, acme, price("2025-01-02", "10"));
    const [id = 0n] = await priceIds();
    const { actor: stranger } = await db.signUp();
    expect(await addPrice(stranger, acme, price("2025-01-03", "1"))).toMatchObject({ ok: false });
    expect(await editPrice(stranger, id, price("2025-01-03", "1"))).toMatchObject({ ok: false });
    expect(await deletePrice(stranger, id)).toMatchObject({ ok: false });
    expect(await removeSource(stranger, acme, "file:acme.csv")).toMatchObject({ ok: false });
    expect(await giveFile("Date,Close\n2025-01-02,1\n", { step: "import" }, stranger)).toMatchObject({ ok: false });
    expect(await getInstrumentPrices(stranger, acme)).toBeNull();
    expect(await listPrices(stranger, acme, null)).toBeNull();
    expect(await asActor(stranger, (tx) => priceEntries(tx, [acme]))).toEqual([]);
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 10 EUR manual"]);
  });
});

describe("a file of prices", () => {
  const FILE = "Date;Schlusskurs\n02.01.2025;10,5\nnever;11\n03.01.2025;11\n";

  it("is looked at first, and nothing is written", async () => {
    expect(await giveFile(FILE)).toMatchObject({
      ok: true,
      data: {
        prices: 2,
        fresh: 2,
        first: "2025-01-02",
        last: "2025-01-03",
        currency: "EUR",
        problems: [{ line: 3, problem: '"never" is no date.' }],
      },
    });
    expect(await priceIds()).toEqual([]);
  });

  it("is stored under its name, added again without effect, and taken back as a whole", async () => {
    expect(await giveFile(FILE, { step: "import" })).toMatchObject({ ok: true, data: { prices: 2, fresh: 2 } });
    expect(await giveFile(FILE, { step: "import" })).toMatchObject({ ok: true, data: { prices: 2, fresh: 0 } });
    expect(
      await giveFile(FILE.replace("11\n", "12\n").replace("never;12", "never;11").replace("03.01.2025;11", "03.01.2025;12")),
    ).toMatchObject({ data: { fresh: 1 } });
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 10.5 EUR file:acme.csv", "ACME 2025-01-03 11 EUR file:acme.csv"]);
    expect(await removeSource(actor, acme, "file:acme.csv")).toMatchObject({ ok: true, message: "2 prices were removed." });
    expect(await removeSource(actor, acme, "file:acme.csv")).toMatchObject({ ok: false });
    expect(await entries(acme)).toEqual([]);
  });

  it("that is none says so at its field", async () => {
    expect(await giveFile("Hello\n")).toMatchObject({ ok: false, fieldErrors: { file: expect.stringContaining("no column of dates") } });
    expect(await giveFile("Date,Close\nnever,1\n", { step: "import" })).toMatchObject({ ok: false });
  });

  it("whose prices are adjusted for splits is stored as quoted, by the splits in the ledger", async () => {
    const accountId = await db.account(actor);
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       VALUES ($1, 'stock', 'ACME', 30, 0, 'EUR', 'split', '2025-01-03', '{"source": "test", "netAmount": "0", "corporateAction": {"ratio": {"to": "4", "from": "1"}}}')`,
      [accountId.toString()],
    );
    await giveFile("Date,Close\n2025-01-02,10\n2025-01-03,11\n", { step: "import", adjusted: "on" });
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 40 EUR file:acme.csv", "ACME 2025-01-03 11 EUR file:acme.csv"]);
  });
});

describe("of several prices of one day", () => {
  it("the one that was typed stands, then that of a file, then that which was fetched; all of them are listed", async () => {
    const fetched =
      "INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source) VALUES ($1, $2, '2025-01-02', 9, 'EUR', 'yahoo')";
    await db.owner.query(fetched, [userId.toString(), acme.toString()]);
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 9 EUR yahoo"]);
    await giveFile("Date,Close\n2025-01-02,10\n", { step: "import" });
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 10 EUR file:acme.csv"]);
    await addPrice(actor, acme, price("2025-01-02", "11"));
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 11 EUR manual"]);
    const list = await listPrices(actor, acme, null);
    expect(list?.prices.map(({ sourceName }) => sourceName)).toEqual(["Typed", "acme.csv", "Yahoo Finance"]);
    expect(list?.sources.map(({ sourceName, count }) => `${sourceName} ${count}`)).toEqual(["Typed 1", "acme.csv 1", "Yahoo Finance 1"]);
    expect(await getInstrumentPrices(actor, acme)).toMatchObject({
      total: 3,
      newest: [{ price: "11", isManual: true }],
      feed: null,
      isFetching: false,
    });
  });
});

describe("a long list of prices", () => {
  it("goes on page by page, with each day on one page", async () => {
    const insert = `INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source)
      SELECT $1, $2, d::date, 1, 'EUR', s FROM generate_series('2025-01-01'::date, '2025-05-31', '1 day') d, unnest('{yahoo,file:a,manual}'::text[]) s`;
    await db.owner.query(insert, [userId.toString(), acme.toString()]);
    const days: string[] = [];
    for (let before: string | null = null, page = 0; page < 10; page += 1) {
      const list: Awaited<ReturnType<typeof listPrices>> = await listPrices(actor, acme, before);
      days.push(...(list?.prices ?? []).map(({ day }) => day));
      before = list?.next ?? null;
      if (before === null) break;
    }
    expect(days).toHaveLength(151 * 3);
    expect(new Set(days).size).toBe(151);
    expect(days).toEqual([...days].sort().reverse());
  });
});

describe("a merged instrument's prices", () => {
  it("are those of what it was merged into, until the merge is undone", async () => {
    const old = await instrument("ACMEOLD", "EUR");
    await addPrice(actor, old, price("2025-01-02", "10"));
    await mergeInstruments(actor, acme, old);
    expect(await entries(acme)).toEqual(["ACME 2025-01-02 10 EUR manual"]);
    expect(await getInstrumentPrices(actor, acme)).toMatchObject({ total: 1 });
    await undoMerge(actor, old);
    expect(await entries(acme)).toEqual([]);
    expect(await entries(old)).toEqual([`${old} 2025-01-02 10 EUR manual`]);
  });
});

describe("what lists of positions say of prices", () => {
  it("is their price or their value per unit, of the instrument that they name by any of its names", async () => {
    const accountId = await db.account(actor);
    const list = (id: string, asOf: string) =>
      db.owner.query("INSERT INTO holding_snapshots (broker_account_id, id, as_of, source) VALUES ($1, $2, $3, 'test')", [
        accountId.toString(),
        id,
        asOf,
      ]);
    const holding = (
      id: string,
      asOf: string,
      columns: { symbol: string; isin?: string; quantity: string; value?: string; meta?: object },
    ) =>
      db.owner.query(
        `INSERT INTO holdings (broker_account_id, asset_type, symbol, isin, quantity, currency, market_value, as_of, source_snapshot_id, meta)
         VALUES ($1, 'stock', $2, $3, $4, 'EUR', $5, $6, $7, $8)`,
        [
          accountId.toString(),
          columns.symbol,
          columns.isin ?? null,
          columns.quantity,
          columns.value ?? null,
          asOf,
          id,
          JSON.stringify(columns.meta ?? {}),
        ],
      );
    await list("one", "2025-01-02T18:00:00Z");
    await list("two", "2025-01-03T18:00:00Z");
    await list("three", "2025-01-04T18:00:00Z");
    await holding("one", "2025-01-02T18:00:00Z", { symbol: "APPLE", isin: "US0378331005", quantity: "-4", value: "-42" });
    await holding("one", "2025-01-02T18:00:00Z", { symbol: "OTHER", quantity: "1", value: "5" });
    await holding("two", "2025-01-03T18:00:00Z", {
      symbol: "ACME",
      quantity: "4",
      value: "44",
      meta: { price: "10.9", priceDate: "2025-01-01" },
    });
    await holding("three", "2025-01-04T18:00:00Z", {
      symbol: "ACME",
      quantity: "2",
      value: "1980",
      meta: { multiplier: "1000", priceUnit: "percent" },
    });
    await holding("three", "2025-01-04T18:00:00Z", { symbol: "ACME", quantity: "4" });
    const found = await asActor(actor, (tx) => snapshotPrices(tx, [acme]));
    expect(found.map(({ day, price: amount, source }) => `${day} ${amount} ${source}`)).toEqual([
      "2025-01-01 10.9 snapshot",
      "2025-01-02 10.5 snapshot",
      "2025-01-04 99 snapshot",
    ]);
    const { actor: stranger } = await db.signUp();
    expect(await asActor(stranger, (tx) => snapshotPrices(tx, [acme]))).toEqual([]);
  });
});

describe("an instrument that no row is about", () => {
  it("is made with its names, by which rows will find it", async () => {
    const index = await instrument("^GDAXI", "EUR", "DE0008469008");
    const names = await db.owner.query("SELECT kind, value FROM instrument_aliases WHERE instrument_id = $1 ORDER BY id", [
      index.toString(),
    ]);
    expect(names).toEqual([
      { kind: "symbol", value: "^GDAXI@EUR" },
      { kind: "isin", value: "DE0008469008" },
    ]);
  });

  it("isn't made where another one has its name", async () => {
    const outcome = await createInstrument(actor, { symbol: "NEW", currency: "EUR", isin: "US0378331005", name: "", assetType: "stock" });
    expect(outcome).toMatchObject({ ok: false, fieldErrors: { isin: expect.stringContaining("already belongs") } });
    expect(await db.owner.query("SELECT symbol FROM instruments WHERE user_id = $1", [userId.toString()])).toEqual([{ symbol: "ACME" }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { setBenchmark, setCostMethod } from "./mutations";
import { readSettings } from "./stored/settings";

let db: TestDatabase;
let ada: Person;
let eve: Person;
beforeAll(async () => {
  db = await testDatabase();
  [ada, eve] = [await db.signUp("Ada"), await db.signUp("Eve")];
});
afterAll(() => db.close());

const settings = ({ actor, portfolioId }: Person) => asActor(actor, (tx) => tx.portfolioSettings.findUnique({ where: { portfolioId } }));
async function instrument({ userId }: Person, symbol: string): Promise<bigint> {
  const [row] = await db.owner.query<{ id: string }>(
    "INSERT INTO instruments (user_id, asset_type, symbol) VALUES ($1, 'etf', $2) RETURNING id",
    [userId, symbol],
  );
  return BigInt(row?.id ?? 0);
}

describe("the settings of a portfolio", () => {
  it("keep the cost method, and fall back to the person's own when it is taken away", async () => {
    expect(await setCostMethod(ada.actor, ada.portfolioId, "hifo")).toMatchObject({ ok: true });
    expect(await settings(ada)).toMatchObject({ costMethod: "hifo" });
    expect(await setCostMethod(ada.actor, ada.portfolioId, null)).toMatchObject({ ok: true });
    expect(await settings(ada)).toMatchObject({ costMethod: null });
  });

  it("keep the benchmark beside the cost method", async () => {
    const world = await instrument(ada, "WORLD");
    await setCostMethod(ada.actor, ada.portfolioId, "average");
    expect(await setBenchmark(ada.actor, ada.portfolioId, world)).toMatchObject({ ok: true });
    expect(await settings(ada)).toMatchObject({ costMethod: "average", benchmarkInstrumentId: world });
    expect(await setBenchmark(ada.actor, ada.portfolioId, null)).toMatchObject({ ok: true });
    expect(await settings(ada)).toMatchObject({ costMethod: "average", benchmarkInstrumentId: null });
  });

  it("refuse a benchmark that is another user's instrument, in the words for one that isn't there", async () => {
    const theirs = await instrument(ada, "SECRET");
    const refused = await setBenchmark(eve.actor, eve.portfolioId, theirs);
    expect(refused).toMatchObject({ ok: false, fieldErrors: { benchmarkId: expect.any(String) } });
    expect(await setBenchmark(eve.actor, eve.portfolioId, 987_654_321n)).toEqual(refused);
    expect(await settings(eve)).toBeNull();
  });

  it("can't be changed by another user", async () => {
    const before = await settings(ada);
    const mine = await instrument(eve, "MINE");
    expect(await setCostMethod(eve.actor, ada.portfolioId, "lifo")).toMatchObject({ ok: false });
    expect(await setBenchmark(eve.actor, ada.portfolioId, mine)).toMatchObject({ ok: false });
    expect(await settings(ada)).toEqual(before);
  });
});

describe("a number as it was filed", () => {
  const instant = async () =>
    (await db.owner.query<{ at: string }>(`SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`))[0]
      ?.at ?? "";
  const readAt = ({ actor, portfolioId }: Person, known: string | null) =>
    asActor(actor, (tx) => readSettings(tx, portfolioId, { asOf: null, known }));
  const setPerson = ({ userId }: Person, fields: string) =>
    db.owner.query(`UPDATE user_settings SET ${fields} WHERE user_id = $1`, [userId]);

  it("keeps the cost method and the base currency that it had, of the portfolio or else of the person", async () => {
    const grace = await db.signUp("Grace");
    const times = [await instant()];
    await setPerson(grace, "cost_method = 'lifo'");
    times.push(await instant());
    await setCostMethod(grace.actor, grace.portfolioId, "average");
    times.push(await instant());
    await setPerson(grace, "cost_method = 'hifo', base_currency = 'CHF'");
    times.push(await instant());
    await setCostMethod(grace.actor, grace.portfolioId, null);
    const seen = [];
    for (const known of [...times, null]) seen.push(await readAt(grace, known));
    expect(seen.map((found) => [found?.method, found?.baseCurrency])).toEqual([
      ["fifo", "EUR"],
      ["lifo", "EUR"],
      ["average", "EUR"],
      ["average", "CHF"],
      ["hifo", "CHF"],
    ]);
  });

  it("goes by nothing that was changed without meaning", async () => {
    const grace = await db.signUp("Grace");
    await setPerson(grace, "locale = 'de-DE'");
    await setBenchmark(grace.actor, grace.portfolioId, await instrument(grace, "WORLD"));
    await setCostMethod(grace.actor, grace.portfolioId, null);
    expect(await db.owner.query("SELECT 1 FROM figure_settings_history WHERE user_id = $1", [grace.userId])).toEqual([]);
  });
});

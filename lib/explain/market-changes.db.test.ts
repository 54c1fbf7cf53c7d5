import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { addPrice, deletePrice, editPrice } from "@/lib/prices/mutations";
import { addRate, deleteRate, editRate } from "@/lib/rates/mutations";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { explain } from "./queries";
import type { FigureName } from "./schema";

let db: TestDatabase;
let ada: Person;
let instrument: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Ten ACME at 100 dollars, a price of 110, and a dollar for 0.9 euros. */
beforeEach(async () => {
  ada = await db.signUp();
  const account = await db.account(ada.actor);
  const row = { assetType: "stock", symbol: "ACME", currency: "USD", tradeType: "buy", quantity: "10", price: "100", date: "2025-01-02" };
  expect(await addTransaction(ada.actor, account, transactionFormSchema.parse(row))).toMatchObject({ ok: true });
  const [found] = await db.owner.query<{ id: string }>("SELECT id FROM instruments WHERE user_id = $1", [ada.userId]);
  instrument = BigInt(found?.id ?? 0);
  expect(await addPrice(ada.actor, instrument, price("110"))).toMatchObject({ ok: true });
  expect(await addRate(ada.actor, rate("0.9"))).toMatchObject({ ok: true });
});

const price = (amount: string, day = "2025-03-03") => ({ day, price: decimal(amount), currency: "USD" });
const rate = (amount: string, day = "2025-01-01") => ({ from: "USD", to: "EUR", day, rate: decimal(amount) });
const idIn = async (table: "prices" | "fx_rates") => {
  const [row] = await db.owner.query<{ id: string }>(`SELECT id FROM ${table} WHERE user_id = $1`, [ada.userId]);
  return BigInt(row?.id ?? 0);
};
const now = async () => {
  const [row] = await db.owner.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
  );
  return row?.at ?? "";
};

async function filed(known: string, figure: FigureName = "unrealised") {
  const explained = await explain(ada.actor, { figure, portfolio: ada.portfolioId.toString(), moment: { asOf: null, known } });
  return {
    was: explained?.derivation.figure.amount,
    now: explained?.since?.now.figure.amount,
    changes: explained?.since?.changes.map(({ what, label, fields }) => ({ what, label, fields })),
  };
}

describe("a number as it was filed", () => {
  it("keeps its price and its rate when both are edited, and names both beside what it has become", async () => {
    const known = await now();
    expect(await filed(known)).toEqual({ was: "90", now: "90", changes: [] });
    expect(await editPrice(ada.actor, await idIn("prices"), price("120"))).toMatchObject({ ok: true });
    expect(await editRate(ada.actor, await idIn("fx_rates"), rate("0.8"))).toMatchObject({ ok: true });
    const later = await filed(known);
    expect([later.was, later.now]).toEqual(["90", "160"]);
    expect(later.changes).toEqual([
      { what: "changed", label: "Rate from USD to EUR (Typed)", fields: [{ field: "rate", before: "0.9", after: "0.8" }] },
      { what: "changed", label: "Price of ACME (Typed)", fields: [{ field: "price", before: "110 USD", after: "120 USD" }] },
    ]);
    expect((await filed(await now())).changes).toEqual([]);
  });

  it("keeps what was deleted since, and doesn't have what came", async () => {
    const known = await now();
    await deletePrice(ada.actor, await idIn("prices"));
    await deleteRate(ada.actor, await idIn("fx_rates"));
    await addRate(ada.actor, rate("0.5"));
    await addPrice(ada.actor, instrument, price("130", "2025-04-04"));
    const later = await filed(known);
    expect([later.was, later.now]).toEqual(["90", "150"]);
    expect(later.changes?.map(({ what, label }) => [what, label])).toEqual([
      ["added", "Price of ACME (Typed)"],
      ["added", "Rate from USD to EUR (Typed)"],
      ["deleted", "Rate from USD to EUR (Typed)"],
      ["deleted", "Price of ACME (Typed)"],
    ]);
  });

  it("names many prices of one source once, and no price of a day after it", async () => {
    const known = await now();
    for (let day = 10; day < 20; day += 1)
      await db.owner.query(
        "INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source) VALUES ($1, $2, $3, 115, 'USD', 'yahoo')",
        [ada.userId, instrument, `2025-03-${day}`],
      );
    await addPrice(ada.actor, instrument, price("999", "2199-01-01"));
    expect((await filed(known)).changes).toMatchObject([{ what: "added", label: "10 prices of ACME (Yahoo Finance)", fields: [] }]);
    expect((await filed(known, "realised")).was).toBe("0");
  });
});

it("leaves no trace of prices and rates of somebody who is deleted, and shows nobody else's", async () => {
  const bob = await db.signUp("Bob");
  await editPrice(ada.actor, await idIn("prices"), price("120"));
  const revisions = (userId: bigint) => db.owner.query("SELECT id FROM revisions WHERE user_id = $1 AND broker_account_id = 0", [userId]);
  expect(await revisions(ada.userId)).toHaveLength(1);
  expect(await revisions(bob.userId)).toHaveLength(0);
  await db.owner.query("DELETE FROM users WHERE id = $1", [ada.userId]);
  expect(await revisions(ada.userId)).toHaveLength(0);
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asActor } from "@/lib/db/as-actor";
import { NOW } from "@/lib/moment/schema";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { type FoldedGroup, foldRows } from "./folded-groups";

let db: TestDatabase;
let person: Person;
let accounts: [bigint, bigint];

beforeAll(async () => {
  db = await testDatabase();
  person = await db.signUp();
  accounts = [await db.account(person.actor), await db.account(person.actor)];
});
afterAll(() => db.close());

const SYMBOLS = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
const TYPES = ["buy", "sell", "dividend", "deposit", "fee", "transfer_in", "transfer_out", "merger", "spin_off", "symbol_change"] as const;

/** Any rows at all, also those that no broker would send: events join some, and are incomplete as often as not. */
const rowArbitrary = fc.record({
  account: fc.constantFrom(0, 1),
  symbol: fc.constantFrom(...SYMBOLS),
  type: fc.constantFrom(...TYPES),
  units: fc.integer({ min: 1, max: 20 }),
  currency: fc.constantFrom("EUR", "USD"),
  day: fc.integer({ min: 1, max: 28 }),
  event: fc.option(fc.constantFrom("one", "two", "three", "four"), { nil: undefined }),
});

const LESS = ["sell", "transfer_out"];

async function store(rows: readonly (typeof rowArbitrary extends fc.Arbitrary<infer Row> ? Row : never)[]): Promise<void> {
  await db.owner.query("DELETE FROM transactions");
  for (const { account, symbol, type, units, currency, day, event } of rows) {
    const isCash = type === "deposit" || type === "fee";
    const quantity = type === "dividend" || type === "fee" ? 0 : LESS.includes(type) ? -units : units;
    const netAmount = type === "buy" ? -units * 10 : units * 10;
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       VALUES ($1, $2, $3, $4, 10, $5, $6, $7, $8)`,
      [
        accounts[account],
        isCash ? "cash" : "stock",
        isCash ? currency : symbol,
        quantity,
        currency,
        type,
        `2025-01-${String(day).padStart(2, "0")}T00:00:00Z`,
        { source: "test", netAmount: String(netAmount), dateOnly: true, ...(event && { groupId: event }) },
      ],
    );
  }
}

async function folded(batchRows: number): Promise<FoldedGroup[]> {
  const wanted = { accounts: accounts.map(String), keys: null, method: "fifo" as const, moment: NOW, batchRows };
  const groups = await asActor(person.actor, (tx) => Array.fromAsync(foldRows(tx, wanted)), { consistent: true });
  return groups
    .map(({ content, keys }) => ({ content, keys: keys.toSorted() }))
    .toSorted((a, b) => (a.content.group < b.content.group ? -1 : 1));
}

it("gives the same books folded in batches, however small, as folded at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowArbitrary, { minLength: 5, maxLength: 30 }), fc.integer({ min: 1, max: 12 }), async (rows, batchRows) => {
      await store(rows);
      expect(await folded(batchRows)).toEqual(await folded(1_000));
    }),
    { numRuns: 25 },
  );
}, 120_000);

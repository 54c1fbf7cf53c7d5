import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { addHolding } from "@/lib/holdings/mutations";
import { addHoldingSchema } from "@/lib/holdings/schema";
import { NOW } from "@/lib/moment/schema";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction, deleteTransaction, editTransaction } from "@/lib/transactions/mutations";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { getGains, getIncome, getOverview, getPerformance } from "./queries";
import type { OverviewView } from "./schema";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Whole ledgers are typed in row by row. */
const PATIENT = 90_000;
const MAX = { period: "max" } as const;

/** A row as a person types it. */
function typed(fields: Record<string, string>) {
  return transactionFormSchema.parse({
    assetType: "stock",
    symbol: "ACME",
    currency: "EUR",
    tradeType: "buy",
    date: "2025-01-02",
    ...fields,
  });
}

async function add(actor: Actor, accountId: bigint, fields: Record<string, string>): Promise<bigint> {
  const outcome = await addTransaction(actor, accountId, typed(fields));
  if (!outcome.ok) throw new Error(outcome.message);
  return BigInt(outcome.data.id);
}

async function overview({ actor, portfolioId }: Person): Promise<OverviewView> {
  const view = await getOverview(actor, portfolioId, MAX, NOW);
  if (!view) throw new Error("no such portfolio");
  return view;
}

async function price(person: Person, day: string, amount: string): Promise<void> {
  await db.owner.query(
    `INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source)
     SELECT i.user_id, i.id, $2, $3, 'EUR', 'manual' FROM instruments i WHERE i.user_id = $1 AND i.symbol = 'ACME'`,
    [person.userId, day, amount],
  );
}

const forget = ({ portfolioId }: Person) => db.owner.query("DELETE FROM figure_cache WHERE portfolio_id = $1", [portfolioId]);

describe("the overview", () => {
  it("gives 650 for the trades that others make 733.33 of", async () => {
    const person = await db.signUp();
    const account = await db.account(person.actor);
    await add(person.actor, account, { tradeType: "deposit", assetType: "cash", symbol: "EUR", amount: "5000", date: "2025-01-01" });
    await add(person.actor, account, { quantity: "10", price: "100", date: "2025-01-02" });
    await add(person.actor, account, { tradeType: "sell", quantity: "5", price: "120", date: "2025-02-03" });
    await add(person.actor, account, { quantity: "5", price: "200", date: "2025-03-03" });
    await add(person.actor, account, { tradeType: "sell", quantity: "5", price: "210", date: "2025-04-03" });
    await price(person, "2025-05-02", "200");
    const view = await overview(person);
    expect(view.total.amount).toBe("650");
    expect(view.value.amount).toBe("5650");
    expect([view.realised.amount, view.unrealised.amount]).toEqual(["650", "0"]);
  });

  it("is somebody else's to nobody", async () => {
    const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
    for (const read of [getOverview, getPerformance, getIncome]) expect(await read(bob.actor, ada.portfolioId, MAX, NOW)).toBeNull();
    expect(await getGains(bob.actor, ada.portfolioId, {}, NOW)).toBeNull();
  });
});

describe("what is kept", () => {
  it(
    "is what a new computation gives, after any additions, edits and deletions",
    async () => {
      const change = fc.record({
        what: fc.constantFrom("add", "add", "edit", "delete"),
        symbol: fc.constantFrom("ACME", "BETA", "GAMA"),
        tradeType: fc.constantFrom("buy", "buy", "sell", "dividend"),
        quantity: fc.integer({ min: 1, max: 30 }).map(String),
        price: fc.integer({ min: 1, max: 400 }).map(String),
        month: fc.integer({ min: 1, max: 9 }),
        at: fc.nat(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }), async (rounds) => {
          const person = await db.signUp();
          const account = await db.account(person.actor);
          const rows: bigint[] = [];
          for (const round of rounds) {
            for (const { what, at, month, quantity, price: paid, ...fields } of round) {
              const form = {
                ...fields,
                date: `2025-0${month}-11`,
                ...(fields.tradeType === "dividend" ? { amount: paid } : { quantity, price: paid }),
              };
              const row = rows[at % Math.max(rows.length, 1)];
              if (what === "add" || row === undefined) rows.push(await add(person.actor, account, form));
              else if (what === "edit") {
                const [newest] = await db.owner.query<{ id: string }>(
                  "SELECT coalesce(max(id), 0) AS id FROM revisions WHERE row_id = $1",
                  [row],
                );
                expect(await editTransaction(person.actor, row, newest?.id ?? "0", typed(form))).toMatchObject({ ok: true });
              } else {
                await deleteTransaction(person.actor, row);
                rows.splice(rows.indexOf(row), 1);
              }
            }
            const kept = await overview(person);
            await forget(person);
            expect(kept).toEqual(await overview(person));
          }
        }),
        { numRuns: 5 },
      );
    },
    PATIENT,
  );

  it("of other instruments stays as it is when a row is added in the past", async () => {
    const person = await db.signUp();
    const account = await db.account(person.actor);
    for (const symbol of ["ACME", "BETA", "GAMA"]) await add(person.actor, account, { symbol, quantity: "1", price: "10" });
    await overview(person);
    const books = () =>
      db.owner.query<{ part: string; computed_at: Date }>(
        "SELECT part, computed_at FROM figure_cache WHERE portfolio_id = $1 AND (part LIKE 'books/%' OR part LIKE 'days/%') ORDER BY part",
        [person.portfolioId],
      );
    const before = await books();
    await add(person.actor, account, { symbol: "BETA", quantity: "5", price: "11", date: "2025-01-03" });
    await overview(person);
    const after = await books();
    const anew = after.filter(({ part, computed_at }) => before.every((each) => each.part !== part || each.computed_at < computed_at));
    expect(before).toHaveLength(6);
    expect(anew).toHaveLength(2);
  });

  it("is not used for a day that is looked back to", async () => {
    const person = await db.signUp();
    const account = await db.account(person.actor);
    await add(person.actor, account, { quantity: "1", price: "10", date: "2025-01-02" });
    await add(person.actor, account, { quantity: "1", price: "30", date: "2025-06-02" });
    expect((await overview(person)).cost.amount).toBe("40");
    const then = await getOverview(person.actor, person.portfolioId, MAX, { asOf: "2025-03-01", known: null });
    expect(then?.cost.amount).toBe("10");
    expect(then?.asOf).toBe("2025-03-01");
  });
});

describe("an account with a list of positions and no ledger", () => {
  it("is worth what its list says", async () => {
    const person = await db.signUp();
    const account = await db.account(person.actor);
    const shared = { accountId: account.toString(), currency: "EUR", asOf: "2025-01-02" };
    const units = addHoldingSchema.parse({
      ...shared,
      assetType: "stock",
      symbol: "ACME",
      quantity: "3",
      avgPrice: "9",
      marketPrice: "11",
    });
    const cash = addHoldingSchema.parse({ ...shared, assetType: "cash", symbol: "EUR", quantity: "7" });
    for (const holding of [units, cash]) expect(await addHolding(person.actor, holding)).toMatchObject({ ok: true });
    const view = await overview(person);
    expect([view.cost.amount, view.unrealised.amount, view.value.amount]).toEqual(["27", "6", "40"]);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { brokerSnapshot, ledger } from "@/lib/holdings/arrange";
import { type TestDatabase, testDatabase } from "@/test/database";
import { getReconciliation, openDifferences } from "../queries";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it("differences in several currencies are put in order by what they are worth in the base currency, on the page and in the portfolio", async () => {
  const { actor, userId, portfolioId } = await db.signUp();
  const accountId = await db.account(actor);
  await db.owner.query(
    `INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source)
     VALUES ($1, 'USD', 'EUR', '2025-06-01', 0.9, 'manual'), ($1, 'JPY', 'EUR', '2025-06-01', 0.006, 'manual')`,
    [userId],
  );
  await ledger(db, accountId, [{ currency: "USD" }, { symbol: "NIPPON", currency: "JPY" }]);
  await brokerSnapshot(db, accountId, "june", "2025-06-30T00:00:00.000Z", [
    { quantity: "11", meta: { price: "20" } },
    { symbol: "NIPPON", currency: "JPY", quantity: "11", meta: { price: "1000" } },
  ]);
  const view = await getReconciliation(actor, accountId);
  const open = view?.lines.filter(({ state }) => state === "open").map(({ subject }) => subject.symbol);
  expect(open).toEqual(["ACME", "NIPPON"]);
  expect((await openDifferences(actor, portfolioId))?.open.map(({ symbol }) => symbol)).toEqual(["ACME", "NIPPON"]);
});

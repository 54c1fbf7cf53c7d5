import { expect, it } from "vitest";
import { testDatabase } from "@/test/database";
import { violations } from "./invariants";

it("finds what is not as it must be", async () => {
  const db = await testDatabase();
  try {
    const { actor } = await db.signUp();
    const accountId = await db.account(actor, { broker: "file" });
    const row = `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
      VALUES ($1, 'stock', $2, 1, 10, 'EUR', 'buy', '2025-01-02', jsonb_build_object('source', 'test', 'netAmount', '-10', 'importKey', $3::text))`;
    await db.owner.query(row, [accountId, "F0", "a"]);
    await db.owner.query(row, [accountId, "F0", "b"]);
    await db.owner.query(row, [accountId, "M8", "c"]);
    const found = await violations(db.ownerUrl, accountId, 3, async () => []);
    expect(found.map((violation) => violation.split(":")[0])).toEqual([
      "no file is in the ledger by half",
      "nothing is there twice",
      "what was acknowledged is there",
      "what was acknowledged is there",
      "every credential has its key",
    ]);
  } finally {
    await db.close();
  }
});

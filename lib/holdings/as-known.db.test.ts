import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { flexStatement } from "@/e2e/files/flex";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { undoImport } from "@/lib/imports/steps/undo";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type TestDatabase, testDatabase } from "@/test/database";
import { brokerSnapshot, ledger } from "./arrange";
import { holdingRows, snapshotRows } from "./as-known";
import { addHolding, deleteHolding, editHolding, restoreHolding } from "./mutations";
import { getAccountHoldings, getPortfolioHoldings } from "./queries";
import { addHoldingSchema } from "./schema";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  ({ actor } = await db.signUp());
  accountId = await db.account(actor, { broker: "file" });
});

/** Every list with its rows, all columns, as text. */
async function listsAt(moment: Moment, reader = actor): Promise<string[]> {
  const rows = await asActor(
    reader,
    (tx) => tx.$queryRaw<{ list: string }[]>`
      SELECT jsonb_build_array(to_jsonb(s) - 'import_id', to_jsonb(h))::text AS list
      FROM ${snapshotRows(moment)} s LEFT JOIN ${holdingRows(moment)} h ON h.broker_account_id = s.broker_account_id AND h.source_snapshot_id = s.id
      WHERE s.broker_account_id = ${accountId} ORDER BY 1`,
  );
  return rows.map(({ list }) => list);
}

async function instant(): Promise<string> {
  const [row] = await db.owner.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
  );
  return row?.at ?? "";
}

const holding = (symbol: string, quantity: string, asOf = "2025-01-31") =>
  addHoldingSchema.parse({ accountId: accountId.toString(), assetType: "stock", symbol, quantity, currency: "USD", avgPrice: "10", asOf });

it("lists are at every instant what a reader saw then: kept by hand, edited, deleted, restored, imported and undone", async () => {
  let importId = 0n;
  let row = 0n;
  const acts: (() => Promise<unknown>)[] = [
    async () => {
      const added = await addHolding(actor, holding("ACME", "10"));
      if (added.ok) row = BigInt(added.data.id);
    },
    () => addHolding(actor, holding("NEWT", "5")),
    () => editHolding(actor, row, holding("ACME", "12")),
    () => deleteHolding(actor, row),
    () => restoreHolding(actor, row),
    async () => {
      importId = (await stageImport(actor, { accountId, fileName: "june.xml", bytes: flexStatement() })) ?? 0n;
      await commitImport(actor, importId);
    },
    () => undoImport(actor, importId),
  ];
  const seen = [{ known: await instant(), lists: await listsAt(NOW) }];
  for (const act of acts) {
    await act();
    seen.push({ known: await instant(), lists: await listsAt(NOW) });
  }
  expect(new Set(seen.map(({ lists }) => lists.join())).size).toBeGreaterThan(5);
  expect(seen[6]?.lists.length).toBeGreaterThan(seen[7]?.lists.length ?? 0);
  for (const { known, lists } of seen) expect(await listsAt({ asOf: null, known })).toEqual(lists);
  const { actor: stranger } = await db.signUp();
  for (const { known } of seen) expect(await listsAt({ asOf: null, known }, stranger)).toEqual([]);
});

it("a day that is looked back to has the lists up to its end", async () => {
  await brokerSnapshot(db, accountId, "january", "2025-01-31T22:00:00.000Z");
  await brokerSnapshot(db, accountId, "february", "2025-02-28T00:00:00.000Z");
  const days = async (asOf: string) => (await listsAt({ asOf, known: null })).map((list) => JSON.parse(list)[0].id);
  expect(await days("2025-01-30")).toEqual([]);
  expect(await days("2025-01-31")).toEqual(["january"]);
  expect(await days("2025-02-28")).toEqual(["february", "january"]);
});

it("an account shows the newest list of then, and before there was any, what its ledger came to by then", async () => {
  const buy = (tradeTime: string) => ({ symbol: "ACME", quantity: "5", price: "10", currency: "USD", tradeTime });
  await ledger(db, accountId, [buy("2025-01-02T00:00:00.000Z"), buy("2025-01-20T00:00:00.000Z")]);
  await brokerSnapshot(db, accountId, "january", "2025-01-31T00:00:00.000Z", [{ quantity: "11" }]);
  const january = await instant();
  await brokerSnapshot(db, accountId, "february", "2025-02-28T00:00:00.000Z", [{ quantity: "12" }]);
  const [{ portfolio_id: id } = { portfolio_id: "0" }] = await db.owner.query<{ portfolio_id: string }>(
    "SELECT portfolio_id FROM broker_accounts WHERE id = $1",
    [accountId],
  );
  const held = async (moment: Moment) => {
    const views = [await getAccountHoldings(actor, accountId, { moment }), await getPortfolioHoldings(actor, BigInt(id), moment)];
    const [own, whole] = views.map((view) => view?.rows.find(({ symbol }) => symbol === "ACME")?.quantity ?? null);
    expect(whole).toBe(own);
    return [own, views[0]?.snapshots.length];
  };
  expect(await held({ asOf: "2025-01-01", known: null })).toEqual([null, 0]);
  expect(await held({ asOf: "2025-01-10", known: null })).toEqual(["5", 0]);
  expect(await held({ asOf: "2025-01-30", known: null })).toEqual(["10", 0]);
  expect(await held({ asOf: "2025-02-27", known: null })).toEqual(["11", 1]);
  expect(await held({ asOf: null, known: january })).toEqual(["11", 1]);
  expect(await held({ asOf: "2025-01-10", known: january })).toEqual(["5", 0]);
  expect(await held(NOW)).toEqual(["12", 2]);
});

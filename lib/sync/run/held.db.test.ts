import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelImport, requestCommit } from "@/lib/imports/mutations";
import { commitImport } from "@/lib/imports/steps/commit";
import { undoImport } from "@/lib/imports/steps/undo";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { startPlain } from "@/test/simulators/plain";
import { WITH_PLAIN } from "@/test/simulators/plain-broker";
import { askInstead, linkTo, perform, request, stateOf } from "@/test/sync";

let broker: Awaited<ReturnType<typeof startPlain>>;
let db: TestDatabase;
let ada: Person;
beforeAll(async () => {
  broker = await startPlain();
  askInstead({ plain: broker.endpoints });
  db = await testDatabase();
  ada = await db.signUp();
});
beforeEach(() => broker.behave("well"));
afterAll(async () => {
  await db.close();
  await broker.close();
});

const link = () => linkTo(db, ada, "plain", { token: "token-1" });

async function sync(accountId: bigint) {
  await perform(await request(ada.actor, accountId), WITH_PLAIN);
  return stateOf(db, accountId);
}

/** The newest one that a sync made. */
async function importOf(accountId: bigint): Promise<bigint> {
  const [run] = await db.owner.query<{ id: string }>("SELECT max(import_id) AS id FROM sync_runs WHERE broker_account_id = $1", [
    accountId,
  ]);
  return BigInt(run?.id ?? 0);
}

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
const CURSOR = "2026-08-05T14:30:00.000Z";

describe("a snapshot that takes most of the holdings away", () => {
  it("waits, changes nothing, and is taken once the person says so", async () => {
    const accountId = await link();
    await sync(accountId);
    broker.behave("shrunken");
    const held = await sync(accountId);
    expect(held).toMatchObject({
      status: "attention",
      problem: { kind: "shrunken" },
      positions: broker.expected.positions,
      run: { status: "held" },
    });
    const importId = await importOf(accountId);
    expect(await requestCommit(ada.actor, importId)).toMatchObject({ ok: true });
    expect(await commitImport(ada.actor, importId)).toMatchObject({ ok: true });
    expect(await stateOf(db, accountId)).toMatchObject({
      status: "active",
      problem: null,
      positions: { ALFA: "12" },
      run: { status: "done" },
    });
  });

  it("is thrown away when the person cancels it", async () => {
    const accountId = await link();
    await sync(accountId);
    broker.behave("empty");
    expect(await sync(accountId)).toMatchObject({ status: "attention", run: { status: "held" } });
    expect(await cancelImport(ada.actor, await importOf(accountId))).toMatchObject({ ok: true });
    const state = await stateOf(db, accountId);
    expect(state).toMatchObject({ status: "active", problem: null, positions: broker.expected.positions, run: { status: "stopped" } });
    expect(instant(state.syncedThrough)).toBe(CURSOR);
  });

  it("is weighed anew when more comes: of two that wait only the newer one does", async () => {
    const accountId = await link();
    await sync(accountId);
    broker.behave("empty");
    await sync(accountId);
    const older = await importOf(accountId);
    broker.behave("shrunken");
    expect(await sync(accountId)).toMatchObject({ status: "attention", run: { status: "held" } });
    const left = await db.owner.query(
      "SELECT i.status, f.import_id FROM imports i LEFT JOIN import_files f ON f.import_id = i.id WHERE i.id = $1",
      [older],
    );
    expect(left).toEqual([{ status: "cancelled", import_id: null }]);
    broker.behave("well");
    expect(await sync(accountId)).toMatchObject({ status: "active", problem: null, run: { status: "done" } });
    const runs = await db.owner.query("SELECT status FROM sync_runs WHERE broker_account_id = $1 ORDER BY id", [accountId]);
    expect(runs.map(({ status }) => status)).toEqual(["done", "stopped", "stopped", "done"]);
  });

  it("is taken at once where rows say where the positions went", async () => {
    const accountId = await link();
    await sync(accountId);
    await db.owner.query(
      `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
       SELECT $1, 'stock', symbol, -quantity, 10, 'EUR', 'sell', now() + interval '1 minute', '{"source": "test", "netAmount": "0"}'
       FROM holdings WHERE broker_account_id = $1`,
      [accountId],
    );
    broker.behave("empty");
    expect(await sync(accountId)).toMatchObject({ status: "active", positions: {}, snapshots: 2, run: { status: "done" } });
  });
});

describe("undoing what a sync brought", () => {
  it("moves the cursor back to where it was, and the next sync brings it again", async () => {
    const accountId = await link();
    await sync(accountId);
    await undoImport(ada.actor, await importOf(accountId));
    expect(await stateOf(db, accountId)).toMatchObject({ rows: 0, snapshots: 0, syncedThrough: null });
    expect(await sync(accountId)).toMatchObject({ rows: 15, snapshots: 1, run: { status: "done" } });
  });
});

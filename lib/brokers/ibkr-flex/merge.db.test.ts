import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { chooseTarget } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { type TestDatabase, testDatabase } from "@/test/database";
import { openFor, syncOnce } from "@/test/simulators/conformance";
import { serveFlex } from "@/test/simulators/ibkr-flex";
import { EXPECTED } from "@/test/simulators/ibkr-flex-statement";
import { fetchStatement } from "./client";
import { connector } from "./connector";

let db: TestDatabase;
let actor: Actor;
let running: Awaited<ReturnType<typeof serveFlex>>;
let file: Uint8Array;
let synced: Uint8Array;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
  running = await serveFlex();
  const statement = await fetchStatement(openFor(connector, running).link, null);
  file = new TextEncoder().encode(statement ?? "");
  synced = (await syncOnce(connector, running, null)).bytes;
});
afterAll(async () => {
  await running.close();
  await db.close();
});

/** Imports what came, as far as it is the account's, and tells what became of its ledger rows. */
async function take(accountId: bigint, fileName: string, bytes: Uint8Array) {
  const importId = await stageImport(actor, { accountId, fileName, bytes });
  if (importId === null) throw new Error("the account is missing");
  for (const { id, decision } of (await getImport(actor, accountId, importId))?.statements ?? [])
    if (decision === "undecided") await chooseTarget(actor, importId, BigInt(id), "skip");
  const view = await getImport(actor, accountId, importId);
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return view?.transactions;
}

async function linkedAccount(): Promise<bigint> {
  const accountId = await db.account(actor, { broker: "ibkr-flex" });
  await db.owner.query("UPDATE broker_accounts SET external_account_id = $2 WHERE id = $1", [accountId.toString(), running.account.id]);
  return accountId;
}

describe("a Flex statement as a file, and the same by a sync", () => {
  it.each(["the file first", "the sync first"])("adds nothing the second time, %s", async (order) => {
    const accountId = await linkedAccount();
    const both = [
      { name: "flex.xml", bytes: file },
      { name: "sync.jsonl", bytes: synced },
    ];
    const [first, second] = order === "the file first" ? both : both.reverse();
    if (!first || !second) throw new Error("two are needed");
    expect(await take(accountId, first.name, first.bytes)).toMatchObject({ new: EXPECTED.rows });
    const again = await take(accountId, second.name, second.bytes);
    expect([again?.known, again?.new ?? 0, again?.changed ?? 0]).toEqual([EXPECTED.rows, 0, 0]);
    const [count] = await db.owner.query<{ rows: number }>("SELECT count(*)::int AS rows FROM transactions WHERE broker_account_id = $1", [
      accountId.toString(),
    ]);
    expect(count?.rows).toBe(EXPECTED.rows);
    // The next order is of another account.
    await db.owner.query("UPDATE broker_accounts SET external_account_id = NULL WHERE id = $1", [accountId.toString()]);
  });
});

import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { databaseFault } from "@/lib/db/fault";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { requestCommit } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { stageImport } from "@/lib/imports/steps/direct";
import { expectConsole } from "@/test/console";
import { type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { doStep } from "./import-tasks";

const ROWS = 300;

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
let importId: bigint;

beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
beforeEach(async () => {
  accountId = await db.account(actor, { broker: "file" });
  const rows = Array.from({ length: ROWS }, (_, index) =>
    writeRow({ ...draft({ quantity: String(1 + index) }), id: `${index}`, account: "" }),
  );
  const bytes = new TextEncoder().encode(writeHeader() + rows.join(""));
  importId = (await stageImport(actor, { accountId, fileName: "ledger.csv", bytes })) ?? 0n;
  await requestCommit(actor, importId);
});
afterAll(() => db.close());

const step = () => doStep({ importId, status: "writing", fileSize: 1, actor }, new AbortController().signal);
const found = async () => {
  const [row] = await db.owner.query<{ rows: number }>("SELECT count(*)::int AS rows FROM transactions WHERE broker_account_id = $1", [
    accountId,
  ]);
  const state = await getImport(actor, accountId, importId);
  return { status: state?.status, rows: row?.rows, problem: state?.problem?.problem };
};

/** Has the database fail, as told, when the step writes its rows: in the middle of its transaction. */
async function failing(plpgsql: string, work: () => Promise<void>): Promise<void> {
  await db.owner.query(
    `CREATE OR REPLACE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${plpgsql}; RETURN NULL; END $$`,
  );
  await db.owner.query("CREATE TRIGGER a_fault AFTER INSERT ON transactions FOR EACH STATEMENT EXECUTE FUNCTION fail_now()");
  try {
    await work();
  } finally {
    await db.owner.query("DROP TRIGGER a_fault ON transactions");
  }
}

describe("a step of an import in whose middle", () => {
  it.each([
    ["the connection is cut", "PERFORM pg_terminate_backend(pg_backend_pid())"],
    ["there is a deadlock", "RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'"],
    ["the database can't put transactions in a row", "RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'"],
  ])("%s leaves nothing and waits; begun again it writes each row once", async (_, fault) => {
    expectConsole("error", /"reference"/);
    await failing(fault, step);
    expect(await found()).toMatchObject({ status: "writing", rows: 0, problem: undefined });
    await step();
    expect(await found()).toMatchObject({ status: "imported", rows: ROWS });
  });

  it.each([
    ["the disk is full", "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'", "The server has no room left"],
    [
      "a statement lasts too long",
      "RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = '57014'",
      "The database took too long",
    ],
  ])("%s leaves nothing, and says so in plain words; tried again it writes each row once", async (_, fault, words) => {
    expectConsole("error", /"reference"/);
    await failing(fault, step);
    expect(await found()).toMatchObject({ status: "preview", rows: 0, problem: expect.stringContaining(words) });
    await requestCommit(actor, importId);
    await step();
    expect(await found()).toMatchObject({ status: "imported", rows: ROWS });
  });
});

describe("a fault of the database", () => {
  it("is recognised through Prisma and through the driver", async () => {
    const slow = asActor(actor, async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
      await tx.$executeRaw`SELECT pg_sleep(2)`;
    });
    expect(await slow.catch(databaseFault)).toBe("slow");
    const nowhere = new pg.Client({ connectionString: "postgres://nobody@127.0.0.1:1/nothing" });
    expect(await nowhere.connect().catch(databaseFault)).toBe("passing");
    expect(databaseFault(new Error("anything else"))).toBe(null);
  });

  it("that two people who wait for each other meet is a deadlock, and hurts one of them only", async () => {
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const lockBoth = (which: 0 | 1) =>
      asActor(actor, async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${which}::bigint)`;
        met[which].resolve();
        await met[which === 0 ? 1 : 0].promise;
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${1 - which}::bigint)`;
      }).then(
        () => "done",
        (error: unknown) => databaseFault(error),
      );
    expect((await Promise.all([lockBoth(0), lockBoth(1)])).toSorted()).toEqual(["done", "passing"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flexStatement } from "@/e2e/files/flex";
import type { Actor } from "@/lib/auth/actor";
import { type TestDatabase, testDatabase } from "@/test/database";
import { commitImport } from "../steps/commit";
import { stageImport } from "../steps/direct";
import { undoImport } from "../steps/undo";
import { getCoverage } from "./queries";

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ actor } = await db.signUp());
});
afterAll(() => db.close());

async function importFile(bytes: Buffer, fileName: string): Promise<bigint> {
  const importId = await stageImport(actor, { accountId, fileName, bytes });
  if (importId === null) throw new Error("the account is missing");
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
  return importId;
}

const csv = (...dates: string[]) =>
  Buffer.from(`trade_time,trade_type,symbol,quantity,price,currency\n${dates.map((date) => `${date},buy,AAA,1,10,USD`).join("\n")}\n`);

const stateOn = async (date: string) => {
  const view = await getCoverage(actor, accountId, Number(date.slice(0, 4)));
  return view?.months.flat().find((day) => day.date === date);
};

describe("the coverage of an account", () => {
  it("is what its files say they cover, and their first to last row where they don't say it", async () => {
    accountId = await db.account(actor, { broker: "file" });
    await importFile(flexStatement(), "june.xml");
    await importFile(csv("2025-08-10", "2025-08-20"), "august.csv");
    expect(await stateOn("2025-06-01")).toMatchObject({ state: "covered", files: ["june.xml"], rows: 0 });
    expect(await stateOn("2025-06-03")).toMatchObject({ state: "covered", rows: 1 });
    expect(await stateOn("2025-06-30")).toMatchObject({ snapshots: 1 });
    expect(await stateOn("2025-08-15")).toMatchObject({ state: "estimated", files: ["august.csv"] });
    expect(await stateOn("2025-05-31")).toMatchObject({ state: "outside" });
    expect(await getCoverage(actor, accountId, null)).toMatchObject({
      year: 2025,
      years: [2025],
      covered: { from: "2025-06-01", to: "2025-08-20" },
      gaps: [{ from: "2025-07-01", to: "2025-08-09", days: 40 }],
    });
  });

  it("can be looked back from: to a day, and to what had been imported at an instant", async () => {
    accountId = await db.account(actor, { broker: "file" });
    const first = await importFile(csv("2025-01-10", "2025-03-20"), "first.csv");
    const [{ at } = { at: "" }] = await db.owner.query<{ at: string }>(
      `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
    );
    await importFile(csv("2025-05-01", "2025-05-20"), "second.csv");
    await undoImport(actor, first);
    expect(await getCoverage(actor, accountId, 2025)).toMatchObject({ covered: { from: "2025-05-01", to: "2025-05-20" } });
    expect(await getCoverage(actor, accountId, 2025, { asOf: "2025-05-10", known: null })).toMatchObject({
      covered: { from: "2025-05-01", to: "2025-05-10" },
    });
    const then = await getCoverage(actor, accountId, 2025, { asOf: null, known: at });
    expect(then).toMatchObject({ covered: { from: "2025-01-10", to: "2025-03-20" }, spans: [{ fileName: "first.csv" }] });
    expect(then?.months.flat().filter(({ rows }) => rows > 0)).toHaveLength(2);
  });

  it("loses a file that is undone, and gains one that closes a gap", async () => {
    accountId = await db.account(actor, { broker: "file" });
    await importFile(csv("2023-01-01", "2023-12-31"), "2023.csv");
    await importFile(csv("2025-01-01", "2025-12-31"), "2025.csv");
    expect(await getCoverage(actor, accountId, null)).toMatchObject({ years: [2023, 2024, 2025], gaps: [{ days: 366 }] });
    const missing = await importFile(csv("2024-01-01", "2024-12-31"), "2024.csv");
    expect(await getCoverage(actor, accountId, 2024)).toMatchObject({ gaps: [], spans: [{ fileName: "2024.csv" }] });
    await undoImport(actor, missing);
    expect(await stateOn("2024-02-29")).toMatchObject({ state: "gap", rows: 0 });
  });

  it("is empty where nothing is, and nobody else's business", async () => {
    accountId = await db.account(actor, { broker: "file" });
    expect(await getCoverage(actor, accountId, null)).toMatchObject({ years: [], gaps: [], covered: null });
    const { actor: stranger } = await db.signUp();
    expect(await getCoverage(stranger, accountId, null)).toBeNull();
  });
});

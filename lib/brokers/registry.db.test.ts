import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/test/database";
import { BROKERS } from "./registry";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it("every broker that can be linked is a row of broker_types, and the other way round", async () => {
  const rows = await db.owner.query<{ code: string }>("SELECT code FROM broker_types");
  expect(rows.map((row) => row.code).sort()).toEqual(BROKERS.map((broker) => broker.code).sort());
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/test/database";
import { ensureRoles } from "./roles";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it("lets several servers that start at once set up the roles, one after the other", async () => {
  const password = decodeURIComponent(new URL(db.appUrl).password);
  const starts = Array.from({ length: 4 }, () => ensureRoles(db.ownerUrl, { app: { password }, queue: { password } }));
  const urls = (await Promise.all(starts)).map(({ appUrl }) => appUrl);
  expect(urls).toEqual(urls.map(() => db.appUrl));
});

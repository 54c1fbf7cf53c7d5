import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/env";
import { type TestDatabase, testDatabase } from "@/test/database";
import { Line } from "./line";

let db: TestDatabase;
const lines: Line[] = [];

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await Promise.all(lines.map((line) => line.close()));
  await db.close();
});

function newLine(): Line {
  const line = new Line();
  lines.push(line);
  return line;
}

const claims = (line: Line, step = () => Promise.resolve()) => Promise.all([1n, 2n, 3n].map((importId) => line.claim(importId, step)));

it("lets go of what was claimed while it was still connecting", async () => {
  const line = newLine();
  expect(await claims(line)).toEqual([true, true, true]);
  expect(await claims(newLine())).toEqual([true, true, true]);
});

it("keeps others from what it is at", async () => {
  const other = newLine();
  const answers: boolean[] = [];
  await newLine().claim(4n, async () => {
    answers.push(await other.claim(4n, () => Promise.resolve()));
  });
  answers.push(await other.claim(4n, () => Promise.resolve()));
  expect(answers).toEqual([false, true]);
});

it("claims anew after its connection was cut", async () => {
  const line = newLine();
  await line.claim(5n, () => Promise.resolve());
  const called = line.nextCall(10_000, new AbortController().signal);
  // As the application's own role, which may end its own connections.
  const app = new pg.Client({ connectionString: env().APP_DATABASE_URL });
  await app.connect();
  const { rowCount } = await app.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_advisory_unlock(%' AND pid <> pg_backend_pid()",
  );
  await app.end();
  expect(rowCount).toBeGreaterThan(0);
  await called;
  expect(await line.claim(5n, () => Promise.resolve())).toBe(true);
});

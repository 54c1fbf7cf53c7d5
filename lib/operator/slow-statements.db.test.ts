import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import { slowStatementsSchema } from "./schema";

let dataDir: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
const quiet = () => {};

async function run(url: string, ...statements: string[]): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let last: Record<string, unknown> | undefined;
    for (const statement of statements) last = (await client.query<Record<string, unknown>>(statement)).rows[0];
    return last && Object.values(last)[0];
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "truefolio-test-statements-"));
  postgres = await startPostgres({ dataDir, log: quiet });
  await run(postgres.superuserUrl, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
  // It is loaded at the start only.
  await postgres.stop();
  postgres = await startPostgres({ dataDir, log: quiet });
  await migrate(postgres.ownerUrl(), quiet);
});
afterAll(async () => {
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

it("statements are told with their times, and without what anybody's were about", async () => {
  const owner = new URL(postgres.ownerUrl());
  const superuser = new URL(postgres.superuserUrl);
  superuser.pathname = owner.pathname;
  await run(superuser.href, "CREATE EXTENSION pg_stat_statements", `GRANT pg_read_all_stats TO "${owner.username}"`);
  await run(
    owner.href,
    "SELECT pg_sleep(0.05), count(*) FROM users WHERE email = 'planted@example.org' OR id = 8675309",
    "CREATE TABLE planted_8675309 (id int)",
  );
  const told = slowStatementsSchema.parse(await run(owner.href, "SELECT slow_statements(10)"));
  const ours = told?.find(({ statement }) => statement.includes("FROM users WHERE email"));
  expect(ours).toMatchObject({ calls: 1, statement: expect.stringContaining("WHERE email = $") });
  expect(ours?.meanMs).toBeGreaterThanOrEqual(50);
  expect(told?.length).toBeLessThanOrEqual(10);
  expect(JSON.stringify(told)).not.toMatch(/planted|8675309/);
});

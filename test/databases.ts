import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** Over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(url: string, sql: string, params: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

/** A new database of the tests' server; it goes with the server, at the end of the run. @returns postgres://… of its owner */
export async function newDatabase(content: "empty" | "migrated"): Promise<string> {
  const { superuserUrl, ownerUrl } = inject("postgres");
  const { username, pathname } = new URL(ownerUrl);
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = content === "migrated" ? ` TEMPLATE ${pathname.slice(1)}` : "";
  await query(superuserUrl, `CREATE DATABASE ${name}${template} OWNER ${username}`);
  return Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).toString();
}

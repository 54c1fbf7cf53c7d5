import "server-only";
import { finished } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Actor } from "@/lib/auth/actor";
import { notingFaults } from "./away";
import { makePool } from "./pool";

/** What Prisma's transaction and the bulk one have in common: statements with their values apart. */
export interface Statements {
  $executeRaw(sql: TemplateStringsArray, ...values: unknown[]): Promise<number>;
  $queryRaw<Rows>(sql: TemplateStringsArray, ...values: unknown[]): Promise<Rows>;
}

/** A transaction that can also take in rows by COPY, which Prisma can't. */
export interface BulkTransaction extends Statements {
  /** Runs `COPY … FROM STDIN` on lines in PostgreSQL's text format. All of them are handed over at once: keep them to some megabytes. */
  copyIn(sql: string, lines: readonly string[]): Promise<void>;
}

/** bigint and count() come as text otherwise, and our ids are bigints. */
const BIGINTS: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text") =>
    oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

const holder = globalThis as { truefolioBulkPool?: pg.Pool };

/** A few connections of their own, kept for a while: to make one costs as much as a short import. */
function bulkPool(): pg.Pool {
  if (holder.truefolioBulkPool) return holder.truefolioBulkPool;
  const pool = makePool("bulk", { types: BIGINTS, idleTimeoutMillis: 10_000, allowExitOnIdle: true });
  // A connection that breaks fails its statement; without a listener it would take the process with it as well.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  holder.truefolioBulkPool = pool;
  return pool;
}

/**
 * As `asActor`, for moving a great many rows: one transaction on a connection of its own, scoped to the actor in the same way.
 * @param reason why rows change: kept with their revisions
 */
export function asActorInBulk<Result>(actor: Actor, work: (tx: BulkTransaction) => Promise<Result>, reason = ""): Promise<Result> {
  return notingFaults(() => inBulk(actor, work, reason));
}

async function inBulk<Result>(actor: Actor, work: (tx: BulkTransaction) => Promise<Result>, reason: string): Promise<Result> {
  const client = await bulkPool().connect();
  let isDone = false;
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.user_id', $1, true), set_config('app.reason', $2, true)", [actor.userId, reason]);
    const result = await work(bulkTransaction(client));
    await client.query("COMMIT");
    isDone = true;
    return result;
  } finally {
    // What was not committed is rolled back with the connection.
    client.release(!isDone);
  }
}

function bulkTransaction(client: pg.ClientBase): BulkTransaction {
  const run = (sql: TemplateStringsArray, values: unknown[]) =>
    client.query(
      sql.reduce((text, part, index) => `${text}$${index}${part}`),
      values,
    );
  return {
    $executeRaw: async (sql, ...values) => (await run(sql, values)).rowCount ?? 0,
    $queryRaw: async <Rows>(sql: TemplateStringsArray, ...values: unknown[]) => (await run(sql, values)).rows as Rows,
    copyIn: async (sql, lines) => {
      const sink = client.query(copyFrom(sql));
      // Without waiting for one piece to be gone before the next: they are in memory anyway, and whoever is busy meanwhile gives few turns to wait in.
      for (const line of lines) sink.write(line);
      sink.end();
      await finished(sink);
    },
  };
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A line of PostgreSQL's text format for COPY. */
export function copyLine(values: readonly (string | number | bigint | null)[]): string {
  const [first = null, ...others] = values;
  let line = cell(first);
  for (const value of others) line += `\t${cell(value)}`;
  return `${line}\n`;
}

function cell(value: string | number | bigint | null): string {
  if (value === null) return "\\N";
  return typeof value === "string" ? escaped(value) : String(value);
}

function escaped(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}

/** JSON that jsonb takes: half of a surrogate pair, as a cut text may end with, is no character there. */
export function jsonText(value: object): string {
  const json = JSON.stringify(value);
  if (!json.includes("\\u") || !/\\u(?:d[89a-f]|0000)/i.test(json)) return json;
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? inner.toWellFormed().replaceAll("\0", "\uFFFD") : inner,
  );
}

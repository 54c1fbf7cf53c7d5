import { createHash } from "node:crypto";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import pg from "pg";
import { type CopyStreamQuery, from as copyFrom, to as copyTo } from "pg-copy-streams";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import { listTables, quoted, settleTexts, type Table } from "./catalog";
import { checkBackup } from "./check";
import { columnsOf, copyOut, type Summary } from "./dump";
import { readBackup } from "./file";
import type { BackupKey } from "./key";
import type { Ending, TableNote } from "./records";
import { buildSchema, migrationsOf } from "./schema";

/**
 * Loads a backup into an empty database, as one transaction: the schema of its version, its rows, the values of its sequences; and holds what is
 * then in the tables against the backup's checksums. Anything amiss leaves the database as empty as it was.
 * @throws {StartupError} when the file can't be used, or the database isn't empty
 */
export async function loadBackup(ownerUrl: string, path: string, key: BackupKey): Promise<Summary> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 15_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await settleTexts(client);
    await refuseFull(client);
    const summary = await checkBackup(path, key);
    const migrations = await migrationsOf(summary.beginning);
    await client.query("BEGIN");
    await buildSchema(client, migrations);
    const tables = await listTables(client);
    const relate = await dropRelations(client);
    for (const table of tables) {
      await client.query(`ALTER TABLE ${quoted(client, table)} DISABLE TRIGGER USER`);
      await client.query(`TRUNCATE ${quoted(client, table)}`);
    }
    await loadTables(client, path, key, tables);
    for (const { value, called, ...sequence } of summary.ending.sequences)
      await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [quoted(client, sequence), value, called]);
    for (const sql of relate) await client.query(sql);
    for (const table of tables) await client.query(`ALTER TABLE ${quoted(client, table)} ENABLE TRIGGER USER`);
    await compare(client, tables, summary.ending);
    await endSessions(client, tables);
    await client.query("COMMIT");
    await client.query("ANALYZE");
    return summary;
  } finally {
    // What was not committed goes with the connection.
    await client.end();
  }
}

/** Nothing of anybody's is ever written over. */
async function refuseFull(client: pg.ClientBase): Promise<void> {
  const [first] = await listTables(client);
  if (first)
    throw new StartupError(
      `The database is not empty (it has a table ${first.schema}.${first.name}). A backup is restored into an empty one only: set DATA_DIR to a new folder, or ` +
        "DATABASE_URL to a new database, or move the old one away. Nothing was changed.",
    );
}

/**
 * Takes the foreign keys away while rows come in, in whatever order: some tables refer to each other in a circle.
 * @returns the statements that bring them back, and so check every row
 */
async function dropRelations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_') ORDER BY 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

async function loadTables(client: pg.ClientBase, path: string, key: BackupKey, tables: readonly Table[]): Promise<void> {
  let sink = null as CopyStreamQuery | null;
  for await (const record of readBackup(path, key)) {
    if ("data" in record) {
      if (sink?.write(record.data) === false) await Promise.race([once(sink, "drain"), finished(sink)]);
    } else if (record.note.kind === "table") {
      sink = client.query(copyFrom(copyIn(client, record.note, tables)));
    } else if (record.note.kind === "rows" && sink) {
      sink.end();
      await finished(sink);
    }
  }
}

function copyIn(client: pg.ClientBase, note: TableNote, tables: readonly Table[]): string {
  const table = tables.find(({ schema, name }) => schema === note.schema && name === note.name);
  if (table?.columns.toSorted().join() !== note.columns.toSorted().join())
    throw new StartupError(`The backup has a table ${note.schema}.${note.name} that its migrations don't make so. Nothing was changed.`);
  return `COPY ${quoted(client, note)} (${columnsOf(client, note)}) FROM STDIN`;
}

/** What is in the database now is read once more: the checksum is of that, and not of what was sent. */
async function compare(client: pg.ClientBase, tables: readonly Table[], ending: Ending): Promise<void> {
  for (const wanted of ending.tables) {
    const table = tables.find(({ schema, name }) => schema === wanted.schema && name === wanted.name);
    const hash = createHash("sha256");
    const copy = client.query(copyTo(table ? copyOut(client, table) : ""));
    for await (const data of copy) hash.update(data as Buffer);
    if (copy.rowCount !== wanted.rows || hash.digest("hex") !== wanted.sha256)
      throw new StartupError(`Table ${wanted.name} did not come out as it went in. Nothing was changed.`);
  }
}

/** What opens a session at that moment, and what was on its way: tables that are empty after a restore. */
export const PASSING = ["sessions", "broker_logins", "verification_tokens", "outgoing_mails", "attention_notices", "passkey_challenges"];

/** Somebody may have signed out since the backup was made, on a device that is no longer theirs; a message has been sent since. */
async function endSessions(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  for (const table of tables)
    if (table.schema === "public" && PASSING.includes(table.name)) await client.query(`DELETE FROM ${quoted(client, table)}`);
}

import { createHash } from "node:crypto";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { MIGRATION_LOCK } from "@/scripts/runtime/migrate";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import { listSequences, listTables, quoted, settleTexts, type Table } from "./catalog";
import { type Beginning, type Ending, encodeData, encodeNote, FORM } from "./records";

/** Called when everything has been read: what the backup is of. */
export type Summary = { beginning: Beginning; ending: Ending };

/**
 * All rows as one moment has them, as records: one transaction with one snapshot, which neither waits for whoever writes nor makes them wait.
 * @param ownerUrl postgres://… of the database's owner: row-level security hides rows from everybody else
 * @throws {StartupError} when the database has no schema of ours, or one that stopped half-way
 */
export async function* dump(ownerUrl: string, onDone: (summary: Summary) => void): AsyncGenerator<Buffer> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 15_000 });
  // A connection that breaks fails the statement in hand.
  client.on("error", () => {});
  await client.connect();
  try {
    await settleTexts(client);
    // A migration changes tables under one's hands, and would wait for this one's locks, and everybody behind it.
    await client.query("SELECT pg_advisory_lock_shared($1)", [MIGRATION_LOCK]);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const beginning = await begin(client);
    yield encodeNote(beginning);
    const tables: Ending["tables"] = [];
    for (const table of await listTables(client)) {
      yield encodeNote({ kind: "table", ...table });
      const hash = createHash("sha256");
      const copy = client.query(copyTo(copyOut(client, table)));
      for await (const data of copy) {
        hash.update(data as Buffer);
        yield encodeData(data as Buffer);
      }
      const tally = { rows: copy.rowCount ?? 0, sha256: hash.digest("hex") };
      yield encodeNote({ kind: "rows", ...tally });
      tables.push({ schema: table.schema, name: table.name, ...tally });
    }
    // Sequences know no snapshot: read after the tables they are at least as far as those.
    const ending: Ending = { kind: "end", sequences: await sequenceValues(client), tables };
    yield encodeNote(ending);
    onDone({ beginning, ending });
  } finally {
    await client.end();
  }
}

async function begin(client: pg.ClientBase): Promise<Beginning> {
  const { rows: known } = await client.query<{ found: boolean; now: Date; version: string }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found, now(), current_setting('server_version') AS version",
  );
  const [{ found, now, version } = { found: false, now: new Date(), version: "" }] = known;
  if (!found) throw new StartupError("There is nothing to back up: the database holds no tables of Truefolio's.");
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) throw new StartupError(`Migration ${unfinished.name} was cut off. Run npm run migrate, then back up.`);
  const migrations = rows.map(({ name }) => name);
  return { kind: "begin", form: FORM, madeAt: now.toISOString(), postgres: version, migrations };
}

/** Reads a table as text, in the order that the rows lie in. */
export function copyOut(client: pg.ClientBase, table: Table): string {
  return `COPY ${quoted(client, table)} (${columnsOf(client, table)}) TO STDOUT`;
}

export function columnsOf(client: pg.ClientBase, { columns }: Table): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(", ");
}

async function sequenceValues(client: pg.ClientBase): Promise<Ending["sequences"]> {
  const values: Ending["sequences"] = [];
  for (const sequence of await listSequences(client)) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${quoted(client, sequence)}`,
    );
    if (rows[0]) values.push({ ...sequence, ...rows[0] });
  }
  return values;
}

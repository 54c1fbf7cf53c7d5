import type pg from "pg";
import type { TableName } from "./records";

export interface Table extends TableName {
  columns: string[];
}

/**
 * Ours: what the database's owner has in schemas that are neither PostgreSQL's nor an extension's. The job queue is left out: its schema is its
 * library's, of whatever version, and a sync that waits gets a new job from its run (claim_due_syncs).
 */
const OURS = `n.nspname <> 'graphile_worker' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND pg_has_role(c.relowner, 'MEMBER') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;

export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
       array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND ${OURS} ORDER BY n.nspname, c.relname`,
  );
  return rows;
}

export async function listSequences(client: pg.ClientBase): Promise<TableName[]> {
  const { rows } = await client.query<TableName>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND ${OURS} ORDER BY n.nspname, c.relname`,
  );
  return rows;
}

/** The name as SQL writes it. */
export function quoted(client: pg.ClientBase, { schema, name }: TableName): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
}

/** The same text for the same rows, whatever the server's settings: checksums are of it. */
export async function settleTexts(client: pg.ClientBase): Promise<void> {
  const settings = {
    timezone: "UTC",
    datestyle: "ISO, YMD",
    intervalstyle: "iso_8601",
    bytea_output: "hex",
    extra_float_digits: "1",
    client_encoding: "UTF8",
    // A table is read from its beginning, in the order that its rows were put in.
    synchronize_seqscans: "off",
    // Rather an error than a part of the rows.
    row_security: "off",
    statement_timeout: "0",
    idle_in_transaction_session_timeout: "0",
  };
  for (const [name, value] of Object.entries(settings)) await client.query("SELECT set_config($1, $2, false)", [name, value]);
}

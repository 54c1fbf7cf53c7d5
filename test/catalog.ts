import type { TestDatabase } from "./database";

type Owner = TestDatabase["owner"];

/** A row as PostgreSQL writes it in JSON; numbers of any size as text. */
export type JsonRow = string;

/** What Prisma keeps its own books in: no part of the model, and none of the application's business. */
export const MIGRATIONS = "_prisma_migrations";

/** Whatever can be read from in the schema, tables and views alike. */
export async function listRelations(owner: Owner): Promise<{ name: string; guarded: boolean }[]> {
  return owner.query(
    `SELECT relname AS name, relrowsecurity AS guarded FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> $1 ORDER BY relname`,
    [MIGRATIONS],
  );
}

/** All rows of a table, past its policies. */
export async function allRows(owner: Owner, table: string): Promise<JsonRow[]> {
  const rows = await owner.query<{ row: JsonRow }>(`SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
  return rows.map(({ row }) => row);
}

/** The columns by which a table refers to rows of others. */
export async function referringColumns(owner: Owner, table: string): Promise<string[]> {
  const rows = await owner.query<{ name: string }>(
    `SELECT DISTINCT attname AS name FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE conrelid = $1::regclass AND contype = 'f' ORDER BY name`,
    [`"${table}"`],
  );
  return rows.map(({ name }) => name);
}

/** The columns of a table's primary key. */
export async function keyColumns(owner: Owner, table: string): Promise<string[]> {
  const rows = await owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
     WHERE indrelid = $1::regclass AND indisprimary`,
    [`"${table}"`],
  );
  return rows.map(({ name }) => name);
}

/** Every foreign key, by the columns that refer. */
export async function foreignKeys(owner: Owner): Promise<{ table: string; columns: string[] }[]> {
  return owner.query(
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY k.place) AS columns
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid CROSS JOIN LATERAL unnest(f.conkey) WITH ORDINALITY AS k (number, place)
       JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number
     WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace GROUP BY c.relname, f.conname ORDER BY 1, 2`,
  );
}

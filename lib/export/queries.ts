import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { ExportedTable } from "./tables";

interface Column {
  name: string;
  /** PostgreSQL's name of it: `int8`, `timestamptz`. */
  type: string;
}

/** How the rows of a table are read: one text of JSON each, with numbers as exact text and instants in UTC. */
export interface Reading {
  columns: readonly string[];
  /** Each row as a JSON object. */
  objects: Prisma.Sql;
  /** Each row as a JSON array of texts and nulls, in the order of the columns. */
  cells: Prisma.Sql;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const UTC = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** As JSON. Numbers that a program might round are text. */
function jsonOf({ name, type }: Column): string {
  const column = `t.${quoted(name)}`;
  if (["int8", "numeric", "date"].includes(type)) return `${column}::text`;
  return type === "timestamptz" ? UTC(column) : column;
}

/** As the text of a cell. */
function textOf({ name, type }: Column): string {
  const column = `t.${quoted(name)}`;
  if (type === "timestamptz") return UTC(column);
  return type.startsWith("_") ? `to_json(${column})::text` : `${column}::text`;
}

/** The columns are read from the catalog: one that is added tomorrow is in the export. */
export async function readingOf(tx: Transaction, { table, without = [] }: ExportedTable): Promise<Reading> {
  const columns = await tx.$queryRaw<(Column & { key: number | null })[]>`
    SELECT a.attname::text AS name, y.typname::text AS type, array_position(i.indkey::int2[], a.attnum) AS key
    FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = ${`public.${quoted(table)}`}::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
  const shown = columns.filter(({ name, type }) => type !== "bytea" && !without.includes(name));
  const order = columns
    .filter(({ key }) => key !== null)
    .sort((a, b) => (a.key ?? 0) - (b.key ?? 0))
    .map(({ name }) => `t.${quoted(name)}`);
  const from = `FROM ${quoted(table)} t ORDER BY ${order.join(", ")}`;
  const fields = shown.map((column) => `'${column.name.replaceAll("'", "''")}', ${jsonOf(column)}`);
  return {
    columns: shown.map(({ name }) => name),
    objects: Prisma.raw(`SELECT json_build_object(${fields.join(", ")})::text AS packed ${from}`),
    cells: Prisma.raw(`SELECT json_build_array(${shown.map(textOf).join(", ")})::text AS packed ${from}`),
  };
}

/** Rows that leave the database in one piece. */
const PAGE_ROWS = 2_000;

/** The rows of a statement, page by page, each as its `packed`: a million of them are never in memory at once. */
export async function* inPages(tx: Transaction, select: Prisma.Sql): AsyncGenerator<string[]> {
  await tx.$executeRaw`DECLARE exported NO SCROLL CURSOR FOR ${select}`;
  for (;;) {
    const page = await tx.$queryRaw<{ packed: string }[]>`FETCH ${Prisma.raw(String(PAGE_ROWS))} FROM exported`;
    if (page.length > 0) yield page.map(({ packed }) => packed);
    if (page.length < PAGE_ROWS) break;
  }
  await tx.$executeRaw`CLOSE exported`;
}

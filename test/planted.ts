import { gunzipSync } from "node:zlib";
import type { TestDatabase } from "./database";

/** What must not be found anywhere: a name to tell it by → the value. */
export type Planted = ReadonlyMap<string, string>;

/** Every form in which a value may have been written down, alone or in the middle of something longer. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  const escaped = JSON.stringify(value).slice(1, -1);
  const forms = [
    value,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ "": value }).toString().slice(1),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...[0, 1, 2].flatMap((before) => base64Within(bytes, before)),
    // Each line of a key in PEM is most of a secret; its first and last one are the same for everybody.
    ...(value.includes("\n") ? value.split("\n").filter((line) => line.length >= 16 && !line.startsWith("-----")) : []),
  ];
  return [...new Set(forms)];
}

/** Base64 of something longer that holds the bytes, as far as they alone decide it: it depends on how many bytes come before, modulo 3. */
function base64Within(bytes: Buffer, before: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const decided = whole.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
  return [decided, decided.replaceAll("+", "-").replaceAll("/", "_")];
}

/** What stands in these texts, in whatever form, as `where: what`. */
export function foundAmong(texts: ReadonlyMap<string, string>, planted: Planted): string[] {
  const wanted = [...planted].map(([name, value]) => ({ name, forms: formsOf(value) }));
  return [...texts].flatMap(([where, text]) =>
    wanted.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ name }) => `${where}: ${name}`),
  );
}

/**
 * Everything that the database holds, as text by table: every column of every table of every schema that isn't PostgreSQL's own, the job queue's
 * included. What is packed is unpacked. That is what any backup of it can hold, however it is made.
 */
export async function everythingStored(owner: TestDatabase["owner"]): Promise<Map<string, string>> {
  const tables = await owner.query<{ name: string; columns: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
       string_agg(CASE WHEN a.atttypid = 'bytea'::regtype THEN format('%I', a.attname) ELSE format('%1$I::text AS %1$I', a.attname) END, ', ') AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'm') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' GROUP BY 1 ORDER BY 1`,
  );
  const stored = new Map<string, string>();
  for (const { name, columns } of tables) {
    const rows = await owner.query<Record<string, Buffer | string | null>>(`SELECT ${columns} FROM ${name}`);
    stored.set(name, rows.map((row) => Object.values(row).map(textOf).join("\n")).join("\n"));
  }
  return stored;
}

function textOf(value: Buffer | string | null): string {
  if (!Buffer.isBuffer(value)) return value ?? "";
  const isPacked = value[0] === 0x1f && value[1] === 0x8b;
  return (isPacked ? gunzipSync(value) : value).toString("utf8");
}

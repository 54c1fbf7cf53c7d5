import "server-only";
import { Prisma } from "@/generated/prisma/client";

/**
 * The rows of a table whose edits and deletions leave revisions, as they stood at an instant, as a relation to select from: those that nobody
 * has touched since, and of the others what the first revision after the instant found. A row that came back later wasn't there.
 * Instants are those at which a change's transaction began; an import is there whole or not at all.
 *
 * Revisions count in the order of their ids: two changes of one row wait for each other, so that is the order in which they happened.
 * @param columns every column after `id` and `broker_account_id`, in any order
 */
export function rowsKnownAt(table: "transactions" | "holdings", columns: readonly string[], known: string): Prisma.Sql {
  const name = Prisma.raw(table);
  const list = (prefix: string) => Prisma.raw(columns.map((column) => `${prefix}.${column}`).join(", "));
  return Prisma.sql`(
    SELECT t.id, t.broker_account_id, ${list("t")} FROM ${name} t
    WHERE t.created_at <= ${known}::timestamptz AND NOT EXISTS (
      SELECT 1 FROM revisions r
      WHERE r.broker_account_id = t.broker_account_id AND r.table_name = ${table} AND r.row_id = t.id AND r.made_at > ${known}::timestamptz)
    UNION ALL
    SELECT r.row_id, r.broker_account_id, ${list("p")}
    FROM (
      SELECT DISTINCT ON (r.broker_account_id, r.row_id) r.broker_account_id, r.row_id, r.operation, r.before FROM revisions r
      WHERE r.table_name = ${table} AND r.made_at > ${known}::timestamptz
      ORDER BY r.broker_account_id, r.row_id, r.id
    ) r, jsonb_populate_record(NULL::${name}, r.before) p
    WHERE r.operation <> 'restore' AND p.created_at <= ${known}::timestamptz)`;
}

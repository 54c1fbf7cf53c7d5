import "server-only";
import { Prisma } from "@/generated/prisma/client";

/**
 * A person's own prices or rates as they were recorded at an instant, as a relation to select from; the table itself when nothing is asked.
 * As `rowsKnownAt` of ledgers: those that nobody has touched since, and of the others what the first revision after the instant found.
 * They belong to no account: their revisions are those of account 0.
 */
export function marketRows(table: "prices" | "fx_rates", known: string | null): Prisma.Sql {
  const name = Prisma.raw(table);
  if (known === null) return name;
  return Prisma.sql`(
    SELECT t.* FROM ${name} t
    WHERE t.user_id = (SELECT current_user_id()) AND t.created_at <= ${known}::timestamptz AND NOT EXISTS (
      SELECT 1 FROM revisions r WHERE r.table_name = ${table} AND r.row_id = t.id AND r.made_at > ${known}::timestamptz)
    UNION ALL
    SELECT p.* FROM (
      SELECT DISTINCT ON (r.row_id) r.before FROM revisions r
      WHERE r.user_id = (SELECT current_user_id()) AND r.broker_account_id = 0 AND r.table_name = ${table} AND r.made_at > ${known}::timestamptz
      ORDER BY r.row_id, r.id
    ) r, jsonb_populate_record(NULL::${name}, r.before) p
    WHERE p.created_at <= ${known}::timestamptz)`;
}

/** The published rates that had come by an instant; nobody changes those. `r` is the table `reference_rates`. */
export const publishedBy = (known: string | null): Prisma.Sql =>
  known === null ? Prisma.sql`true` : Prisma.sql`r.created_at <= ${known}::timestamptz`;

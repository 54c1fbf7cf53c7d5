import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { snapshotRows } from "@/lib/holdings/as-known";
import { type Moment, NOW } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import { type CoverageView, calendarOf, gapsBetween, mergeRanges, type Span } from "../coverage";

/** A row with a mistyped year must not make a list of a thousand years. */
const MOST_YEARS = 60;

/**
 * Which days of an account its imports cover: ranges of statements, and what there is on the days of one year. Rows are counted in the
 * database, of that year only. Null when the account isn't the actor's. Looking back, nothing after the day counts, and of an instant
 * only the files that had been imported by then, and not undone.
 * @param wanted the year to show; the last one in which there is something when it is null, or none of those
 */
export function getCoverage(actor: Actor, accountId: bigint, wanted: number | null, moment: Moment = NOW): Promise<CoverageView | null> {
  return asActor(
    actor,
    async (tx) => {
      if (!(await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } }))) return null;
      const spans = await listSpans(tx, accountId, moment);
      const years = await yearsOf(tx, accountId, spans, moment);
      const year = years.find((each) => each === wanted) ?? years.at(-1) ?? new Date().getUTCFullYear();
      const [from, to] = [`${year}-01-01`, `${year + 1}-01-01`];
      const merged = mergeRanges(spans);
      const [first, last] = [merged[0], merged.at(-1)];
      return {
        year,
        years,
        months: calendarOf(year, {
          spans,
          rows: await countRows(tx, accountId, { from, to, moment }),
          snapshots: await countSnapshots(tx, accountId, { from, to, moment }),
        }),
        gaps: gapsBetween(spans).reverse(),
        covered: first && last ? { from: first.from, to: last.to } : null,
        spans: spans.filter((span) => span.from < to && span.to >= from),
      };
    },
    { consistent: true },
  );
}

/** What had been imported at an instant, and not been undone. */
const stoodAt = (known: string | null): Prisma.Sql =>
  known === null
    ? Prisma.sql`i.status IN ('imported', 'undoing')`
    : Prisma.sql`i.imported_at <= ${known}::timestamptz
        AND (i.status IN ('imported', 'undoing') OR (i.status = 'undone' AND i.undone_at > ${known}::timestamptz))`;

async function listSpans(tx: Transaction, accountId: bigint, { asOf, known }: Moment): Promise<Span[]> {
  const rows = await tx.$queryRaw<
    { id: bigint; broker_account_id: bigint; file_name: string; source: bigint; first: string; last: string; estimated: boolean }[]
  >`
    SELECT i.id, i.broker_account_id, i.file_name, coalesce(i.reread_of, i.id) AS source,
      coalesce(s.covers_from, s.rows_from)::text AS first, coalesce(s.covers_to, s.rows_to)::text AS last,
      s.covers_from IS NULL OR s.covers_to IS NULL AS estimated
    FROM import_statements s JOIN imports i ON i.id = s.import_id
    WHERE s.target_account_id = ${accountId} AND s.decision = 'import' AND ${stoodAt(known)}
      AND coalesce(s.covers_from, s.rows_from) <= coalesce(s.covers_to, s.rows_to)
    ORDER BY 5, 6, 1`;
  const spans = rows.map((row) => ({
    importId: row.id.toString(),
    accountId: row.broker_account_id.toString(),
    fileName: row.file_name,
    source: row.source.toString(),
    from: row.first,
    to: row.last,
    estimated: row.estimated,
  }));
  if (asOf === null) return spans;
  return spans.filter(({ from }) => from <= asOf).map((span) => ({ ...span, to: span.to < asOf ? span.to : asOf }));
}

/** From the first to the last year in which there is anything, also those between that have nothing: they are what one looks for. */
async function yearsOf(tx: Transaction, accountId: bigint, spans: readonly Span[], moment: Moment): Promise<number[]> {
  const [ends] = await tx.$queryRaw<{ first: string | null; last: string | null }[]>`
    SELECT
      (least((SELECT min(trade_time) FROM ${ledgerRows(moment)} t WHERE broker_account_id = ${accountId}),
        (SELECT min(as_of) FROM ${snapshotRows(moment)} h WHERE broker_account_id = ${accountId})) AT TIME ZONE 'UTC')::date::text AS first,
      (greatest((SELECT max(trade_time) FROM ${ledgerRows(moment)} t WHERE broker_account_id = ${accountId}),
        (SELECT max(as_of) FROM ${snapshotRows(moment)} h WHERE broker_account_id = ${accountId})) AT TIME ZONE 'UTC')::date::text AS last`;
  const days = [ends?.first, ends?.last, ...spans.flatMap(({ from, to }) => [from, to])].filter((day) => typeof day === "string");
  const all = days.map((day) => Number(day.slice(0, 4))).filter((year) => year >= 1900 && year <= 2200);
  if (all.length === 0) return [];
  const [last, first] = [Math.max(...all), Math.min(...all)];
  const count = Math.min(last - first + 1, MOST_YEARS);
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}

interface Days {
  from: string;
  /** The first day that no longer counts. */
  to: string;
  moment: Moment;
}

async function countRows(tx: Transaction, accountId: bigint, { from, to, moment }: Days): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ day: string; count: number }[]>`
    SELECT (t.trade_time AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS count FROM ${ledgerRows(moment)} t
    WHERE t.broker_account_id = ${accountId} AND t.trade_time >= ${from}::timestamp AT TIME ZONE 'UTC' AND t.trade_time < ${to}::timestamp AT TIME ZONE 'UTC'
    GROUP BY 1`;
  return new Map(rows.map(({ day, count }) => [day, count]));
}

async function countSnapshots(tx: Transaction, accountId: bigint, { from, to, moment }: Days): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ day: string; count: number }[]>`
    SELECT (h.as_of AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS count FROM ${snapshotRows(moment)} h
    WHERE h.broker_account_id = ${accountId} AND h.as_of >= ${from}::timestamp AT TIME ZONE 'UTC' AND h.as_of < ${to}::timestamp AT TIME ZONE 'UTC'
    GROUP BY 1`;
  return new Map(rows.map(({ day, count }) => [day, count]));
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { type Cursor, writeCursor } from "@/lib/transactions/cursor";
import type { ActivityFilter, ExportedActivity } from "./schema";
import { findSubjects } from "./subjects";
import { detailWords, eventsOf, eventWords } from "./words";

const PAGE_ROWS = 50;
/** Rows that leave the database in one piece. */
const EXPORT_ROWS = 1_000;

interface AuditRow {
  id: bigint;
  /** UTC, with microseconds: the place of the row. */
  place: string;
  at: Date;
  event: string;
  subject: string;
  detail: Record<string, unknown>;
}

export interface ActivityPage {
  entries: ExportedActivity[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

interface ReadRows {
  rows: AuditRow[];
  entries: ExportedActivity[];
}

/** What happened, newest first, from the row after `after` on. The dates are days in `timeZone`. */
export function getActivity(actor: Actor, filter: ActivityFilter, timeZone: string, after: Cursor | null): Promise<ActivityPage> {
  return asActor(actor, (tx) => readPage(tx, filter, timeZone, after, PAGE_ROWS));
}

/** All of it, piece by piece: each is read when the one before has left. */
export async function* exportActivity(actor: Actor, filter: ActivityFilter, timeZone: string): AsyncGenerator<ExportedActivity[]> {
  let after: Cursor | null = null;
  for (;;) {
    const { rows, entries }: ReadRows = await asActor(actor, (tx) => readRows(tx, filter, timeZone, after, EXPORT_ROWS));
    if (entries.length > 0) yield entries;
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_ROWS) return;
    after = { time: last.place, id: last.id };
  }
}

async function readPage(
  tx: Transaction,
  filter: ActivityFilter,
  timeZone: string,
  after: Cursor | null,
  size: number,
): Promise<ActivityPage> {
  const { rows, entries } = await readRows(tx, filter, timeZone, after, size + 1);
  const last = rows[size - 1];
  return { entries: entries.slice(0, size), next: rows.length > size && last ? writeCursor({ time: last.place, id: last.id }) : null };
}

async function readRows(
  tx: Transaction,
  { kind, from, to }: ActivityFilter,
  timeZone: string,
  after: Cursor | null,
  limit: number,
): Promise<ReadRows> {
  const wanted = [
    Prisma.sql`user_id = current_user_id()`,
    ...(kind ? [Prisma.sql`event = ANY (${eventsOf(kind)}::text[])`] : []),
    ...(from ? [Prisma.sql`at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`] : []),
    ...(to ? [Prisma.sql`at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`] : []),
    ...(after ? [Prisma.sql`(at, id) < (${after.time}::timestamp AT TIME ZONE 'UTC', ${after.id})`] : []),
  ];
  const rows = await tx.$queryRaw<AuditRow[]>`
    SELECT id, (at AT TIME ZONE 'UTC')::text AS place, at, event, subject, detail FROM audit_log
    WHERE ${Prisma.join(wanted, " AND ")} ORDER BY at DESC, id DESC LIMIT ${limit}`;
  const subjects = await findSubjects(
    tx,
    rows.map(({ subject }) => subject),
  );
  const entries = rows.map(
    (row): ExportedActivity => ({
      id: row.id.toString(),
      at: row.at.toISOString(),
      event: row.event,
      words: eventWords(row.event),
      details: detailWords(row.detail),
      subject: subjects.get(row.subject) ?? null,
      noted: row.subject,
      detail: row.detail,
    }),
  );
  return { rows, entries };
}

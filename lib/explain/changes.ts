import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { holdingRows, snapshotRows } from "@/lib/holdings/as-known";
import type { Moment } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import { differences } from "@/lib/transactions/differences";
import type { Basis } from "./explainer";
import { rowHref, rowLabel } from "./ledger-sources";
import { marketChanges } from "./market-changes";
import type { FigureChange } from "./schema";
import { day } from "./words";

/** A moment whose instant is set: that of a filed number. */
export type FiledMoment = Moment & { known: string };

export interface Changes {
  changes: FigureChange[];
  count: number;
}

const SHOWN_CHANGES = 200;

/** What was recorded, edited and deleted after a number was filed, as far as the number depends on it: newest first. */
export async function changesSince(tx: Transaction, filed: FiledMoment, basis: Basis): Promise<Changes> {
  const parts = [
    await rowChanges(tx, filed, { ...LEDGER, rows: ledgerRows, accounts: basis.ledgers }, basis),
    await rowChanges(tx, filed, { ...LISTS, rows: rowsOfStandingLists, accounts: basis.lists }, basis),
    await listChanges(tx, filed, basis.lists),
    ...(basis.market ? [counted(await marketChanges(tx, filed.known, basis.market))] : []),
  ];
  const changes = parts.flatMap((part) => part.changes).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { changes: changes.slice(0, SHOWN_CHANGES), count: parts.reduce((all, part) => all + part.count, 0) };
}

const counted = (changes: FigureChange[]): Changes => ({ changes, count: changes.length });

interface Compared {
  table: "transactions" | "holdings";
  rows: (moment: Moment) => Prisma.Sql;
  accounts: readonly bigint[];
  /** The key of a row's instrument, as `instrumentKey` of the engine, given the row's name. */
  key: Prisma.Sql;
  when: Prisma.Sql;
  label: (row: ChangedRow) => string;
}

const LEDGER = {
  table: "transactions",
  key: Prisma.sql`ledger_key(t.asset_type, t.symbol, t.currency, t.meta)`,
  when: Prisma.sql`t.trade_time`,
  label: ({ row }) => rowLabel(row.trade_type ?? "", row.symbol),
} as const satisfies Partial<Compared>;

const LISTS = {
  table: "holdings",
  key: Prisma.sql`coalesce('isin:' || upper(nullif(t.isin, '')), t.asset_type || ':' || upper(t.symbol)) || ':' || t.currency`,
  when: Prisma.sql`t.as_of`,
  label: ({ row, on }) => `${row.symbol} in the list of ${day(on)}`,
} as const satisfies Partial<Compared>;

/** Lists that came or went as a whole are one change each ({@link listChanges}). */
const rowsOfStandingLists = (moment: Moment): Prisma.Sql => Prisma.sql`(
  SELECT h.* FROM ${holdingRows(moment)} h JOIN holding_snapshots s ON s.broker_account_id = h.broker_account_id AND s.id = h.source_snapshot_id)`;

interface ChangedRow {
  id: bigint;
  account_id: bigint;
  before: unknown;
  after: unknown;
  row: { symbol: string; trade_type?: string; meta: { dateOnly?: boolean } };
  on: string;
  at: string;
  reason: string | null;
  count: number;
}

async function rowChanges(tx: Transaction, filed: FiledMoment, compared: Compared, basis: Basis): Promise<Changes> {
  if (compared.accounts.length === 0) return { changes: [], count: 0 };
  const { table, rows, key, when } = compared;
  const accounts = compared.accounts as bigint[];
  const name = Prisma.raw(table);
  const since = Prisma.sql`${filed.known}::timestamptz`;
  const side = (moment: Moment) => Prisma.sql`(
    SELECT t.id, t.broker_account_id, to_jsonb(t) AS row, ${when} AS on, ${key} AS key, t.currency FROM ${rows(moment)} t
    WHERE t.broker_account_id = ANY (${accounts}::bigint[]) AND t.id IN (SELECT id FROM touched))`;
  const found = await tx.$queryRaw<ChangedRow[]>`
    WITH touched AS MATERIALIZED (
      SELECT r.row_id AS id FROM revisions r
      WHERE r.broker_account_id = ANY (${accounts}::bigint[]) AND r.table_name = ${table} AND r.made_at > ${since}
      UNION
      SELECT t.id FROM ${name} t WHERE t.broker_account_id = ANY (${accounts}::bigint[]) AND t.created_at > ${since}
    ), changed AS (
      SELECT coalesce(n.id, b.id) AS id, coalesce(n.broker_account_id, b.broker_account_id) AS account_id, b.row AS before, n.row AS after,
        coalesce(n.row, b.row) AS row, coalesce(n.on, b.on) AS on
      FROM ${side(filed)} b FULL JOIN ${side({ ...filed, known: null })} n ON n.id = b.id
      WHERE b.row IS DISTINCT FROM n.row AND (${matches("b", basis)} OR ${matches("n", basis)})
    )
    SELECT c.id, c.account_id, c.before, c.after, c.row, to_char(c.on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS on,
      to_char(coalesce(r.made_at, (c.row ->> 'created_at')::timestamptz) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      r.reason, (count(*) OVER ())::int AS count
    FROM changed c LEFT JOIN LATERAL (
      SELECT r.made_at, r.reason FROM revisions r WHERE r.table_name = ${table} AND r.row_id = c.id AND r.made_at > ${since} ORDER BY r.id DESC LIMIT 1
    ) r ON true
    ORDER BY at DESC, c.id DESC LIMIT ${SHOWN_CHANGES}`;
  return { changes: found.map((row) => toChange(row, compared)), count: found[0]?.count ?? 0 };
}

/** Whether a side of a comparison is a row that the figure is made of. */
function matches(side: "b" | "n", { names, currency, transaction }: Basis): Prisma.Sql {
  const of = Prisma.raw(side);
  const conditions = [
    Prisma.sql`${of}.id IS NOT NULL`,
    ...(names === undefined ? [] : [Prisma.sql`${of}.key = ANY (${[...names]}::text[])`]),
    ...(currency === undefined ? [] : [Prisma.sql`${of}.currency = ${currency}`]),
    ...(transaction === undefined ? [] : [Prisma.sql`${of}.id = ${transaction}`]),
  ];
  return Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
}

function toChange(found: ChangedRow, { table, label }: Compared): FigureChange {
  const { id, account_id, before, after, row, on, at, reason } = found;
  const isRow = table === "transactions";
  return {
    id: `${table}:${id}`,
    what: before === null ? "added" : after === null ? "deleted" : "changed",
    label: label(found),
    on,
    dateOnly: isRow ? (row.meta.dateOnly ?? false) : true,
    at,
    reason: reason ?? "",
    fields: differences(before, after),
    href: isRow ? rowHref(account_id, id, { asOf: null, known: null }) : `/accounts/${account_id}/holdings`,
  };
}

interface ChangedList {
  account_id: bigint;
  id: string;
  source: string;
  on: Date;
  date_only: boolean;
  came: string | null;
  went: string | null;
}

async function listChanges(tx: Transaction, filed: FiledMoment, ids: readonly bigint[]): Promise<Changes> {
  if (ids.length === 0) return { changes: [], count: 0 };
  const accounts = ids as bigint[];
  const iso = Prisma.sql`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
  const found = await tx.$queryRaw<ChangedList[]>`
    SELECT coalesce(n.broker_account_id, b.broker_account_id) AS account_id, coalesce(n.id, b.id) AS id, coalesce(n.source, b.source) AS source,
      coalesce(n.as_of, b.as_of) AS on, coalesce(n.date_only, b.date_only) AS date_only, to_char(n.created_at AT TIME ZONE 'UTC', ${iso}) AS came,
      to_char((SELECT max(r.made_at) FROM revisions r
        WHERE r.table_name = 'holding_snapshots' AND r.broker_account_id = b.broker_account_id AND r.before ->> 'id' = b.id) AT TIME ZONE 'UTC', ${iso}) AS went
    FROM (SELECT * FROM ${snapshotRows(filed)} s WHERE s.broker_account_id = ANY (${accounts}::bigint[])) b
      FULL JOIN (SELECT * FROM ${snapshotRows({ ...filed, known: null })} s WHERE s.broker_account_id = ANY (${accounts}::bigint[])) n
        ON n.broker_account_id = b.broker_account_id AND n.id = b.id
    WHERE b.id IS NULL OR n.id IS NULL ORDER BY coalesce(n.as_of, b.as_of) DESC LIMIT ${SHOWN_CHANGES}`;
  const changes = found.map(
    (list): FigureChange => ({
      id: `list:${list.account_id}:${list.id}`,
      what: list.came === null ? "deleted" : "added",
      label: list.source === "manual" ? "List kept by hand" : "Broker’s list of positions",
      on: list.on.toISOString(),
      dateOnly: list.date_only,
      at: list.came ?? list.went ?? filed.known,
      reason: "",
      fields: [],
      href: list.came === null ? null : `/accounts/${list.account_id}/holdings?snapshot=${encodeURIComponent(list.id)}`,
    }),
  );
  return { changes, count: changes.length };
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { loadIndex } from "@/lib/instruments/learn";
import { marketRows } from "@/lib/moment/past-market";
import { decimal } from "@/lib/money/decimal";
import { sourceName as priceSourceName } from "@/lib/prices/rules";
import { sourceName as rateSourceName } from "@/lib/rates/rules";
import { ECB } from "@/lib/rates/sources";
import type { MarketBasis } from "./explainer";
import type { FigureChange } from "./schema";

/** One price or rate, or many of one source that changed alike. */
interface ChangedRow {
  id: bigint;
  /** What it is of: an instrument's id and symbol, or a pair of currencies. */
  subject: string;
  name: string;
  source: string;
  on: string;
  before: string | null;
  after: string | null;
  at: string;
  count: number;
}

const ISO = Prisma.sql`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
/** So many of one source are told one by one; more are one change. */
const MOST_SINGLE = 5;
const MOST_CHANGES = 100;

/** Prices and rates that were recorded, edited and deleted after an instant, of what a figure was valued with: newest first. */
export async function marketChanges(tx: Transaction, known: string, market: MarketBasis): Promise<FigureChange[]> {
  return [
    ...(await priceChanges(tx, known, market)).map(toPriceChange),
    ...(await rateChanges(tx, known, market)).map(toRateChange),
    ...(await publishedChanges(tx, known, market)),
  ];
}

/** What differs between the rows of then (`b`) and of now (`n`), the first of each source; all columns are of either side. */
const told = (changed: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT t.id, t.subject, t.name, t.source, t.on::text, t.before, t.after, to_char(t.at AT TIME ZONE 'UTC', ${ISO}) AS at,
    (CASE WHEN t.count > ${MOST_SINGLE} THEN t.count ELSE 1 END)::int AS count
  FROM (
    SELECT c.*, count(*) OVER w AS count, row_number() OVER (w ORDER BY c.at DESC, c.on DESC, c.id DESC) AS place
    FROM (${changed}) c WINDOW w AS (PARTITION BY c.subject, c.source, c.before IS NULL, c.after IS NULL)) t
  WHERE t.count <= ${MOST_SINGLE} OR t.place = 1 ORDER BY t.at DESC LIMIT ${MOST_CHANGES}`;

async function priceChanges(tx: Transaction, known: string, { instruments, until }: MarketBasis): Promise<ChangedRow[]> {
  const index = await loadIndex(tx);
  const all = await tx.instrument.findMany({ select: { id: true } });
  const ids = all.map(({ id }) => id).filter((id) => instruments.includes(index.rootOf(id.toString())));
  if (ids.length === 0) return [];
  const side = (relation: Prisma.Sql) => Prisma.sql`(
    SELECT p.*, p.price::text || ' ' || p.currency AS words FROM ${relation} p
    WHERE p.instrument_id = ANY (${ids}::bigint[]) AND p.on_date <= ${until}::date)`;
  return tx.$queryRaw<ChangedRow[]>(
    told(Prisma.sql`
      SELECT coalesce(n.id, b.id) AS id, i.id::text AS subject, i.symbol AS name, coalesce(n.source, b.source) AS source,
        coalesce(n.on_date, b.on_date) AS on, b.words AS before, n.words AS after, ${changedAt("prices", known)} AS at
      FROM ${side(marketRows("prices", known))} b FULL JOIN ${side(marketRows("prices", null))} n ON n.id = b.id
        JOIN instruments i ON i.id = coalesce(n.instrument_id, b.instrument_id)
      WHERE (b.words, b.on_date) IS DISTINCT FROM (n.words, n.on_date)`),
  );
}

async function rateChanges(tx: Transaction, known: string, { currencies, until }: MarketBasis): Promise<ChangedRow[]> {
  const wanted = [...currencies];
  const side = (relation: Prisma.Sql) => Prisma.sql`(
    SELECT x.*, x.rate::text AS words FROM ${relation} x
    WHERE x.user_id = (SELECT current_user_id()) AND x.from_currency = ANY (${wanted}::text[]) AND x.to_currency = ANY (${wanted}::text[])
      AND x.on_date <= ${until}::date)`;
  return tx.$queryRaw<ChangedRow[]>(
    told(Prisma.sql`
      SELECT coalesce(n.id, b.id) AS id, coalesce(n.from_currency, b.from_currency) || '-' || coalesce(n.to_currency, b.to_currency) AS subject,
        coalesce(n.from_currency, b.from_currency) || ' to ' || coalesce(n.to_currency, b.to_currency) AS name,
        coalesce(n.source, b.source) AS source, coalesce(n.on_date, b.on_date) AS on, b.words AS before, n.words AS after,
        ${changedAt("fx_rates", known)} AS at
      FROM ${side(marketRows("fx_rates", known))} b FULL JOIN ${side(marketRows("fx_rates", null))} n ON n.id = b.id
      WHERE (b.words, b.on_date, b.from_currency, b.to_currency) IS DISTINCT FROM (n.words, n.on_date, n.from_currency, n.to_currency)`),
  );
}

const changedAt = (table: "prices" | "fx_rates", known: string): Prisma.Sql => Prisma.sql`coalesce(
  (SELECT max(r.made_at) FROM revisions r WHERE r.table_name = ${table} AND r.row_id = coalesce(n.id, b.id) AND r.made_at > ${known}::timestamptz),
  n.created_at)`;

/** Published rates only come. */
async function publishedChanges(tx: Transaction, known: string, { currencies, until }: MarketBasis): Promise<FigureChange[]> {
  const rows = await tx.$queryRaw<{ currency: string; count: number; on: string; rate: string; at: string }[]>`
    SELECT r.currency, count(*)::int AS count, max(r.on_date)::text AS on, (array_agg(r.per_euro::text ORDER BY r.on_date DESC))[1] AS rate,
      to_char(max(r.created_at) AT TIME ZONE 'UTC', ${ISO}) AS at
    FROM reference_rates r
    WHERE r.currency = ANY (${[...currencies]}::text[]) AND r.on_date <= ${until}::date AND r.created_at > ${known}::timestamptz
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ currency, count, on, rate, at }) =>
    toRateChange({
      ...{ id: 0n, subject: `EUR-${currency}`, name: `EUR to ${currency}`, source: ECB, on, at, count },
      ...{ before: null, after: rate },
    }),
  );
}

function toPriceChange(row: ChangedRow): FigureChange {
  const label = row.count > 1 ? `${row.count} prices of ${row.name}` : `Price of ${row.name}`;
  return {
    ...toChange(row, "price"),
    id: `prices:${row.id}`,
    label: `${label} (${priceSourceName(row.source)})`,
    href: `/instruments/${row.subject}/prices`,
  };
}

function toRateChange(row: ChangedRow): FigureChange {
  const label = row.count > 1 ? `${row.count} rates from ${row.name}` : `Rate from ${row.name}`;
  return {
    ...toChange(row, "rate"),
    id: `rates:${row.subject}:${row.source}:${row.id}`,
    label: `${label} (${rateSourceName(row.source)})`,
    href: `/settings/market-data/rates?pair=${row.subject}`,
  };
}

function toChange({ before, after, on, at, count }: ChangedRow, field: string): Omit<FigureChange, "id" | "label" | "href"> {
  const isOne = count === 1;
  return {
    what: before === null ? "added" : after === null ? "deleted" : "changed",
    ...{ on: `${on}T00:00:00.000Z`, dateOnly: true, at, reason: "" },
    fields: isOne ? [{ field, before: words(before), after: words(after) }] : [],
  };
}

/** A number as the database writes it, and perhaps its currency, to the last digit that counts. */
function words(text: string | null): string {
  if (text === null) return "";
  const [amount = "", currency] = text.split(" ");
  return currency === undefined ? decimal(amount) : `${decimal(amount)} ${currency}`;
}

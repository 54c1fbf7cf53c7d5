import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { daysBetween } from "@/lib/engine/valuation/calendar";
import { env } from "@/lib/env";
import { marketRows, publishedBy } from "@/lib/moment/past-market";
import { decimal } from "@/lib/money/decimal";
import { currenciesNeeded, sourceName, trusted } from "./rules";
import type { RateEntry, RatePair, RateView, ReferenceState } from "./schema";
import { ECB, MANUAL } from "./sources";
import { newestPublished } from "./target-days";

const SHOWN_DAYS = 100;
const EARLIEST = "0001-01-01";

const today = () => new Date().toISOString().slice(0, 10);

/** The currencies that the bank has, or had, rates of: looked up one after the other in the index, not by reading a quarter of a million rows. */
const PUBLISHED = Prisma.sql`WITH RECURSIVE c AS (
  (SELECT currency FROM reference_rates ORDER BY currency LIMIT 1)
  UNION ALL SELECT (SELECT r.currency FROM reference_rates r WHERE r.currency > c.currency ORDER BY r.currency LIMIT 1) FROM c WHERE c.currency IS NOT NULL
) SELECT currency FROM c WHERE currency IS NOT NULL`;

async function publishedCurrencies(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ currency: string }[]>(PUBLISHED);
  return new Set(rows.map(({ currency }) => currency));
}

type RateRecord = Omit<RateEntry, "rate"> & { rate: string };
const entryOf = ({ from, to, day, rate, source }: RateRecord): RateEntry => ({ from, to, day, rate: decimal(rate), source });

/**
 * What is known of the rates between these currencies, by day: the person's own (typed, and out of files) and the European Central Bank's
 * (from the euro to each of them). One for each pair and day, the most trusted: typed, published, out of a file.
 * @param since ISO date from which on they are wanted; the newest before that day is always among them
 * @param known as they were recorded at that instant; null: now
 */
export async function rateEntries(
  tx: Transaction,
  currencies: readonly string[],
  { since = EARLIEST, known = null }: { since?: string; known?: string | null } = {},
): Promise<RateEntry[]> {
  const rates = marketRows("fx_rates", known);
  const pairs = await tx.$queryRaw<{ from: string; to: string }[]>`
    SELECT DISTINCT from_currency AS "from", to_currency AS "to" FROM ${rates} x WHERE user_id = (SELECT current_user_id())`;
  const needed = [...currenciesNeeded(currencies, pairs, await publishedCurrencies(tx))];
  const wanted = pairs.filter(({ from, to }) => needed.includes(from) && needed.includes(to));
  // Materialized: the day to begin with is looked up once for each pair, not once for each of its days.
  const own = await tx.$queryRaw<RateRecord[]>`
    WITH pairs AS MATERIALIZED (
      SELECT p.*, coalesce((SELECT max(o.on_date) FROM ${rates} o WHERE o.user_id = (SELECT current_user_id()) AND o.from_currency = p.a
        AND o.to_currency = p.b AND o.on_date < ${since}::date), ${since}::date) AS first
      FROM unnest(${wanted.map(({ from }) => from)}::text[], ${wanted.map(({ to }) => to)}::text[]) AS p (a, b))
    SELECT x.from_currency AS "from", x.to_currency AS "to", x.on_date::text AS day, x.rate::text, x.source FROM pairs p
      JOIN ${rates} x ON x.user_id = (SELECT current_user_id()) AND x.from_currency = p.a AND x.to_currency = p.b AND x.on_date >= p.first
    ORDER BY x.on_date, x.import_id DESC NULLS LAST, x.id DESC`;
  // A currency comes as one text: a row of the result costs more than all that the database does for it.
  const published = await tx.$queryRaw<{ currency: string; days: string }[]>`
    WITH currencies AS MATERIALIZED (
      SELECT n.currency, coalesce((SELECT max(b.on_date) FROM reference_rates b WHERE b.currency = n.currency AND b.on_date < ${since}::date),
        ${since}::date) AS first
      FROM unnest(${needed}::text[]) AS n (currency))
    SELECT r.currency, string_agg(r.on_date::text || ' ' || r.per_euro::text, ',') AS days
    FROM currencies c JOIN reference_rates r ON r.currency = c.currency AND r.on_date >= c.first AND ${publishedBy(known)} GROUP BY 1`;
  const entries = [...own.map(entryOf), ...published.flatMap(publishedEntries)];
  return trusted(entries).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const publishedEntries = ({ currency, days }: { currency: string; days: string }): RateEntry[] =>
  days.split(",").map((text) => {
    const [day = "", rate = ""] = text.split(" ");
    return { from: "EUR", to: currency, day, rate: decimal(rate), source: ECB };
  });

/** Every pair that there are rates of: the person's own first, then the bank's. */
export interface RateOverview {
  own: RatePair[];
  published: RatePair[];
  reference: ReferenceState;
}

export function getRates(actor: Actor): Promise<RateOverview> {
  return asActor(actor, async (tx) => {
    const own = await tx.$queryRaw<(RateRecord & { days: number })[]>`
      SELECT DISTINCT ON (from_currency, to_currency, source) from_currency AS "from", to_currency AS "to", source, on_date::text AS day,
        rate::text, (count(*) OVER (PARTITION BY from_currency, to_currency, source))::int AS days
      FROM fx_rates WHERE user_id = (SELECT current_user_id()) ORDER BY from_currency, to_currency, source, on_date DESC`;
    const currencies = [...(await publishedCurrencies(tx))];
    const published = await tx.$queryRaw<(RateRecord & { days: number })[]>`
      SELECT 'EUR' AS "from", n.currency AS "to", ${ECB} AS source, r.on_date::text AS day, r.per_euro::text AS rate, 0 AS days
      FROM unnest(${currencies}::text[]) AS n (currency) CROSS JOIN LATERAL (
        SELECT * FROM reference_rates o WHERE o.currency = n.currency ORDER BY o.on_date DESC LIMIT 1) r
      ORDER BY r.on_date DESC, n.currency`;
    return { own: own.map(pairOf), published: published.map(pairOf), reference: await referenceState(tx, published[0]?.day ?? null) };
  });
}

const pairOf = (row: RateRecord & { days: number }): RatePair => ({
  ...entryOf(row),
  sourceName: sourceName(row.source),
  age: Math.max(0, daysBetween(row.day, today())),
  days: row.days,
});

async function referenceState(tx: Transaction, newest: string | null): Promise<ReferenceState> {
  const task = await tx.dailyTask.findUnique({ where: { name: "reference-rates" } });
  const url = env().ECB_URL;
  return {
    host: url === null ? null : new URL(url).host,
    newest,
    expected: newestPublished(new Date()),
    triedAt: task?.triedAt?.toISOString() ?? null,
    doneAt: task?.doneAt?.toISOString() ?? null,
    dueAt: task?.dueAt.toISOString() ?? null,
    problem: task?.problem ?? "",
  };
}

/** The rates of one pair in either direction, newest first, whosever word they are. */
export interface PairRates {
  rates: RateView[];
  /** The day from which the next page goes on; null on the last one. */
  next: string | null;
}

/** @param before an ISO date: the page of rates that are older */
export function listRates(actor: Actor, { from, to }: { from: string; to: string }, before: string | null): Promise<PairRates> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<(RateRecord & { id: bigint | null })[]>`
      SELECT * FROM (
        SELECT x.id, x.from_currency AS "from", x.to_currency AS "to", x.on_date::text AS day, x.rate::text, x.source FROM fx_rates x
        WHERE x.user_id = (SELECT current_user_id()) AND (x.from_currency, x.to_currency) IN ((${from}, ${to}), (${to}, ${from}))
        UNION ALL
        SELECT NULL, 'EUR', r.currency, r.on_date::text, r.per_euro::text, ${ECB} FROM reference_rates r
        WHERE 'EUR' IN (${from}, ${to}) AND r.currency IN (${from}, ${to})) a
      WHERE ${before}::text IS NULL OR a.day < ${before}::text
      ORDER BY a.day DESC FETCH FIRST (${SHOWN_DAYS}::int) ROWS WITH TIES`;
    const rates = rows.map(({ id, ...row }) => ({
      ...entryOf(row),
      id: row.source === MANUAL && id !== null ? id.toString() : null,
      sourceName: sourceName(row.source),
    }));
    return { rates, next: rows.length >= SHOWN_DAYS ? (rates.at(-1)?.day ?? null) : null };
  });
}

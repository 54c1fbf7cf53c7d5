import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { daysBetween } from "@/lib/engine/valuation/calendar";
import { env } from "@/lib/env";
import { loadIndex } from "@/lib/instruments/learn";
import { marketRows } from "@/lib/moment/past-market";
import { decimal } from "@/lib/money/decimal";
import { MANUAL } from "@/lib/rates/sources";
import { sourceName } from "./rules";
import type { FeedView, InstrumentPrices, PriceEntry, PriceList, PriceSource, PriceView } from "./schema";

/** What a person typed goes before what a file says, and that before what was fetched. */
const TRUST = Prisma.sql`CASE WHEN p.source = ${MANUAL} THEN 0 WHEN p.source LIKE 'file:%' THEN 1 ELSE 2 END`;
const SHOWN_ON_CARD = 6;
const SHOWN_ON_PAGE = 60;

interface PriceRecord {
  id: bigint;
  day: string;
  price: string;
  currency: string;
  source: string;
}

const today = () => new Date().toISOString().slice(0, 10);

const viewOf = ({ id, day, price, currency, source }: PriceRecord): PriceView => ({
  id: id.toString(),
  day,
  price: decimal(price),
  currency,
  source,
  sourceName: sourceName(source),
  age: Math.max(0, daysBetween(day, today())),
  isManual: source === MANUAL,
});

/** The ids of an instrument and of everything that is merged into it. */
async function idsUnder(tx: Transaction, id: bigint): Promise<bigint[]> {
  const index = await loadIndex(tx);
  const all = await tx.instrument.findMany({ select: { id: true } });
  return all.map((each) => each.id).filter((each) => index.isUnder(each.toString(), id.toString()));
}

/**
 * The stored prices of instruments, by instrument and day; of several for one day the one that is trusted most. Prices of what is merged into
 * an instrument are its own. What brokers' lists say is not among them: see {@link snapshotPrices}.
 * @param instrumentIds roots, as `instrumentOf` and the index give them
 * @param known as they were recorded at that instant; null: now
 */
export async function priceEntries(tx: Transaction, instrumentIds: readonly bigint[], known: string | null = null): Promise<PriceEntry[]> {
  if (instrumentIds.length === 0) return [];
  const index = await loadIndex(tx);
  const wanted = new Set(instrumentIds.map(String));
  const all = await tx.instrument.findMany({ select: { id: true } });
  const members = all.map(({ id }) => ({ id, root: index.rootOf(id.toString()) })).filter(({ root }) => wanted.has(root));
  // A series comes as one text: a row of the result costs more than all that the database does for it.
  const series = await tx.$queryRaw<{ root: bigint; source: string; currency: string; days: string }[]>`
    SELECT m.root, p.source, p.currency, string_agg(p.on_date::text || ' ' || p.price::text, ',' ORDER BY p.on_date, p.created_at DESC, p.id DESC) AS days
    FROM unnest(${members.map(({ id }) => id)}::bigint[], ${members.map(({ root }) => BigInt(root))}::bigint[]) AS m (id, root)
      JOIN ${marketRows("prices", known)} p ON p.user_id = (SELECT current_user_id()) AND p.instrument_id = m.id
    GROUP BY m.root, p.source, p.currency ORDER BY m.root, ${TRUST}, max(p.created_at) DESC, p.currency`;
  return [...Map.groupBy(series, ({ root }) => root).values()].flatMap(firstOfEachDay);
}

/** Of one instrument's series, the most trusted first: each day's price by the first that has one. By day. */
function firstOfEachDay(series: readonly { root: bigint; source: string; currency: string; days: string }[]): PriceEntry[] {
  const entries = new Map<string, PriceEntry>();
  for (const { root, source, currency, days } of series) {
    const instrumentId = root.toString();
    for (const text of days.split(",")) {
      const [day = "", price = ""] = text.split(" ");
      if (!entries.has(day)) entries.set(day, { instrumentId, day, price: decimal(price), currency, source });
    }
  }
  return [...entries.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The newest prices of an instrument, one for each day; null when it isn't the actor's. */
export function getInstrumentPrices(actor: Actor, id: bigint): Promise<InstrumentPrices | null> {
  return asActor(actor, async (tx) => {
    if (!(await tx.instrument.findUnique({ where: { id }, select: { id: true } }))) return null;
    const ids = await idsUnder(tx, id);
    const rows = await tx.$queryRaw<PriceRecord[]>`
      SELECT DISTINCT ON (p.on_date) p.id, p.on_date::text AS day, p.price::text, p.currency, p.source FROM prices p
      WHERE p.user_id = (SELECT current_user_id()) AND p.instrument_id = ANY (${ids}::bigint[])
      ORDER BY p.on_date DESC, ${TRUST}, p.created_at DESC, p.id DESC LIMIT ${SHOWN_ON_CARD}`;
    const total = await tx.price.count({ where: { instrumentId: { in: ids } } });
    const feeds = await feedViews(tx, id);
    const settings = await providerOf(tx);
    return { newest: rows.map(viewOf), total, feed: feeds[0] ?? null, isFetching: settings !== "" };
  });
}

/**
 * All prices of an instrument, newest first, and where they come from; null when it isn't the actor's.
 * @param before an ISO date: the page of prices that are older
 */
export function listPrices(actor: Actor, id: bigint, before: string | null): Promise<PriceList | null> {
  return asActor(actor, async (tx) => {
    const instrument = await tx.instrument.findUnique({ where: { id }, select: { symbol: true, name: true, currency: true } });
    if (!instrument) return null;
    const ids = await idsUnder(tx, id);
    // With ties: a day stays on one page, whatever the number of its sources.
    const rows = await tx.$queryRaw<PriceRecord[]>`
      SELECT p.id, p.on_date::text AS day, p.price::text, p.currency, p.source FROM (
        SELECT * FROM prices o WHERE o.user_id = (SELECT current_user_id()) AND o.instrument_id = ANY (${ids}::bigint[])
          AND (${before}::date IS NULL OR o.on_date < ${before}::date)
        ORDER BY o.on_date DESC FETCH FIRST (${SHOWN_ON_PAGE}::int) ROWS WITH TIES) p
      ORDER BY p.on_date DESC, ${TRUST}, p.id DESC`;
    const sources = await tx.$queryRaw<Omit<PriceSource, "sourceName">[]>`
      SELECT p.source, count(*)::int AS count, min(p.on_date)::text AS first, max(p.on_date)::text AS last FROM prices p
      WHERE p.user_id = (SELECT current_user_id()) AND p.instrument_id = ANY (${ids}::bigint[]) GROUP BY 1 ORDER BY min(${TRUST}), 1`;
    const prices = rows.map(viewOf);
    return {
      ...instrument,
      prices,
      next: rows.length >= SHOWN_ON_PAGE ? (prices.at(-1)?.day ?? null) : null,
      sources: sources.map((each) => ({ ...each, sourceName: sourceName(each.source) })),
    };
  });
}

async function providerOf(tx: Transaction): Promise<string> {
  const [row] = await tx.$queryRaw<{ provider: string }[]>`
    SELECT price_provider AS provider FROM user_settings WHERE user_id = current_user_id()`;
  return env().YAHOO_URL === null ? "" : (row?.provider ?? "");
}

async function feedViews(tx: Transaction, instrumentId: bigint | null): Promise<FeedView[]> {
  const rows = await tx.priceFeed.findMany({
    where: instrumentId === null ? {} : { instrumentId },
    include: { instrument: { select: { symbol: true, name: true } } },
    orderBy: [{ instrument: { symbol: "asc" } }, { instrumentId: "asc" }],
  });
  const newest = await tx.$queryRaw<{ instrument_id: bigint; day: string; price: string; currency: string }[]>`
    SELECT f.instrument_id, n.day, n.price, n.currency FROM price_feeds f CROSS JOIN LATERAL (
      SELECT p.on_date::text AS day, p.price::text AS price, p.currency FROM prices p
      WHERE p.user_id = f.user_id AND p.instrument_id = f.instrument_id AND p.source = f.provider ORDER BY p.on_date DESC LIMIT 1) n`;
  const byInstrument = new Map(
    newest.map(({ instrument_id, day, price, currency }) => [instrument_id, { day, price: decimal(price), currency }]),
  );
  return rows.map((row) => ({
    instrumentId: row.instrumentId.toString(),
    instrument: row.instrument.symbol,
    name: row.instrument.name,
    provider: row.provider,
    symbol: row.symbol,
    fetchedAt: row.fetchedAt?.toISOString() ?? null,
    dueAt: row.dueAt.toISOString(),
    problem: row.problem,
    newest: byInstrument.get(row.instrumentId) ?? null,
  }));
}

/** Whether prices are fetched, what of, and of what they could be. */
export interface PriceSettings {
  /** False where the operator has taken the choice away. */
  isOffered: boolean;
  isFetching: boolean;
  feeds: FeedView[];
  choices: { id: string; symbol: string; name: string; currency: string | null }[];
}

export function getPriceSettings(actor: Actor): Promise<PriceSettings> {
  return asActor(actor, async (tx) => {
    const feeds = await feedViews(tx, null);
    const isFetching = (await providerOf(tx)) !== "";
    const instruments = await tx.instrument.findMany({
      where: { mergedInto: null, feed: null },
      orderBy: [{ symbol: "asc" }, { id: "asc" }],
      select: { id: true, symbol: true, name: true, currency: true },
    });
    return {
      isOffered: env().YAHOO_URL !== null,
      isFetching,
      feeds,
      choices: instruments.map(({ id, ...rest }) => ({ id: id.toString(), ...rest })),
    };
  });
}

/** What to fetch for a feed; null when it is gone, or its provider was switched off meanwhile. */
export interface FeedRequest {
  provider: string;
  symbol: string;
  /** ISO date of the first day to ask for. */
  from: string;
}

/** Prices from before there was anything to value help nobody; without a ledger, a year shows what the line looks like. */
const WITHOUT_LEDGER = "365 days";

export function feedRequest(actor: Actor, instrumentId: bigint): Promise<FeedRequest | null> {
  return asActor(actor, async (tx) => {
    // A week more: the first row may be of a day without a price. Where rows older than the oldest price have come since, all is asked for again.
    const [row] = await tx.$queryRaw<FeedRequest[]>`
      WITH bounds AS (
        SELECT coalesce((SELECT min(l.first) FROM broker_accounts a CROSS JOIN LATERAL (
            SELECT min(t.trade_time)::date AS first FROM transactions t WHERE t.broker_account_id = a.id) l),
          CURRENT_DATE - interval ${Prisma.raw(`'${WITHOUT_LEDGER}'`)})::date - 7 AS wanted,
          min(p.on_date) AS oldest, max(p.on_date) AS newest
        FROM price_feeds f LEFT JOIN prices p ON p.user_id = f.user_id AND p.instrument_id = f.instrument_id AND p.source = f.provider
        WHERE f.instrument_id = ${instrumentId}
      )
      SELECT f.provider, f.symbol, (CASE WHEN b.oldest <= b.wanted + 7 THEN b.newest ELSE b.wanted END)::text AS "from"
      FROM price_feeds f JOIN user_settings s ON s.user_id = f.user_id AND s.price_provider = f.provider, bounds b
      WHERE f.instrument_id = ${instrumentId}`;
    return row ?? null;
  });
}

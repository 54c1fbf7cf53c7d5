import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { priceOf } from "@/lib/engine/ledger-row";
import { holdingRows } from "@/lib/holdings/as-known";
import { loadIndex } from "@/lib/instruments/learn";
import { type NamedRecord, symbolDays, toNamed } from "@/lib/instruments/named-rows";
import { type Moment, NOW } from "@/lib/moment/schema";
import { decimal, sign } from "@/lib/money/decimal";
import type { PriceEntry } from "./schema";

interface SnapshotRecord extends NamedRecord {
  day: string;
  quantity: string;
  market_value: string | null;
  price: string | null;
  multiplier: string | null;
  price_unit: string | null;
}

/**
 * What lists of positions, brokers' and those kept by hand, say that instruments cost: the price that the list names, or else its value per
 * unit. The day is that of the price, or of the list. Of several lists of one day the newest one's. They are read where they are and never
 * copied, so that a list that is taken back takes its prices along.
 * @param instrumentIds roots, as `instrumentOf` and the index give them
 */
export async function snapshotPrices(tx: Transaction, instrumentIds: readonly bigint[], moment: Moment = NOW): Promise<PriceEntry[]> {
  if (instrumentIds.length === 0) return [];
  const index = await loadIndex(tx);
  const wanted = new Set(instrumentIds.map(String));
  const days = await symbolDays(tx, Prisma.sql`h.symbol`, Prisma.sql`h.as_of`);
  const rows = await tx.$queryRaw<SnapshotRecord[]>`
    SELECT h.asset_type, h.symbol, h.currency, h.isin, h.meta -> 'instrument' AS instrument, h.meta ->> 'source' AS source, ${days.early} AS early,
      coalesce(substring(h.meta ->> 'priceDate' FROM '^\\d{4}-\\d{2}-\\d{2}'), (h.as_of AT TIME ZONE 'UTC')::date::text) AS day,
      h.quantity::text, h.market_value::text, h.meta ->> 'price' AS price, h.meta ->> 'multiplier' AS multiplier, h.meta ->> 'priceUnit' AS price_unit
    FROM ${holdingRows(moment)} h ${days.join}
    WHERE h.asset_type <> 'cash' AND h.quantity <> 0 AND (h.market_value IS NOT NULL OR h.meta ? 'price')
    ORDER BY h.as_of, h.id`;
  const roots = new Map<string, string | undefined>();
  const entries = new Map<string, PriceEntry>();
  for (const row of rows) {
    const name = JSON.stringify([row.asset_type, row.symbol, row.currency, row.isin, row.instrument, row.source, row.early]);
    if (!roots.has(name)) roots.set(name, index.findRoot(toNamed(row)));
    const root = roots.get(name);
    const price = priceIn(row);
    if (root === undefined || !wanted.has(root) || price === null) continue;
    entries.set(`${root} ${row.day}`, { instrumentId: root, day: row.day, price, currency: row.currency, source: "snapshot" });
  }
  return [...entries.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function priceIn({ price, market_value, quantity, multiplier, price_unit }: SnapshotRecord) {
  if (price !== null) return decimal(price);
  if (market_value === null) return null;
  const unit = {
    multiplier: multiplier === null ? null : decimal(multiplier),
    priceUnit: price_unit === "percent" ? ("percent" as const) : null,
  };
  const perUnit = priceOf(decimal(market_value), decimal(quantity), unit);
  // A value of the other sign than the quantity is a margined position's gain, and no price.
  return perUnit !== null && sign(perUnit) >= 0 ? perUnit : null;
}

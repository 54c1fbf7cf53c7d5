import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { loadIndex } from "@/lib/instruments/learn";
import { type NamedRecord, symbolDays, toNamed } from "@/lib/instruments/named-rows";
import { decimal } from "@/lib/money/decimal";
import type { Split } from "../rules";

/** The splits of an instrument that the person's ledgers know, one for each day, whichever and however many accounts have them. */
export async function ledgerSplits(tx: Transaction, instrumentId: bigint): Promise<Split[]> {
  const index = await loadIndex(tx);
  const root = index.rootOf(instrumentId.toString());
  const days = await symbolDays(tx, Prisma.sql`t.symbol`, Prisma.sql`t.trade_time`);
  const rows = await tx.$queryRaw<(NamedRecord & { day: string; to: string | null; from: string | null })[]>`
    SELECT DISTINCT t.asset_type, t.symbol, t.currency, NULL::text AS isin, t.meta -> 'instrument' AS instrument, t.meta ->> 'source' AS source,
      ${days.early} AS early, (t.trade_time AT TIME ZONE 'UTC')::date::text AS day,
      t.meta #>> '{corporateAction,ratio,to}' AS "to", t.meta #>> '{corporateAction,ratio,from}' AS "from"
    FROM transactions t ${days.join} WHERE t.trade_type = 'split' ORDER BY day`;
  const splits = new Map<string, Split>();
  for (const row of rows) {
    if (row.to === null || row.from === null || index.findRoot(toNamed(row)) !== root) continue;
    splits.set(row.day, { day: row.day, ratio: { to: decimal(row.to), from: decimal(row.from) } });
  }
  return [...splits.values()];
}

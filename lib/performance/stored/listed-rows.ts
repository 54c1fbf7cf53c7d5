import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { holdingRows, snapshotRows } from "@/lib/holdings/as-known";
import type { Keyed } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { absolute, type DecimalString, decimal, sign, subtract, ZERO } from "@/lib/money/decimal";

interface ListedRecord {
  id: bigint;
  account_id: bigint;
  snapshot_id: string;
  as_of: Date;
  date_only: boolean;
  asset_type: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  quantity: string;
  avg_price: string | null;
  price: string | null;
  currency: string;
  multiplier: string | null;
  price_unit: string | null;
  instrument: string | null;
  source: string;
}

/**
 * Of accounts that have lists of positions and no ledger: rows that would have led to those lists, so that they are valued like any other.
 * What is new on a list was delivered at its cost, what is gone was taken out; cash was paid in or out. Nothing is sold: a list tells no price.
 */
export async function listedRows(
  tx: Transaction,
  accounts: readonly string[],
  bookOf: (row: Keyed) => string,
  moment: Moment,
  relation: Prisma.Sql,
): Promise<LedgerRow[]> {
  const records = await tx.$queryRaw<ListedRecord[]>`
    SELECT h.id, h.broker_account_id AS account_id, s.id AS snapshot_id, s.as_of, s.date_only, h.asset_type, h.symbol,
      upper(nullif(h.isin, '')) AS isin, h.meta #>> '{instrument,name}' AS name, h.quantity::text, h.avg_price::text,
      coalesce(h.meta ->> 'price', (h.market_value / nullif(h.quantity, 0))::text) AS price, h.currency,
      h.meta ->> 'multiplier' AS multiplier, h.meta ->> 'priceUnit' AS price_unit, (h.meta -> 'instrument')::text AS instrument,
      coalesce(h.meta ->> 'source', '') AS source
    FROM ${snapshotRows(moment)} s JOIN ${holdingRows(moment)} h ON h.broker_account_id = s.broker_account_id AND h.source_snapshot_id = s.id
    WHERE s.broker_account_id = ANY (${accounts.map(BigInt)}::bigint[])
      AND NOT EXISTS (SELECT 1 FROM ${relation} t WHERE t.broker_account_id = s.broker_account_id)
    ORDER BY s.as_of, s.created_at, h.id`;
  const held = new Map<string, Map<string, Held>>();
  const lists = Map.groupBy(records, ({ account_id, snapshot_id }) => `${account_id}/${snapshot_id}`);
  return [...lists.values()].flatMap((list) => changesTo(list, held, bookOf));
}

interface Held {
  row: LedgerRow;
  quantity: DecimalString;
}

function changesTo(list: readonly ListedRecord[], held: Map<string, Map<string, Held>>, bookOf: (row: Keyed) => string): LedgerRow[] {
  const [first] = list;
  if (!first) return [];
  const accountId = first.account_id.toString();
  const before = held.get(accountId) ?? new Map<string, Held>();
  const now = new Map<string, Held>();
  const changes: LedgerRow[] = [];
  for (const record of list) {
    const row = rowOf(record, bookOf);
    const key = `${row.instrument}/${row.currency}/${row.assetType === "cash"}`;
    const known = now.get(key)?.quantity ?? before.get(key)?.quantity ?? ZERO;
    changes.push(...changeOf(row, subtract(row.quantity, known)));
    now.set(key, { row, quantity: row.quantity });
  }
  for (const [key, { row, quantity }] of before)
    if (!now.has(key))
      changes.push(...changeOf({ ...row, id: `${row.id}/gone`, tradeTime: first.as_of.toISOString() }, subtract(ZERO, quantity)));
  held.set(accountId, now);
  return changes;
}

function changeOf(row: LedgerRow, quantity: DecimalString): LedgerRow[] {
  if (sign(quantity) === 0) return [];
  if (row.assetType === "cash")
    return [{ ...row, tradeType: sign(quantity) > 0 ? "deposit" : "withdrawal", quantity, netAmount: quantity }];
  return [{ ...row, tradeType: "opening_balance", quantity }];
}

function rowOf(record: ListedRecord, bookOf: (row: Keyed) => string): LedgerRow {
  const { asset_type: assetType, symbol, currency, isin, name } = record;
  const tradeTime = record.as_of.toISOString();
  const keyed = { assetType, symbol, currency, isin, instrumentText: record.instrument ?? "", source: record.source, tradeTime };
  const optional = (text: string | null) => (text === null ? null : decimal(text));
  return {
    id: `list:${record.id}`,
    accountId: record.account_id.toString(),
    instrument: bookOf(keyed),
    ...{ assetType, symbol, isin, name, currency, tradeTime },
    quantity: decimal(record.quantity),
    price: absolute(optional(record.avg_price) ?? optional(record.price) ?? ZERO),
    tradeType: "opening_balance",
    dateOnly: record.date_only,
    netAmount: ZERO,
    multiplier: optional(record.multiplier),
    priceUnit: record.price_unit === "percent" ? "percent" : null,
    ...{ groupId: null, subtype: null, fees: ZERO, taxes: ZERO, accruedInterest: null, fx: null, lots: null, ratio: null },
    ...{ positionEffect: null, brokerGain: null },
  };
}

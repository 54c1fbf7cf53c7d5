import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { SnapshotChange } from "../rules";

/**
 * A list of positions that says what the account's newest one says is that one, whenever it was made: an account whose holdings stay the same
 * doesn't fill up with copies.
 */
export async function adoptKnownSnapshot(tx: Transaction, accountId: bigint, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH newest AS (
      SELECT id FROM holding_snapshots WHERE broker_account_id = ${accountId} ORDER BY as_of DESC, created_at DESC LIMIT 1
    ), held AS (
      SELECT h.asset_type, h.symbol, h.isin, h.quantity, h.avg_price, h.currency, h.cost_value, h.market_value
      FROM holdings h JOIN newest n ON n.id = h.source_snapshot_id WHERE h.broker_account_id = ${accountId}
    ), came AS (
      SELECT p."assetType", p.symbol, p.isin, p.quantity, p."avgPrice", p.currency, p."costValue", p."marketValue"
      FROM import_rows r, jsonb_to_record(r.payload) AS p ("assetType" text, symbol text, isin text, quantity numeric, "avgPrice" numeric,
        currency text, "costValue" numeric, "marketValue" numeric)
      WHERE r.import_id = ${importId} AND r.kind = 'holding'
    )
    UPDATE import_rows r SET import_key = n.id, outcome = 'known' FROM newest n
    WHERE r.import_id = ${importId} AND r.kind IN ('snapshot', 'holding') AND r.outcome = 'new'
      AND (SELECT count(*) FROM import_rows s WHERE s.import_id = ${importId} AND s.kind = 'snapshot') = 1
      AND NOT EXISTS (SELECT * FROM held EXCEPT ALL SELECT * FROM came) AND NOT EXISTS (SELECT * FROM came EXCEPT ALL SELECT * FROM held)`;
}

/** The newest instant of the ledger rows that came, though none after now; null where none came. */
export async function newestRow(tx: Transaction, importId: bigint): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ newest: Date | null }[]>`
    SELECT least(max((payload ->> 'tradeTime')::timestamptz), now()) AS newest FROM import_rows
    WHERE import_id = ${importId} AND kind = 'transaction' HAVING count(*) > 0`;
  return row?.newest ?? null;
}

/**
 * What the staged list of positions would do to the newest one. A position that is gone is explained by rows that take all of it away: of this
 * import, or in the ledger since that list.
 * @returns null when no list came
 */
export async function changeOf(tx: Transaction, accountId: bigint, importId: bigint): Promise<SnapshotChange | null> {
  const [row] = await tx.$queryRaw<(SnapshotChange & { lists: number })[]>`
    WITH newest AS (
      SELECT id, as_of FROM holding_snapshots WHERE broker_account_id = ${accountId} ORDER BY as_of DESC, created_at DESC LIMIT 1
    ), held AS (
      SELECT h.asset_type, h.symbol, sum(h.quantity) AS quantity, min(n.as_of) AS as_of
      FROM holdings h JOIN newest n ON n.id = h.source_snapshot_id
      WHERE h.broker_account_id = ${accountId} AND h.asset_type <> 'cash' AND h.quantity <> 0 GROUP BY 1, 2
    ), came AS (
      SELECT DISTINCT r.payload ->> 'assetType' AS asset_type, r.payload ->> 'symbol' AS symbol FROM import_rows r
      WHERE r.import_id = ${importId} AND r.kind = 'holding' AND r.payload ->> 'assetType' <> 'cash' AND (r.payload ->> 'quantity')::numeric <> 0
    ), gone AS (
      SELECT h.* FROM held h WHERE NOT EXISTS (SELECT 1 FROM came c WHERE c.asset_type = h.asset_type AND c.symbol = h.symbol)
    ), moved AS (
      SELECT g.asset_type, g.symbol, g.quantity,
        coalesce((SELECT sum((r.payload ->> 'quantity')::numeric) FROM import_rows r
          WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND r.payload ->> 'symbol' = g.symbol), 0)
        + coalesce((SELECT sum(t.quantity) FROM transactions t
          WHERE t.broker_account_id = ${accountId} AND t.symbol = g.symbol AND t.trade_time > g.as_of), 0) AS change
      FROM gone g
    )
    SELECT (SELECT count(*)::int FROM held) AS before, (SELECT count(*)::int FROM came) AS after,
      (SELECT count(*)::int FROM moved WHERE change = 0 OR sign(change) = sign(quantity) OR abs(change) < abs(quantity)) AS unexplained,
      (SELECT count(*)::int FROM import_rows s WHERE s.import_id = ${importId} AND s.kind = 'snapshot') AS lists`;
  if (!row || row.lists === 0) return null;
  const { before, after, unexplained } = row;
  return { before, after, unexplained };
}

import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TouchedRow, UndoEffect } from "../history/schema";

const TOUCHED_SHOWN = 20;
const TIMEOUT_MS = 60_000;

/** What undoing an import would do; null when it isn't one of this account of the actor's. */
export function getUndoEffect(actor: Actor, accountId: bigint, importId: bigint): Promise<UndoEffect | null> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findFirst({ where: { id: importId, brokerAccountId: accountId }, select: { status: true } });
      if (!found) return null;
      const [counts] = await tx.$queryRaw<{ brought: number; restored: number; stays: number; snapshots: number }[]>`
        SELECT
          (SELECT count(*)::int FROM import_rows r WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new'
            AND r.transaction_id IS NOT NULL) AS brought,
          (SELECT count(*)::int FROM import_rows r WHERE r.import_id = ${importId} AND r.outcome IN ('changed', 'removed') AND r.previous IS NOT NULL) AS restored,
          (SELECT count(DISTINCT r.transaction_id)::int FROM imports i JOIN import_rows o ON o.import_id = i.id AND o.kind = 'transaction'
             JOIN import_rows r ON r.transaction_id = o.transaction_id AND r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new'
           WHERE i.status = 'imported' AND i.id <> ${importId} AND i.id IN (
             SELECT s.import_id FROM import_statements s WHERE s.decision = 'import' AND s.target_account_id IN (
               SELECT m.target_account_id FROM import_statements m WHERE m.import_id = ${importId} AND m.decision = 'import'))) AS stays,
          (SELECT count(*)::int FROM holding_snapshots h WHERE h.import_id = ${importId}) AS snapshots`;
      const { brought = 0, restored = 0, stays = 0, snapshots = 0 } = counts ?? {};
      const touched = await listTouched(tx, importId);
      return { goes: brought - stays, stays, restored, snapshots, touched: touched.slice(0, TOUCHED_SHOWN), touchedTotal: touched.length };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

interface TouchedRecord {
  id: bigint;
  deleted: boolean;
  stays: boolean;
  before: Record<string, unknown> & { meta?: Record<string, unknown> };
  after: (Record<string, unknown> & { meta?: Record<string, unknown> }) | null;
}

/** Found among what people did, which is little, and not among the rows of the import. */
async function listTouched(tx: Transaction, importId: bigint): Promise<TouchedRow[]> {
  const rows = await tx.$queryRaw<TouchedRecord[]>`
    WITH targets AS MATERIALIZED (
      SELECT DISTINCT target_account_id AS id FROM import_statements WHERE import_id = ${importId} AND decision = 'import'
    ), touched AS MATERIALIZED (
      SELECT t.id, false AS deleted FROM targets JOIN transactions t ON t.broker_account_id = targets.id AND t.meta -> 'edited' = 'true'::jsonb
      UNION ALL
      SELECT d.transaction_id, true FROM targets JOIN transaction_tombstones d ON d.broker_account_id = targets.id
      WHERE NOT EXISTS (
        SELECT 1 FROM import_rows k JOIN imports i ON i.id = k.import_id AND i.status = 'imported'
        WHERE k.transaction_id = d.transaction_id AND k.outcome = 'removed')
    )
    SELECT touched.id, touched.deleted, r.payload AS before,
      CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('tradeType', t.trade_type, 'symbol', t.symbol, 'quantity', trim_scale(t.quantity)::text,
        'price', trim_scale(t.price)::text, 'currency', t.currency, 'tradeTime', to_char(t.trade_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'meta', t.meta) END AS after,
      EXISTS (
        SELECT 1 FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
        WHERE o.transaction_id = touched.id AND o.import_id <> ${importId} AND o.kind = 'transaction'
          AND (NOT touched.deleted OR o.outcome <> 'kept')) AS stays
    FROM touched JOIN import_rows r ON r.transaction_id = touched.id AND r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new'
      LEFT JOIN transactions t ON t.id = touched.id
    ORDER BY touched.id LIMIT 1000`;
  return rows.map(toTouched);
}

const FIELDS = ["tradeType", "symbol", "quantity", "price", "currency", "tradeTime"] as const;
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

function toTouched({ id, deleted, stays, before, after }: TouchedRecord): TouchedRow {
  const pairs = [
    ...FIELDS.map((field) => [field, textOf(before[field]), textOf(after?.[field])] as const),
    ...(["netAmount", "note"] as const).map((field) => [field, textOf(before.meta?.[field]), textOf(after?.meta?.[field])] as const),
  ];
  return {
    id: id.toString(),
    symbol: textOf(before.symbol),
    tradeType: textOf(before.tradeType),
    at: textOf(before.tradeTime),
    dateOnly: before.meta?.dateOnly === true,
    deleted,
    stays,
    changes: after ? pairs.filter(([, was, is]) => was !== is).map(([field, was, is]) => ({ field, before: was, after: is })) : [],
  };
}

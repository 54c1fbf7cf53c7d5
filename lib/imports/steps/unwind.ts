import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { jsonText } from "@/lib/db/bulk";
import { type Chain, type Link, type Unwound, unwind } from "../chain";

/** Rows whose chains are in memory at a time. */
const BATCH_ROWS = 5_000;

/**
 * Notes the ledger rows of an import that other imports speak of as well, or that it changed or took away: those can't simply be deleted.
 * In a table of this transaction's own, because there may be a million of them.
 */
export async function markShared(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`CREATE TEMPORARY TABLE shared_rows (transaction_id bigint PRIMARY KEY) ON COMMIT DROP`;
  await tx.$executeRaw`
    INSERT INTO shared_rows
    SELECT r.transaction_id FROM import_rows r
    WHERE r.import_id = ${importId} AND r.transaction_id IS NOT NULL AND r.outcome IN ('new', 'changed', 'removed')
      AND (r.outcome <> 'new' OR r.previous IS NOT NULL OR EXISTS (
        SELECT 1 FROM import_rows o JOIN imports i ON i.id = o.import_id AND i.status = 'imported'
        WHERE o.transaction_id = r.transaction_id AND o.import_id <> r.import_id))
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`ANALYZE shared_rows`;
}

/**
 * Makes of each shared row what the other imports make of it.
 * @returns the imports some of whose lines now say something else
 */
export async function unwindShared(tx: Transaction, importId: bigint): Promise<bigint[]> {
  const amended = new Set<bigint>();
  for (let after = 0n; ; ) {
    const chains = await loadChains(tx, importId, after);
    const last = chains.at(-1);
    if (!last) return [...amended];
    after = last.transactionId;
    const unwound = chains.map((chain) => ({ transactionId: chain.transactionId, ...unwind(chain) }));
    await changeRows(tx, importId, unwound);
    for (const id of await amendLines(tx, unwound)) amended.add(id);
    await letGo(
      tx,
      importId,
      chains.map(({ transactionId }) => transactionId),
    );
  }
}

interface LoadedChain extends Chain {
  transactionId: bigint;
}

interface LinkRecord {
  transaction_id: bigint;
  id: bigint;
  mine: boolean;
  kind: string;
  outcome: Link["outcome"];
  content_hash: string | null;
  choice: Link["choice"];
  before: "row" | "tombstone" | null;
  before_hash: string | null;
  before_edited: boolean;
  row: Chain["row"];
}

async function loadChains(tx: Transaction, importId: bigint, after: bigint): Promise<LoadedChain[]> {
  const records = await tx.$queryRaw<LinkRecord[]>`
    WITH batch AS MATERIALIZED (
      SELECT transaction_id FROM shared_rows WHERE transaction_id > ${after} ORDER BY transaction_id LIMIT ${BATCH_ROWS}
    )
    SELECT b.transaction_id, r.id, r.import_id = ${importId} AS mine, r.kind, r.outcome, r.content_hash, r.choice,
      CASE WHEN r.previous IS NULL THEN NULL WHEN r.previous -> 'tombstone' = 'true' THEN 'tombstone' ELSE 'row' END AS before,
      r.previous -> 'meta' ->> 'contentHash' AS before_hash,
      coalesce(r.previous -> 'meta' -> 'edited' = 'true', false) AS before_edited,
      CASE WHEN t.id IS NULL THEN 'absent' WHEN t.meta -> 'edited' = 'true' THEN 'edited' ELSE 'plain' END AS row
    FROM batch b JOIN import_rows r ON r.transaction_id = b.transaction_id
      JOIN imports i ON i.id = r.import_id AND (i.id = ${importId} OR i.status = 'imported')
      LEFT JOIN transactions t ON t.id = b.transaction_id
    ORDER BY b.transaction_id, i.imported_at, i.id, r.id`;
  const chains = new Map<bigint, LoadedChain & { links: Link[] }>();
  for (const each of records) {
    const chain = chains.get(each.transaction_id) ?? { transactionId: each.transaction_id, row: each.row, links: [] };
    chains.set(each.transaction_id, chain);
    chain.links.push(toLink(each));
  }
  return [...chains.values()];
}

function toLink({ id, mine, kind, outcome, content_hash, choice, before, before_hash, before_edited }: LinkRecord): Link {
  return {
    id: id.toString(),
    mine,
    kind: kind === "transaction" ? "transaction" : "removal",
    outcome,
    contentHash: content_hash,
    choice,
    before: before === "row" ? { hash: before_hash, edited: before_edited } : before,
  };
}

type UnwoundRow = Unwound & { transactionId: bigint };

/** The row of a source, as it stands in `transactions`: what a line says itself, or what it kept. `p` is the line, of the import `i`. */
const CONTENT = Prisma.sql`
  CASE s.source
    WHEN 'previous' THEN p.previous
    WHEN 'line' THEN jsonb_build_object('id', p.transaction_id, 'broker_account_id', ps.target_account_id, 'asset_type', p.payload -> 'assetType',
      'symbol', p.payload -> 'symbol', 'quantity', p.payload -> 'quantity', 'price', p.payload -> 'price', 'currency', p.payload -> 'currency',
      'trade_type', p.payload -> 'tradeType', 'trade_time', p.payload -> 'tradeTime', 'meta', p.payload -> 'meta', 'created_at', i.imported_at)
  END`;

async function changeRows(tx: Transaction, importId: bigint, unwound: readonly UnwoundRow[]): Promise<void> {
  const idsTo = (what: "delete" | "bury") => unwound.filter(({ row }) => row === what).map(({ transactionId }) => transactionId);
  const writes = unwound.flatMap(({ transactionId, row }) =>
    typeof row === "object" ? [{ id: transactionId.toString(), source: row.write.from, line: row.write.id }] : [],
  );
  await bury(tx, importId, idsTo("bury"));
  const gone = [...idsTo("delete"), ...idsTo("bury")];
  await tx.$executeRaw`DELETE FROM transactions WHERE id = ANY (${gone}::bigint[])`;
  const unburied = [...idsTo("delete"), ...writes.map(({ id }) => BigInt(id))];
  await tx.$executeRaw`
    DELETE FROM transaction_tombstones WHERE transaction_id = ANY (${unburied}::bigint[]) AND broker_account_id IN (
      SELECT target_account_id FROM import_statements WHERE import_id = ${importId})`;
  if (writes.length > 0) await write(tx, writes);
}

/** It stays deleted when its file comes again: as it was before this import brought it back against a person's deletion. */
async function bury(tx: Transaction, importId: bigint, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO transaction_tombstones (broker_account_id, import_key, transaction_id)
    SELECT t.broker_account_id, t.meta ->> 'importKey', t.id FROM transactions t WHERE t.id = ANY (${ids}::bigint[]) AND t.meta ->> 'importKey' IS NOT NULL
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO transaction_tombstones (broker_account_id, import_key, transaction_id)
    SELECT s.target_account_id, coalesce(r.previous ->> 'importKey', r.import_key), r.transaction_id
    FROM import_rows r JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.transaction_id = ANY (${ids}::bigint[]) AND r.kind = 'transaction' AND r.import_key IS NOT NULL
    ON CONFLICT DO NOTHING`;
}

/** Only what differs is written: a million rows that another import brought just so stay untouched. */
async function write(tx: Transaction, writes: readonly { id: string; source: string; line: string }[]): Promise<void> {
  const contents = Prisma.sql`
    SELECT c.* FROM jsonb_to_recordset(${jsonText([...writes])}::jsonb) AS s (id bigint, source text, line bigint)
      JOIN import_rows p ON p.id = s.line JOIN imports i ON i.id = p.import_id LEFT JOIN import_statements ps ON ps.id = p.statement_id,
      jsonb_populate_record(NULL::transactions, ${CONTENT} || jsonb_build_object('id', s.id)) c`;
  // Where two names of one instrument met, another row may have the key by now: then this one keeps its own.
  await tx.$executeRaw`
    UPDATE transactions t SET asset_type = n.asset_type, symbol = n.symbol, quantity = n.quantity, price = n.price, currency = n.currency,
      trade_type = n.trade_type, trade_time = n.trade_time,
      meta = CASE WHEN EXISTS (
        SELECT 1 FROM transactions o WHERE o.broker_account_id = t.broker_account_id AND o.meta ->> 'importKey' = n.meta ->> 'importKey' AND o.id <> t.id)
        THEN jsonb_set(n.meta, '{importKey}', t.meta -> 'importKey') ELSE n.meta END
    FROM (${contents}) n
    WHERE t.id = n.id AND (t.asset_type, t.symbol, t.quantity, t.price, t.currency, t.trade_type, t.trade_time, t.meta)
      IS DISTINCT FROM (n.asset_type, n.symbol, n.quantity, n.price, n.currency, n.trade_type, n.trade_time, n.meta)`;
  // They come back as old as they were. That they were away meanwhile stands in their history.
  await tx.$executeRaw`
    WITH restored AS (
      INSERT INTO transactions (id, broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta, created_at)
      SELECT n.id, n.broker_account_id, n.asset_type, n.symbol, n.quantity, n.price, n.currency, n.trade_type, n.trade_time, n.meta, n.created_at
      FROM (${contents}) n WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = n.id) ON CONFLICT DO NOTHING RETURNING *
    )
    INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, after, reason)
    SELECT (SELECT current_user_id()), broker_account_id, 'transactions', id, 'restore', to_jsonb(restored), coalesce(current_setting('app.reason', true), '')
    FROM restored`;
}

async function amendLines(tx: Transaction, unwound: readonly UnwoundRow[]): Promise<bigint[]> {
  const lines = unwound.flatMap((each) =>
    each.lines.map(({ id, outcome, reason, previous }) => ({
      ...{ id, outcome, reason, row: each.transactionId.toString() },
      source: previous === "tombstone" ? "tombstone" : (previous?.from ?? null),
      line: typeof previous === "object" ? (previous?.id ?? null) : null,
    })),
  );
  if (lines.length === 0) return [];
  const amended = await tx.$queryRaw<{ import_id: bigint }[]>`
    WITH amended AS (
    UPDATE import_rows r SET outcome = a.outcome, reason = coalesce(a.reason, r.reason), previous = a.previous
    FROM (
      SELECT s.id, s.outcome, s.reason,
        CASE s.source WHEN 'tombstone' THEN jsonb_build_object('tombstone', true, 'importKey', k.import_key) ELSE ${CONTENT} || jsonb_build_object('id', s.row) END AS previous
      FROM jsonb_to_recordset(${jsonText(lines)}::jsonb) AS s (id bigint, outcome text, reason text, "row" bigint, source text, line bigint)
        JOIN import_rows k ON k.id = s.id LEFT JOIN import_rows p ON p.id = s.line LEFT JOIN imports i ON i.id = p.import_id
        LEFT JOIN import_statements ps ON ps.id = p.statement_id
    ) a
    WHERE r.id = a.id RETURNING r.import_id
    ) SELECT DISTINCT import_id FROM amended`;
  return amended.map(({ import_id }) => import_id);
}

/** The lines of the import that is taken back speak of no ledger row any more. */
async function letGo(tx: Transaction, importId: bigint, ids: readonly bigint[]): Promise<void> {
  await tx.$executeRaw`UPDATE import_rows SET transaction_id = NULL WHERE import_id = ${importId} AND transaction_id = ANY (${ids}::bigint[])`;
}

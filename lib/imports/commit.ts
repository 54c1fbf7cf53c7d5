import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { learnInstruments } from "@/lib/instruments/learn";
import { classify } from "./classify";

const COMMIT_TIMEOUT_MS = 30 * 60_000;
const BATCH_ROWS = 5_000;
/** From here on an import changes what the planner should believe about the tables. */
const MANY_ROWS = 5_000;
/** The first key of the advisory locks that say "this import is being written"; the second is derived from the import's id. */
export const IMPORT_LOCK = 7_203;

type Report = (done: number, total: number) => Promise<void>;

/**
 * Writes a previewed import into the ledger, in one database transaction: a crash at any moment leaves everything or nothing. Accounts are
 * locked first, so two imports into one account follow each other, and the comparison is made anew behind that lock.
 */
export async function commitImport(actor: Actor, importId: bigint): Promise<Outcome<{ importId: string }>> {
  const report: Report = (doneRows, total) =>
    // A connection of its own: what the long transaction writes, nobody else sees before it ends.
    asActor(
      actor,
      async (tx) => void (await tx.import.updateMany({ where: { id: importId }, data: { progress: { done: doneRows, total } } })),
    );
  return asActor(actor, (tx) => commit(tx, actor, importId, report), { timeoutMs: COMMIT_TIMEOUT_MS, reason: `import ${importId}` });
}

async function commit(tx: Transaction, actor: Actor, importId: bigint, report: Report): Promise<Outcome<{ importId: string }>> {
  if (!(await lockImport(tx, importId))) return refuse("This import is being written right now. Its progress is shown on this page.");
  const found = await tx.import.findUnique({
    where: { id: importId },
    select: { status: true, statements: { select: { decision: true, targetAccountId: true } } },
  });
  if (!found) return NOT_FOUND;
  if (found.status !== "preview") return refuse("This import was already finished. Import the file again to see what would be new.");
  if (found.statements.some((statement) => statement.decision === "undecided"))
    return refuse("Choose for every account in the file where its rows go, or leave it out.");

  await lockAccounts(tx, importId);
  await classify(tx, importId);
  await insertNew(tx, importId, report);
  await updateChanged(tx, importId);
  await removeCancelled(tx, importId);
  await writeSnapshots(tx, importId);
  await writeRates(tx, actor, importId);
  await learnAccountIds(tx, importId);
  await learnInstruments(tx, importId);

  const counts = await countOutcomes(tx, importId);
  await tx.import.update({
    where: { id: importId },
    data: { status: "imported", importedAt: new Date(), counts, progress: {} },
    select: { id: true },
  });
  await record(tx, actor, "import_committed", `import:${importId}`, counts);
  return done({ importId: importId.toString() });
}

/** Whether this transaction may write the import: at most one at a time does. The lock ends with the transaction, however it ends. */
export async function lockImport(tx: Transaction, importId: bigint): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { locked: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${IMPORT_LOCK}::int, hashint8(${importId})) AS locked`;
  return row?.locked ?? false;
}

export async function lockAccounts(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$queryRaw`
    SELECT a.id FROM broker_accounts a
    WHERE a.id IN (SELECT target_account_id FROM import_statements WHERE import_id = ${importId} AND decision = 'import') ORDER BY a.id FOR NO KEY UPDATE`;
}

/** Ids are drawn first, so that a line knows its ledger row without looking for it; then the rows are copied, batch by batch. */
async function insertNew(tx: Transaction, importId: bigint, report: Report): Promise<void> {
  const total = await tx.$executeRaw`
    UPDATE import_rows r SET transaction_id = nextval('transactions_id_seq') FROM import_statements s
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND s.id = r.statement_id AND s.decision = 'import'`;
  let after = 0n;
  for (let written = 0; written < total; ) {
    const [batch] = await tx.$queryRaw<{ written: number; last: bigint | null }[]>`
      WITH batch AS (
        SELECT r.id, r.transaction_id, r.payload, s.target_account_id
        FROM import_rows r JOIN import_statements s ON s.id = r.statement_id AND s.decision = 'import'
        WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND r.id > ${after}
        ORDER BY r.id LIMIT ${BATCH_ROWS}
      ), inserted AS (
        INSERT INTO transactions (id, broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
        SELECT b.transaction_id, b.target_account_id, p."assetType", p.symbol, p.quantity, p.price, p.currency, p."tradeType", p."tradeTime", p.meta
        FROM batch b, jsonb_to_record(b.payload) AS p ("assetType" text, symbol text, quantity numeric, price numeric, currency text,
          "tradeType" text, "tradeTime" timestamptz, meta jsonb)
        ORDER BY b.id RETURNING id
      )
      SELECT (SELECT count(*)::int FROM inserted) AS written, (SELECT max(id) FROM batch) AS last`;
    if (!batch?.written || batch.last === null) throw new Error("an import's rows changed while it was being written");
    written += batch.written;
    after = batch.last;
    await report(written, total);
  }
  if (total >= MANY_ROWS) await tx.$executeRaw`SELECT refresh_statistics()`;
}

/** A row as it was is kept with the import, so that undoing it can put it back. */
async function updateChanged(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET previous = to_jsonb(t) FROM transactions t, import_statements s
    WHERE r.import_id = ${importId} AND r.outcome IN ('changed', 'removed') AND t.id = r.transaction_id AND s.id = r.statement_id AND s.decision = 'import'`;
  await tx.$executeRaw`
    UPDATE transactions t SET asset_type = p."assetType", symbol = p.symbol, quantity = p.quantity, price = p.price, currency = p.currency,
      trade_type = p."tradeType", trade_time = p."tradeTime", meta = t.meta || p.meta
    FROM import_rows r, jsonb_to_record(r.payload) AS p ("assetType" text, symbol text, quantity numeric, price numeric, currency text,
      "tradeType" text, "tradeTime" timestamptz, meta jsonb)
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'changed' AND r.previous IS NOT NULL AND t.id = r.transaction_id`;
}

async function removeCancelled(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO transaction_tombstones (broker_account_id, import_key, transaction_id)
    SELECT t.broker_account_id, t.meta ->> 'importKey', t.id FROM import_rows r JOIN transactions t ON t.id = r.transaction_id
    WHERE r.import_id = ${importId} AND r.outcome = 'removed' AND r.previous IS NOT NULL AND t.meta ->> 'importKey' IS NOT NULL
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    DELETE FROM transactions t USING import_rows r
    WHERE r.import_id = ${importId} AND r.outcome = 'removed' AND r.previous IS NOT NULL AND t.id = r.transaction_id`;
}

async function writeSnapshots(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO holding_snapshots (broker_account_id, id, as_of, date_only, source, import_id)
    SELECT s.target_account_id, r.import_key, (r.payload ->> 'asOf')::timestamptz, (r.payload ->> 'dateOnly')::boolean, i.format, i.id
    FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN import_statements s ON s.id = r.statement_id AND s.decision = 'import'
    WHERE r.import_id = ${importId} AND r.kind = 'snapshot' AND r.outcome = 'new' ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO holdings (broker_account_id, asset_type, symbol, isin, quantity, avg_price, currency, cost_value, market_value, as_of, source_snapshot_id, meta)
    SELECT s.target_account_id, p."assetType", p.symbol, p.isin, p.quantity, p."avgPrice", p.currency, p."costValue", p."marketValue", p."asOf", r.import_key, p.meta
    FROM import_rows r JOIN import_statements s ON s.id = r.statement_id AND s.decision = 'import',
      jsonb_to_record(r.payload) AS p ("assetType" text, symbol text, isin text, quantity numeric, "avgPrice" numeric, currency text,
        "costValue" numeric, "marketValue" numeric, "asOf" timestamptz, meta jsonb)
    WHERE r.import_id = ${importId} AND r.kind = 'holding' AND r.outcome = 'new' ORDER BY r.id`;
}

async function writeRates(tx: Transaction, actor: Actor, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source, import_id)
    SELECT ${BigInt(actor.userId)}, r.payload ->> 'from', r.payload ->> 'to', (r.payload ->> 'date')::date, (r.payload ->> 'rate')::numeric, i.format, i.id
    FROM import_rows r JOIN imports i ON i.id = r.import_id
    WHERE r.import_id = ${importId} AND r.kind = 'rate' AND r.outcome = 'new' ON CONFLICT DO NOTHING`;
}

/** An account without an external id takes the one its first statement names: the next file then finds it by itself. */
async function learnAccountIds(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE broker_accounts a SET external_account_id = s.external_account_id
    FROM import_statements s
    WHERE s.import_id = ${importId} AND s.decision = 'import' AND s.target_account_id = a.id AND a.external_account_id IS NULL
      AND s.external_account_id <> '' AND s.external_account_id <> a.display_name
      AND (SELECT count(*) FROM import_statements o WHERE o.import_id = s.import_id AND o.target_account_id = a.id) = 1`;
}

/** Ledger rows, positions and other lines by outcome, left-out statements aside. */
async function countOutcomes(tx: Transaction, importId: bigint): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ outcome: string; count: number }[]>`
    SELECT r.outcome, count(*)::int AS count FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.kind IN ('transaction', 'holding', 'cancellation', 'line') AND coalesce(s.decision, 'import') = 'import' GROUP BY r.outcome`;
  return Object.fromEntries(rows.map((row) => [row.outcome, row.count]));
}

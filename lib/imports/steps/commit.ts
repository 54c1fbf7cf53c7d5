import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { learnInstruments } from "@/lib/instruments/learn";
import { endSyncOfImport } from "@/lib/sync/import-effects";
import { classify } from "./classify";
import { lockAccounts, lockImport } from "./locks";
import { Interrupted, type Report, unwatched } from "./progress";
import { recount } from "./stock";

const COMMIT_TIMEOUT_MS = 30 * 60_000;
const BATCH_ROWS = 20_000;
/** From here on an import changes what the planner should believe about the tables. */
const MANY_ROWS = 5_000;

/**
 * Writes a previewed import into the ledger, in one database transaction: a crash at any moment leaves everything or nothing. Accounts are
 * locked first, so two imports into one account follow each other, and the comparison is made anew behind that lock.
 * @throws Interrupted, with nothing written, when `report` finds that somebody stopped it
 */
export async function commitImport(actor: Actor, importId: bigint, report: Report = unwatched): Promise<Outcome<{ importId: string }>> {
  return asActor(actor, (tx) => commit(tx, actor, importId, report), { timeoutMs: COMMIT_TIMEOUT_MS, reason: `import ${importId}` });
}

async function commit(tx: Transaction, actor: Actor, importId: bigint, report: Report): Promise<Outcome<{ importId: string }>> {
  if (!(await lockImport(tx, importId))) return refuse("This import is being written right now. Its progress is shown on this page.");
  const found = await tx.import.findUnique({ where: { id: importId }, select: { status: true } });
  if (!found) return NOT_FOUND;
  if (!["preview", "writing"].includes(found.status))
    return refuse("This import was already finished. Import the file again to see what would be new.");
  const undecided = await tx.importStatement.count({ where: { importId, decision: "undecided" } });
  if (undecided > 0) return refuse("Choose for every account in the file where its rows go, or leave it out.");

  await lockAccounts(tx, importId);
  await classify(tx, importId);
  await applyChoices(tx, importId);
  await insertNew(tx, importId, report);
  await updateChanged(tx, importId);
  await removeCancelled(tx, importId);
  await writeSnapshots(tx, importId);
  await writeRates(tx, actor, importId);
  await learnAccountIds(tx, importId);
  await learnInstruments(tx, importId);

  const counts = await recount(tx, importId);
  const { count } = await tx.import.updateMany({
    where: { id: importId, status: found.status },
    data: { status: "imported", importedAt: new Date(), progress: {}, problem: Prisma.DbNull },
  });
  // Stopped in the last moment.
  if (count === 0) throw new Interrupted();
  await endSyncOfImport(tx, importId);
  await record(tx, actor, "import_committed", `import:${importId}`, counts);
  return done({ importId: importId.toString() });
}

/** The file's version of a row that the person had edited or deleted is taken where they said so, and theirs kept where they said that. */
async function applyChoices(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows SET outcome = 'kept', reason = 'You kept your version.'
    WHERE import_id = ${importId} AND kind = 'transaction' AND outcome = 'changed' AND choice = 'mine'`;
  // What the deletion was is kept with the line: undoing the import deletes the row again, as the same deletion.
  await tx.$executeRaw`
    UPDATE import_rows r SET outcome = CASE WHEN t.id IS NULL THEN 'new' ELSE 'changed' END, reason = 'You chose the version of the file.',
      previous = CASE WHEN t.id IS NULL THEN jsonb_build_object('tombstone', true, 'importKey', d.import_key, 'transactionId', d.transaction_id) END
    FROM import_rows r2 JOIN import_statements s ON s.id = r2.statement_id LEFT JOIN transactions t ON t.id = r2.transaction_id
      LEFT JOIN LATERAL (
        SELECT d.import_key, d.transaction_id FROM transaction_tombstones d
        WHERE d.broker_account_id = s.target_account_id AND d.import_key = ANY (r2.import_key || r2.other_keys)
        ORDER BY d.import_key <> r2.import_key LIMIT 1) d ON true
    WHERE r2.id = r.id AND r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'kept' AND r.choice = 'file'`;
  await tx.$executeRaw`
    DELETE FROM transaction_tombstones d USING import_rows r, import_statements s
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND r.choice = 'file' AND r.previous IS NOT NULL
      AND s.id = r.statement_id AND d.broker_account_id = s.target_account_id AND d.import_key = r.previous ->> 'importKey'`;
}

/** Lines know their ledger row's id since they were staged; the rows are copied batch by batch, in the order of the file. */
async function insertNew(tx: Transaction, importId: bigint, report: Report): Promise<void> {
  const [range] = await tx.$queryRaw<{ total: number; first: bigint | null; last: bigint | null }[]>`
    SELECT count(*)::int AS total, min(r.id) AS first, max(r.id) AS last
    FROM import_rows r JOIN import_statements s ON s.id = r.statement_id AND s.decision = 'import'
    WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new'`;
  if (!range?.total || range.first === null || range.last === null) return;
  let written = 0;
  for (let from = range.first; from <= range.last; from += BigInt(BATCH_ROWS)) {
    written += await tx.$executeRaw`
      INSERT INTO transactions (id, broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
      SELECT r.transaction_id, s.target_account_id, p."assetType", p.symbol, p.quantity, p.price, p.currency, p."tradeType", p."tradeTime", p.meta
      FROM import_rows r JOIN import_statements s ON s.id = r.statement_id AND s.decision = 'import',
        jsonb_to_record(r.payload) AS p ("assetType" text, symbol text, quantity numeric, price numeric, currency text,
          "tradeType" text, "tradeTime" timestamptz, meta jsonb)
      WHERE r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new' AND r.id >= ${from} AND r.id < ${from + BigInt(BATCH_ROWS)}
      ORDER BY r.id`;
    await report(written, range.total);
  }
  if (written !== range.total) throw new Error("an import's rows changed while it was being written");
  if (written >= MANY_ROWS) await tx.$executeRaw`SELECT refresh_statistics()`;
}

/**
 * A row as it was is kept with the import, so that undoing it can put it back. Of what the ledger knew beside the columns only a person's own
 * words stay: a multiplier or a fee that the file no longer has would contradict its figures, and a note of an earlier file is that file's.
 */
async function updateChanged(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET previous = to_jsonb(t) FROM transactions t, import_statements s
    WHERE r.import_id = ${importId} AND r.outcome IN ('changed', 'removed') AND t.id = r.transaction_id AND s.id = r.statement_id AND s.decision = 'import'`;
  await tx.$executeRaw`
    UPDATE transactions t SET asset_type = p."assetType", symbol = p.symbol, quantity = p.quantity, price = p.price, currency = p.currency,
      trade_type = p."tradeType", trade_time = p."tradeTime",
      meta = jsonb_strip_nulls(jsonb_build_object('externalIds', t.meta -> 'externalIds') || CASE
        WHEN t.meta -> 'edited' = 'true' THEN jsonb_build_object('note', t.meta -> 'note', 'reason', t.meta -> 'reason') ELSE '{}' END) || p.meta
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

/**
 * An account without an external id takes the one its first statement names: the next file then finds it by itself. The statement notes that it
 * taught it, so that undoing the import makes the account forget.
 */
async function learnAccountIds(tx: Transaction, importId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH taught AS (
      UPDATE broker_accounts a SET external_account_id = s.external_account_id
      FROM import_statements s
      WHERE s.import_id = ${importId} AND s.decision = 'import' AND s.target_account_id = a.id AND a.external_account_id IS NULL
        AND s.external_account_id <> '' AND s.external_account_id <> a.display_name
        AND (SELECT count(*) FROM import_statements o WHERE o.import_id = s.import_id AND o.target_account_id = a.id) = 1
      RETURNING s.id
    )
    UPDATE import_statements s SET taught = true FROM taught t WHERE s.id = t.id`;
}

import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import { contentHash } from "@/lib/imports/identity";
import { learnTyped } from "@/lib/instruments/learn";
import { namedOf } from "@/lib/instruments/rules";
import { draftFromRecord, readMeta } from "./record";

/** How single rows of the ledger are written, whoever does it: a person's form, or the fix of a difference. */

/** The columns of a draft; its content hash is made anew, so that an import compares with what the row says now. */
function columns(draft: TransactionDraft, importKey: string | undefined) {
  const meta = { ...draft.meta, ...(importKey ? { importKey } : {}), contentHash: contentHash(draft) };
  return {
    assetType: draft.assetType,
    symbol: draft.symbol,
    quantity: draft.quantity,
    price: draft.price,
    currency: draft.currency,
    tradeType: draft.tradeType,
    tradeTime: new Date(draft.tradeTime),
    meta: meta as Prisma.InputJsonObject,
  };
}

/** Adds a row. Its import key makes the exported row recognisable when it is imported again. */
export async function insertRow(tx: Transaction, accountId: bigint, draft: TransactionDraft, importKey: string): Promise<bigint> {
  const { id } = await tx.transaction.create({
    data: { brokerAccountId: accountId, ...columns(draft, importKey) },
    select: { id: true },
  });
  await learnTyped(tx, namedOf(draft));
  return id;
}

/** Gives a row other content. The row before is kept in its history by the database. */
export async function replaceRow(tx: Transaction, id: bigint, draft: TransactionDraft): Promise<void> {
  await tx.transaction.update({ where: { id }, data: columns(draft, draft.meta.importKey), select: { id: true } });
  await learnTyped(tx, namedOf(draft));
}

/** Gives a row back the content that it had before its last change, to the last byte of its meta. */
export async function revertRow(tx: Transaction, id: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE transactions t SET asset_type = b.asset_type, symbol = b.symbol, quantity = b.quantity, price = b.price, currency = b.currency,
      trade_type = b.trade_type, trade_time = b.trade_time, meta = b.meta
    FROM (
      SELECT v.before FROM revisions v
      WHERE v.table_name = 'transactions' AND v.row_id = ${id} AND v.operation = 'update' ORDER BY v.id DESC LIMIT 1) last
      CROSS JOIN LATERAL jsonb_populate_record(NULL::transactions, last.before) b
    WHERE t.id = ${id}`;
}

/** A row that nobody else can change until the transaction ends; null when it isn't there, or somebody else's. */
export async function lockRow(tx: Transaction, id: bigint) {
  await tx.$queryRaw`SELECT id FROM transactions WHERE id = ${id} FOR UPDATE`;
  return tx.transaction.findUnique({ where: { id } });
}

/** As {@link lockRow}, as plain values. */
export async function lockDraft(tx: Transaction, id: bigint): Promise<TransactionDraft | null> {
  const row = await lockRow(tx, id);
  return row && draftFromRecord(row);
}

/** Deletes a row, with a tombstone that keeps imports from bringing it back. False when it isn't there. */
export async function removeRow(tx: Transaction, id: bigint): Promise<boolean> {
  const row = await lockRow(tx, id);
  if (!row) return false;
  const importKey = readMeta(row.meta).importKey;
  if (importKey) {
    const key = { brokerAccountId: row.brokerAccountId, importKey };
    await tx.transactionTombstone.upsert({
      where: { brokerAccountId_importKey: key },
      create: { ...key, transactionId: id },
      update: { transactionId: id },
    });
  }
  await tx.transaction.delete({ where: { id }, select: { id: true } });
  return true;
}

/** Takes a row away as if it had never been: for what only the app itself had written. */
export async function eraseRow(tx: Transaction, id: bigint): Promise<void> {
  await tx.transaction.deleteMany({ where: { id } });
}

export type Restored = "back" | "there" | "imported-again" | "unknown";

/** Brings a deleted row back as it was, under its old id, and takes its tombstone away. */
export async function restoreRow(tx: Transaction, actor: Actor, id: bigint, reason: string): Promise<Restored> {
  const deletion = await tx.revision.findFirst({
    where: { tableName: "transactions", rowId: id, operation: "delete" },
    orderBy: { id: "desc" },
  });
  if (!deletion?.before) return "unknown";
  const before = JSON.stringify(deletion.before);
  const restored = await tx.$executeRaw`
    INSERT INTO transactions SELECT * FROM jsonb_populate_record(NULL::transactions, ${before}::jsonb)
    ON CONFLICT DO NOTHING`;
  if (restored === 0) return (await tx.transaction.findUnique({ where: { id }, select: { id: true } })) ? "there" : "imported-again";
  await tx.transactionTombstone.deleteMany({ where: { transactionId: id } });
  await tx.revision.create({
    data: {
      userId: BigInt(actor.userId),
      brokerAccountId: deletion.brokerAccountId,
      tableName: "transactions",
      rowId: id,
      operation: "restore",
      after: deletion.before as Prisma.InputJsonObject,
      reason,
    },
    select: { id: true },
  });
  return "back";
}

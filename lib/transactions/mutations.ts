import "server-only";
import { randomUUID } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import { contentHash } from "@/lib/imports/identity";
import { learnTyped } from "@/lib/instruments/learn";
import { namedOf } from "@/lib/instruments/rules";
import type { TransactionForm } from "./form-schema";
import { newestRevision } from "./queries";
import { draftFromRecord, readMeta } from "./record";
import { draftFromForm, editedDraft } from "./rules";

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

/** Adds a typed row. Its import key makes the exported row recognisable when it is imported again. */
export function addTransaction(actor: Actor, accountId: bigint, form: TransactionForm): Promise<Outcome<{ id: string }>> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return NOT_FOUND;
    const draft = draftFromForm(form);
    const { id } = await tx.transaction.create({
      data: { brokerAccountId: accountId, ...columns(draft, `manual:${randomUUID()}`) },
      select: { id: true },
    });
    await learnTyped(tx, namedOf(draft));
    return done({ id: id.toString() }, "Added to the ledger.");
  });
}

/** Edits a row, unless somebody else has since it was opened. The row before is kept in its history. */
export function editTransaction(actor: Actor, id: bigint, seen: string, form: TransactionForm): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const row = await lockRow(tx, id);
      if (!row) return NOT_FOUND;
      if ((await newestRevision(tx, id)) !== seen) {
        return refuse(
          "This row was changed in the meantime, in another tab or by an import. Open it again to see how it stands; what you typed is still here.",
        );
      }
      const original = draftFromRecord(row);
      const edited = editedDraft(original, form);
      await tx.transaction.update({ where: { id }, data: columns(edited, original.meta.importKey), select: { id: true } });
      await learnTyped(tx, namedOf(edited));
      return done(undefined, "Saved.");
    },
    { reason: form.reason || "edited" },
  );
}

/** Deletes a row. A tombstone keeps an import from bringing it back; {@link restoreTransaction} does. */
export function deleteTransaction(actor: Actor, id: bigint): Promise<Outcome<{ id: string }>> {
  return asActor(
    actor,
    async (tx) => {
      const row = await lockRow(tx, id);
      if (!row) return NOT_FOUND;
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
      return done({ id: id.toString() }, "Deleted.");
    },
    { reason: "deleted" },
  );
}

/** Brings a deleted row back as it was, under its old id, and takes its tombstone away. */
export function restoreTransaction(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const deletion = await tx.revision.findFirst({
      where: { tableName: "transactions", rowId: id, operation: "delete" },
      orderBy: { id: "desc" },
    });
    if (!deletion?.before) return NOT_FOUND;
    const before = JSON.stringify(deletion.before);
    const restored = await tx.$executeRaw`
      INSERT INTO transactions SELECT * FROM jsonb_populate_record(NULL::transactions, ${before}::jsonb)
      ON CONFLICT DO NOTHING`;
    if (restored === 0) {
      const isThere = await tx.transaction.findUnique({ where: { id }, select: { id: true } });
      return isThere
        ? done(undefined, "It is there already.")
        : refuse("The same row has been imported again since, so there is nothing to bring back.");
    }
    await tx.transactionTombstone.deleteMany({ where: { transactionId: id } });
    await tx.revision.create({
      data: {
        userId: BigInt(actor.userId),
        brokerAccountId: deletion.brokerAccountId,
        tableName: "transactions",
        rowId: id,
        operation: "restore",
        after: deletion.before as Prisma.InputJsonObject,
        reason: "deletion undone",
      },
      select: { id: true },
    });
    return done(undefined, "It is back.");
  });
}

async function lockRow(tx: Transaction, id: bigint) {
  await tx.$queryRaw`SELECT id FROM transactions WHERE id = ${id} FOR UPDATE`;
  return tx.transaction.findUnique({ where: { id } });
}

import "server-only";
import { randomUUID } from "node:crypto";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { TransactionForm } from "./form-schema";
import { newestRevision } from "./queries";
import { draftFromForm, editedDraft } from "./rules";
import { insertRow, lockDraft, removeRow, replaceRow, restoreRow } from "./writing";

/** Adds a typed row. */
export function addTransaction(actor: Actor, accountId: bigint, form: TransactionForm): Promise<Outcome<{ id: string }>> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return NOT_FOUND;
    const id = await insertRow(tx, accountId, draftFromForm(form), `manual:${randomUUID()}`);
    await record(tx, actor, "transaction_added", `transaction:${id}`);
    return done({ id: id.toString() }, "Added to the ledger.");
  });
}

/** Edits a row, unless somebody else has since it was opened. The row before is kept in its history. */
export function editTransaction(actor: Actor, id: bigint, seen: string, form: TransactionForm): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const original = await lockDraft(tx, id);
      if (!original) return NOT_FOUND;
      if ((await newestRevision(tx, id)) !== seen) {
        return refuse(
          "This row was changed in the meantime, in another tab or by an import. Open it again to see how it stands; what you typed is still here.",
        );
      }
      await replaceRow(tx, id, editedDraft(original, form));
      await record(tx, actor, "transaction_edited", `transaction:${id}`);
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
      if (!(await removeRow(tx, id))) return NOT_FOUND;
      await record(tx, actor, "transaction_deleted", `transaction:${id}`);
      return done({ id: id.toString() }, "Deleted.");
    },
    { reason: "deleted" },
  );
}

/** Brings a deleted row back as it was, under its old id, and takes its tombstone away. */
export function restoreTransaction(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    switch (await restoreRow(tx, actor, id, "deletion undone")) {
      case "unknown":
        return NOT_FOUND;
      case "there":
        return done(undefined, "It is there already.");
      case "imported-again":
        return refuse("The same row has been imported again since, so there is nothing to bring back.");
      case "back":
        await record(tx, actor, "transaction_restored", `transaction:${id}`);
        return done(undefined, "It is back.");
    }
  });
}

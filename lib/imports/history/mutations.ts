import "server-only";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { lockImport } from "../steps/locks";
import { readOriginal, repackOriginal } from "../steps/original";

const FILE_TIMEOUT_MS = 120_000;
const DELETABLE = ["undone", "cancelled"];
/** While the file is on its way, or the worker may be reading it, it is not packed anew. */
const MOVING = ["uploading", "reading", "writing", "undoing", "cancelled"];

/** Seals the original of an import that was kept readable, or the other way round. */
export function setSealed(actor: Actor, importId: bigint, seal: boolean): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findUnique({ where: { id: importId }, select: { brokerAccountId: true, sealed: true, status: true } });
      if (!found) return NOT_FOUND;
      if (MOVING.includes(found.status) || !(await lockImport(tx, importId)))
        return refuse("This import is being worked on right now. Try again in a moment.");
      if (found.sealed === seal) return done(undefined, seal ? "The original is sealed already." : "The original is not sealed.");
      const original = await readOriginal(tx, actor, importId, "it was unsealed");
      if (!original) return refuse("The original of this import is not kept any more.");
      if (!original.ok) return refuse(`${original.problem} ${original.mend}`);
      await repackOriginal(tx, { importId, accountId: found.brokerAccountId }, original.bytes, seal);
      await tx.import.update({ where: { id: importId }, data: { sealed: seal }, select: { id: true } });
      await record(tx, actor, seal ? "original_sealed" : "original_unsealed", `import:${importId}`);
      return done(undefined, seal ? "The original is sealed." : "The original is kept readable.");
    },
    { timeoutMs: FILE_TIMEOUT_MS },
  );
}

/** Deletes what is left of an import that is not in the ledger any more: its lines, its original, its place in the list. */
export function deleteRecord(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findUnique({ where: { id: importId }, select: { status: true, brokerAccountId: true } });
      if (!found) return NOT_FOUND;
      if (!DELETABLE.includes(found.status)) return refuse("Undo the import first: only what is not in the ledger can be deleted.");
      // Newer readings of its file are then readings of the oldest among them.
      await tx.$executeRaw`
        WITH eldest AS (SELECT min(id) AS id FROM imports WHERE reread_of = ${importId})
        UPDATE imports i SET reread_of = nullif(eldest.id, i.id) FROM eldest WHERE i.reread_of = ${importId}`;
      await tx.import.delete({ where: { id: importId }, select: { id: true } });
      await record(tx, actor, "import_record_deleted", `import:${importId}`);
      return leadTo(`/accounts/${found.brokerAccountId}/import`);
    },
    { timeoutMs: FILE_TIMEOUT_MS },
  );
}

import "server-only";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { lockImport } from "@/lib/imports/steps/locks";
import { readOriginal } from "@/lib/imports/steps/original";
import { giveToWorker } from "@/lib/imports/steps/queue";
import { previewOf } from "./preview";
import type { MappingFile } from "./schema";

const READ_TIMEOUT_MS = 10 * 60_000;
const TAKEN = "You have another mapping of that name. Choose another name.";

/** Keeps a mapping under a name; false when the name is taken by a mapping of another header. */
async function save(tx: Transaction, actor: Actor, name: string, mapping: Mapping): Promise<boolean> {
  const userId = BigInt(actor.userId);
  const { signature } = mapping;
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO import_mappings (user_id, name, signature, mapping) VALUES (${userId}, ${name}, ${signature}, ${JSON.stringify(mapping)}::jsonb)
    ON CONFLICT (user_id, name) DO UPDATE SET mapping = EXCLUDED.mapping, updated_at = now()
      WHERE import_mappings.signature = EXCLUDED.signature RETURNING id`;
  if (row) await record(tx, actor, "mapping_added", `mapping:${row.id}`);
  return row !== undefined;
}

/** A file that somebody exported becomes one of the actor's own mappings. */
export function importMapping(actor: Actor, { name, mapping }: MappingFile): Promise<Outcome> {
  return asActor(actor, async (tx) =>
    (await save(tx, actor, name, mapping))
      ? done(undefined, `“${name}” was added to your mappings.`)
      : refuse("Nothing was added.", { file: TAKEN }),
  );
}

export function renameMapping(actor: Actor, id: bigint, name: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const taken = await tx.importMapping.count({ where: { name, NOT: { id } } });
    if (taken > 0) return refuse("Nothing was changed.", { name: TAKEN });
    const { count } = await tx.importMapping.updateMany({ where: { id }, data: { name } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "mapping_renamed", `mapping:${id}`);
    return done(undefined, "Renamed.");
  });
}

export function deleteMapping(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.importMapping.deleteMany({ where: { id } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "mapping_deleted", `mapping:${id}`);
    return done(undefined, "Deleted. What was imported with it stays.");
  });
}

/**
 * Reads an import by a mapping: one that waits for it, or one that is in preview and was read by another. What was staged before goes; the
 * ledger is not touched.
 */
export function applyMapping(actor: Actor, importId: bigint, mapping: Mapping, saveAs: string | null = null): Promise<Outcome> {
  return asActor(actor, (tx) => apply(tx, actor, importId, mapping, saveAs), { timeoutMs: READ_TIMEOUT_MS });
}

async function apply(tx: Transaction, actor: Actor, importId: bigint, mapping: Mapping, saveAs: string | null): Promise<Outcome> {
  if (!(await lockImport(tx, importId))) return refuse("This import is being written right now.");
  const found = await tx.import.findUnique({ where: { id: importId }, select: { brokerAccountId: true, status: true, format: true } });
  if (!found) return NOT_FOUND;
  const waits = found.status === "mapping" || (["preview", "failed"].includes(found.status) && found.format === "mapped");
  if (!waits) return refuse("This import is read already. Undo it, and import the file again to map it anew.");
  const original = await readOriginal(tx, actor, importId, "it was mapped");
  if (!original) return NOT_FOUND;
  const { problem } = original.ok ? previewOf(original.bytes, mapping) : { problem: original };
  if (problem) return refuse(`${problem.problem} ${problem.mend}`);
  if (saveAs !== null && !(await save(tx, actor, saveAs, mapping))) return refuse("Nothing was changed.", { saveAs: TAKEN });
  await tx.import.update({ where: { id: importId }, data: { mapping, format: "mapped" }, select: { id: true } });
  await giveToWorker(tx, importId, "reading");
  return leadTo(`/accounts/${found.brokerAccountId}/import/${importId}`);
}

import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Actor } from "@/lib/auth/actor";
import { openOriginal, sealOriginal } from "@/lib/credentials/originals";
import type { Transaction } from "@/lib/db/as-actor";

/** What an original inflates to at most: what was taken in was smaller, so more means a damaged row. */
const MAX_ORIGINAL = 1024 * 1024 * 1024;

interface ImportIds {
  importId: bigint;
  accountId: bigint;
}

/** Keeps the file as it came: compressed, and sealed where the person asked for that. */
export async function keepOriginal(tx: Transaction, ids: ImportIds, bytes: Uint8Array, sealed: boolean): Promise<void> {
  const content = await packed(ids, bytes, sealed);
  await tx.importFile.create({ data: { importId: ids.importId, brokerAccountId: ids.accountId, content }, select: { importId: true } });
}

/** As {@link keepOriginal}, in the place of what was kept before. */
export async function repackOriginal(tx: Transaction, ids: ImportIds, bytes: Uint8Array, sealed: boolean): Promise<void> {
  const content = await packed(ids, bytes, sealed);
  await tx.importFile.update({ where: { importId: ids.importId }, data: { content }, select: { importId: true } });
}

async function packed(ids: ImportIds, bytes: Uint8Array, sealed: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(await promisify(gzip)(bytes, { level: 1 }));
  return sealed ? sealOriginal(ids, content) : content;
}

/** The file as it came, or the words for why it can't be had. */
export type Original = { ok: true; bytes: Uint8Array } | { ok: false; problem: string; mend: string };

/**
 * The file as it came; null where there is none, or none of the actor's.
 * @param why noted in the audit log, where a sealed one is opened
 */
export async function readOriginal(tx: Transaction, actor: Actor, importId: bigint, why: string): Promise<Original | null> {
  const kept = await tx.importFile.findUnique({
    where: { importId },
    select: { content: true, brokerAccountId: true, import: { select: { sealed: true } } },
  });
  if (!kept) return null;
  if (!kept.import.sealed) return unpacked(kept.content);
  const opened = await openOriginal(tx, actor, { importId, accountId: kept.brokerAccountId }, kept.content, why);
  return opened.ok ? unpacked(opened.bytes) : { ok: false, ...unreadableWords(opened.reason === "unknown_key" ? opened.keyId : null) };
}

const unpacked = async (content: Uint8Array): Promise<Original> => ({
  ok: true,
  bytes: await promisify(gunzip)(content, { maxOutputLength: MAX_ORIGINAL }),
});

/** Why a sealed file does not open: the key of this name is not here, or (null) it is damaged. */
export function unreadableWords(missingKey: string | null): { problem: string; mend: string } {
  if (missingKey !== null)
    return {
      problem: `The key “${missingKey}” that the file is sealed under is not here.`,
      mend: "Put it back into CREDENTIAL_KEYS and restart Truefolio; or import the file again.",
    };
  return { problem: "The sealed file is damaged and does not open.", mend: "Import the file again, from your own copy of it." };
}

/** Puts the pieces of an upload together and keeps them as the original; the bytes, or null when there are no pieces. */
export async function assembleOriginal(tx: Transaction, ids: ImportIds, size: number, sealed: boolean): Promise<Uint8Array | null> {
  const pieces = await tx.importChunk.findMany({
    where: { importId: ids.importId },
    select: { firstByte: true },
    orderBy: { firstByte: "asc" },
  });
  if (pieces.length === 0) return null;
  const bytes = new Uint8Array(size);
  let at = 0;
  // One at a time: what comes from the database is twice as large as what it holds.
  for (const { firstByte } of pieces) {
    const { content } = await tx.importChunk.findUniqueOrThrow({
      where: { importId_firstByte: { importId: ids.importId, firstByte } },
      select: { content: true },
    });
    bytes.set(content, at);
    at += content.length;
  }
  if (at !== size) throw new Error("an upload's pieces are not as long as the file");
  await keepOriginal(tx, ids, bytes, sealed);
  await tx.import.update({ where: { id: ids.importId }, data: { fileHash: fileHash(bytes) }, select: { id: true } });
  await tx.importChunk.deleteMany({ where: { importId: ids.importId } });
  return bytes;
}

/** The digest by which the same bytes are known again. */
export function fileHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

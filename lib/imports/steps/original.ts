import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Transaction } from "@/lib/db/as-actor";

/** What an original inflates to at most: what was taken in was smaller, so more means a damaged row. */
const MAX_ORIGINAL = 1024 * 1024 * 1024;

interface ImportIds {
  importId: bigint;
  accountId: bigint;
}

/** Keeps the file as it came, compressed. */
export async function keepOriginal(tx: Transaction, { importId, accountId }: ImportIds, bytes: Uint8Array): Promise<void> {
  const content = new Uint8Array(await promisify(gzip)(bytes, { level: 1 }));
  await tx.importFile.create({ data: { importId, brokerAccountId: accountId, content }, select: { importId: true } });
}

/** The file as it came; null where there is none, or none of the actor's. */
export async function readOriginal(tx: Transaction, importId: bigint): Promise<Uint8Array | null> {
  const kept = await tx.importFile.findUnique({ where: { importId }, select: { content: true } });
  return kept && promisify(gunzip)(kept.content, { maxOutputLength: MAX_ORIGINAL });
}

/** Puts the pieces of an upload together and keeps them as the original; the bytes, or null when there are no pieces. */
export async function assembleOriginal(tx: Transaction, ids: ImportIds, size: number): Promise<Uint8Array | null> {
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
  await keepOriginal(tx, ids, bytes);
  await tx.import.update({ where: { id: ids.importId }, data: { fileHash: fileHash(bytes) }, select: { id: true } });
  await tx.importChunk.deleteMany({ where: { importId: ids.importId } });
  return bytes;
}

/** The digest by which the same bytes are known again. */
export function fileHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

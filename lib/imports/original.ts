import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Transaction } from "@/lib/db/as-actor";

/** What an original inflates to at most: what was taken in was smaller, so more means a damaged row. */
const MAX_ORIGINAL = 1024 * 1024 * 1024;

/** Keeps the file as it came, compressed. */
export async function keepOriginal(tx: Transaction, ids: { importId: bigint; accountId: bigint }, bytes: Uint8Array): Promise<void> {
  const content = new Uint8Array(await promisify(gzip)(bytes, { level: 1 }));
  await tx.importFile.create({
    data: { importId: ids.importId, brokerAccountId: ids.accountId, content },
    select: { importId: true },
  });
}

/** The file as it came; null where there is none, or none of the actor's. */
export async function readOriginal(tx: Transaction, importId: bigint): Promise<Uint8Array | null> {
  const kept = await tx.importFile.findUnique({ where: { importId }, select: { content: true } });
  return kept && promisify(gunzip)(kept.content, { maxOutputLength: MAX_ORIGINAL });
}

/** The digest by which the same bytes are known again. */
export function fileHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

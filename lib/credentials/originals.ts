import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { credentialKeys } from "@/lib/crypto/keys";
import { type FileOwner, keyOfFile, type OpenedFile, openFile, sealFile } from "@/lib/crypto/seal-file";
import type { Transaction } from "@/lib/db/as-actor";

/** Seals the original of an import as credentials are sealed, under the same keys. */
export function sealOriginal(owner: FileOwner, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return sealFile(owner, bytes);
}

/** Opens the sealed original of an import; that it was, and why, is noted in the audit log. */
export async function openOriginal(tx: Transaction, actor: Actor, owner: FileOwner, sealed: Uint8Array, why: string): Promise<OpenedFile> {
  await record(tx, actor, "original_opened", `import:${owner.importId}`, { why });
  return openFile(owner, sealed);
}

/**
 * The key that a sealed original is under, and whether it is here; nothing is opened for it.
 * @param beginning its first bytes, a thousand at most
 */
export function originalKey(beginning: Uint8Array): { keyId: string | null; isHere: boolean } {
  const keyId = keyOfFile(beginning);
  return { keyId, isHere: credentialKeys().some((key) => key.id === keyId) };
}

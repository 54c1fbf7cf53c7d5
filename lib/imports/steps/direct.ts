import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { FormatError } from "@/lib/formats/types";
import { cleanFileName } from "../file-name";
import { fileHash, keepOriginal } from "./original";
import { readImport } from "./read";

export interface StagedFile {
  accountId: bigint;
  fileName: string;
  bytes: Uint8Array;
  /** Whether the original is kept sealed. */
  sealed?: boolean;
}

/**
 * Takes in and reads a file at once, for those who have it in hand: the sample, and tests.
 * @returns the import's id, or null when the account isn't the actor's
 * @throws FormatError with what is wrong and how to mend it
 */
export async function stageImport(actor: Actor, { accountId, fileName, bytes, sealed = false }: StagedFile): Promise<bigint | null> {
  const importId = await asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    return account && takeIn(tx, { accountId, fileName, bytes, sealed });
  });
  if (importId === null) return null;
  const read = await readImport(actor, importId);
  if (read === "preview" || read === "mapping") return importId;
  throw await problemOf(actor, importId);
}

/** Makes an import that is to be read, with its original kept, in the caller's transaction; nobody has been told to read it yet. Its id. */
export async function takeIn(tx: Transaction, { accountId, fileName, bytes, sealed = false }: StagedFile): Promise<bigint> {
  const { id } = await tx.import.create({
    data: {
      brokerAccountId: accountId,
      fileName: cleanFileName(fileName),
      fileHash: fileHash(bytes),
      fileSize: bytes.length,
      status: "reading",
      sealed,
    },
    select: { id: true },
  });
  await keepOriginal(tx, { importId: id, accountId }, bytes, sealed);
  return id;
}

async function problemOf(actor: Actor, importId: bigint): Promise<FormatError> {
  const { problem } = await asActor(actor, (tx) => tx.import.findUniqueOrThrow({ where: { id: importId }, select: { problem: true } }));
  const { problem: words, mend } = problem as { problem: string; mend: string };
  return new FormatError(words, mend);
}

import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { FormatError } from "@/lib/formats/types";
import { cleanFileName } from "../file-name";
import { fileHash, keepOriginal } from "./original";
import { readImport } from "./read";

export interface StagedFile {
  accountId: bigint;
  fileName: string;
  bytes: Uint8Array;
}

/**
 * Takes in and reads a file at once, for those who have it in hand: the sample, and tests.
 * @returns the import's id, or null when the account isn't the actor's
 * @throws FormatError with what is wrong and how to mend it
 */
export async function stageImport(actor: Actor, { accountId, fileName, bytes }: StagedFile): Promise<bigint | null> {
  const importId = await asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return null;
    const { id } = await tx.import.create({
      data: {
        brokerAccountId: accountId,
        fileName: cleanFileName(fileName),
        fileHash: fileHash(bytes),
        fileSize: bytes.length,
        status: "reading",
      },
      select: { id: true },
    });
    await keepOriginal(tx, { importId: id, accountId }, bytes);
    return id;
  });
  if (importId === null) return null;
  const read = await readImport(actor, importId);
  if (read === "preview" || read === "mapping") return importId;
  throw await problemOf(actor, importId);
}

async function problemOf(actor: Actor, importId: bigint): Promise<FormatError> {
  const { problem } = await asActor(actor, (tx) => tx.import.findUniqueOrThrow({ where: { id: importId }, select: { problem: true } }));
  const { problem: words, mend } = problem as { problem: string; mend: string };
  return new FormatError(words, mend);
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";

/** The channel on which the worker hears that something waits. It looks by itself as well: a message to nobody is not lost work. */
export const WAKE_CHANNEL = "truefolio_imports";

export type WaitingStatus = "reading" | "writing" | "undoing";

/** Gives an import to the worker, in the transaction that decides so: either both are there or neither. */
export async function giveToWorker(tx: Transaction, importId: bigint, status: WaitingStatus): Promise<void> {
  await tx.import.update({
    where: { id: importId },
    data: { status, requestedAt: new Date(), attempts: 0, progress: {}, problem: Prisma.DbNull },
    select: { id: true },
  });
  await tx.$executeRaw`SELECT pg_notify(${WAKE_CHANNEL}, '')`;
}

import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { notingFaults } from "./away";
import { database } from "./client";

/** A transaction that runs on somebody's behalf. */
export type Transaction = Prisma.TransactionClient;

export interface ActorOptions {
  /** How long the transaction may take; imports need more than a page does. */
  timeoutMs?: number;
  /** Why rows change: kept with their revisions. */
  reason?: string;
  /** Every statement sees the database as it was at the first one: for pages that add up what they read in several. */
  consistent?: boolean;
}

const PAGE_TIMEOUT_MS = 15_000;

/**
 * Runs `work` in one database transaction that row-level security scopes to the actor: all or nothing for a
 * change, and with `consistent` one snapshot for a page. The setting is local to the transaction, so a pooled connection never carries it to the next person.
 */
export async function asActor<Result>(
  actor: Actor,
  work: (tx: Transaction) => Promise<Result>,
  { timeoutMs = PAGE_TIMEOUT_MS, reason = "", consistent = false }: ActorOptions = {},
): Promise<Result> {
  return notingFaults(() =>
    database().$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.user_id', ${actor.userId}, true), set_config('app.reason', ${reason}, true)`;
        return work(tx);
      },
      // Read committed is PostgreSQL's own: saying so would be one more way there and back in each transaction.
      { ...(consistent && { isolationLevel: "RepeatableRead" as const }), timeout: timeoutMs, maxWait: 10_000 },
    ),
  );
}

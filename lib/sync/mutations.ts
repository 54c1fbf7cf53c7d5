import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { SyncCause } from "./schema";

export async function requestSync(tx: Transaction, _actor: Actor, accountId: bigint, cause: SyncCause): Promise<bigint> {
  const [run] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO sync_runs (broker_account_id, cause) VALUES (${accountId}, ${cause})
    ON CONFLICT (broker_account_id) WHERE status IN ('queued', 'running') DO UPDATE SET cause = sync_runs.cause RETURNING id`;
  return run?.id ?? 0n;
}

export async function stopSyncs(tx: Transaction, accountId: bigint): Promise<void> {
  await tx.$executeRaw`UPDATE sync_runs SET status = 'stopped', finished_at = now() WHERE broker_account_id = ${accountId} AND status IN ('queued', 'running')`;
}

/** A person's `Sync now`. */
export function startSync(actor: Actor, accountId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({
      where: { id: accountId },
      select: { status: true, link: { select: { brokerAccountId: true } } },
    });
    if (!account) return NOT_FOUND;
    if (!account.link) return refuse("This account is not linked to a broker. Enter its credentials first.");
    if (account.status === "closed" || account.status === "paused")
      return refuse("Reopen the account first: as it is, nothing is fetched for it.");
    await requestSync(tx, actor, accountId, "person");
    return done();
  });
}

export function stopSync(actor: Actor, accountId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
    if (!account) return NOT_FOUND;
    await stopSyncs(tx, accountId);
    return done(undefined, "Stopped. Nothing of it was written.");
  });
}

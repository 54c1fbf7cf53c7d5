import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import type { BrokerManifest } from "@/lib/brokers/manifest";
import type { Transaction } from "@/lib/db/as-actor";
import { requestSync } from "@/lib/sync/mutations";
import type { SyncProblem } from "@/lib/sync/schema";

/**
 * Gives an account its other end, in the transaction that seals its credentials: one that had none before, or one whose key is a new one. The
 * first sync finds the account at the broker; where the person has to sign in there first, it waits for that.
 */
export async function connect(tx: Transaction, actor: Actor, accountId: bigint, manifest: BrokerManifest): Promise<void> {
  if (!manifest.sync) return;
  const problem = manifest.access === "login" ? signInFirst() : Prisma.DbNull;
  const fresh = { secretSetAt: new Date(), failures: 0, problem };
  const link = await tx.brokerLink.upsert({
    where: { brokerAccountId: accountId },
    create: { brokerAccountId: accountId, keyGroup: randomUUID(), ...fresh },
    update: { keyGroup: randomUUID(), keyFacts: Prisma.DbNull, ...fresh },
    select: { remote: true },
  });
  await tx.brokerAccount.updateMany({
    where: { id: accountId, status: { in: ["active", "attention", "linking", "syncing"] } },
    data: { status: link.remote === null ? "linking" : "active" },
  });
  if (manifest.access === "key") await requestSync(tx, actor, accountId, link.remote === null ? "link" : "person");
}

/** What stands on the account until the person has signed in on the broker's pages. */
const signInFirst = (): SyncProblem => ({
  kind: "sign-in",
  message: "This broker wants you to sign in on its own pages.",
  mend: "You come back here by yourself, and the first sync begins.",
  at: new Date().toISOString(),
});

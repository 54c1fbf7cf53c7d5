import "server-only";
import { z } from "zod";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import { deleteAccount } from "@/lib/accounts/mutations";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { copyCredentials, destroyCredentials } from "@/lib/credentials/mutations";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { requestSync, stopSyncs } from "@/lib/sync/mutations";
import { remoteAccountSchema } from "@/lib/sync/schema";

const foundSchema = z.array(remoteAccountSchema);

/**
 * Says which accounts at the broker are meant. The first one is this account's; every other becomes an account of its own beside it, with a
 * sealed copy of the key.
 */
export function chooseAccounts(actor: Actor, accountId: bigint, remoteIds: readonly string[]): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const link = (await lockAccount(tx, accountId)) ? await linkOf(tx, accountId) : null;
    const account = await tx.brokerAccount.findUnique({
      where: { id: accountId },
      select: { displayName: true, externalAccountId: true, portfolioId: true, brokerTypeId: true },
    });
    if (!link || !account) return NOT_FOUND;
    if (link.remote !== null) return refuse("This account is linked already. Reload the page to see it.");
    const found = foundSchema.parse(link.found);
    const chosen = found.filter(({ id }) => remoteIds.includes(id));
    const [first, ...others] = chosen;
    if (!first) return refuse("Nothing was linked.", { remote: "Choose at least one account." });

    await tx.brokerLink.update({
      where: { brokerAccountId: accountId },
      data: { remote: first, found: [] },
      select: { brokerAccountId: true },
    });
    await tx.brokerAccount.update({
      where: { id: accountId },
      data: { status: "active", externalAccountId: account.externalAccountId ?? first.id },
      select: { id: true },
    });
    await requestSync(tx, actor, accountId, "link");
    for (const remote of others) {
      const { id } = await tx.brokerAccount.create({
        data: {
          portfolioId: account.portfolioId,
          brokerTypeId: account.brokerTypeId,
          displayName: `${account.displayName} · ${remote.name}`.slice(0, 200),
          externalAccountId: remote.id,
          status: "active",
        },
        select: { id: true },
      });
      if (!(await copyCredentials(tx, actor, accountId, id)))
        throw new Error("the credentials of an account that was just synced don't open");
      await tx.brokerLink.create({
        data: { brokerAccountId: id, keyGroup: link.key_group, remote, keyFacts: link.key_facts ?? undefined, secretSetAt: new Date() },
        select: { brokerAccountId: true },
      });
      await record(tx, actor, "account_linked", `account:${id}`, { with: `account:${accountId}` });
      await requestSync(tx, actor, id, "link");
    }
    return done(undefined, others.length === 0 ? "Linked." : `${chosen.length} accounts linked.`);
  });
}

interface LinkRow {
  remote: unknown;
  found: unknown;
  key_group: string;
  key_facts: object | null;
}

async function linkOf(tx: Transaction, accountId: bigint): Promise<LinkRow | null> {
  const [link] = await tx.$queryRaw<LinkRow[]>`
    SELECT remote, found, key_group::text, key_facts FROM broker_links WHERE broker_account_id = ${accountId}`;
  return link ?? null;
}

/** Ends the link. The key is destroyed either way; what came by it stays, or goes with the whole account once its name has been typed. */
export async function unlink(actor: Actor, accountId: bigint, data: "keep" | "remove", confirmation: string): Promise<Outcome> {
  if (data === "remove") return deleteAccount(actor, accountId, confirmation);
  return asActor(actor, async (tx) => {
    if (!(await lockAccount(tx, accountId)) || !(await linkOf(tx, accountId))) return NOT_FOUND;
    await stopSyncs(tx, actor, accountId);
    await tx.brokerLink.delete({ where: { brokerAccountId: accountId }, select: { brokerAccountId: true } });
    await tx.brokerLogin.deleteMany({ where: { brokerAccountId: accountId } });
    await destroyCredentials(tx, accountId);
    await tx.brokerAccount.updateMany({
      where: { id: accountId, status: { in: ["linking", "syncing", "attention"] } },
      data: { status: "active" },
    });
    await record(tx, actor, "account_unlinked", `account:${accountId}`);
    return leadTo(`/accounts/${accountId}`);
  });
}

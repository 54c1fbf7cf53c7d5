import "server-only";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { credentialsSchema } from "@/lib/brokers/manifest";
import { brokerManifest } from "@/lib/brokers/registry";
import { fieldErrorsOf, sealFirst } from "@/lib/credentials/mutations";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { connect } from "@/lib/linking/connect/mutations";
import { stopSyncs } from "@/lib/sync/mutations";
import { confirms } from "@/lib/text/confirmation";
import type { LinkAccount } from "./schema";
import type { ChosenStatus } from "./statuses";

/** Links an account: the account and its sealed credentials appear together or not at all. */
export function linkAccount(actor: Actor, input: LinkAccount): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const portfolio = await tx.portfolio.findUnique({ where: { id: BigInt(input.portfolioId) }, select: { id: true } });
    if (!portfolio) return NOT_FOUND;
    const manifest = brokerManifest(input.broker);
    const brokerType = manifest && (await tx.brokerType.findUnique({ where: { code: manifest.code }, select: { id: true } }));
    if (!manifest || !brokerType) return refuse("The account was not linked.", { broker: "Choose a broker of the list." });
    const secrets = credentialsSchema(manifest, { blankKeeps: false }).safeParse(input);
    if (!secrets.success) return refuse("The account was not linked.", fieldErrorsOf(secrets.error.issues));

    const account = await tx.brokerAccount.create({
      data: {
        portfolioId: portfolio.id,
        brokerTypeId: brokerType.id,
        displayName: input.displayName,
        externalAccountId: input.externalAccountId || null,
      },
      select: { id: true },
    });
    await sealFirst(tx, account.id, secrets.data);
    await record(tx, actor, "account_linked", `account:${account.id}`, { broker: manifest.code });
    await connect(tx, actor, account.id, manifest);
    return leadTo(`/accounts/${account.id}`);
  });
}

export function editAccount(
  actor: Actor,
  id: bigint,
  input: { displayName: string; externalAccountId: string; status?: ChosenStatus | undefined },
): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { displayName, externalAccountId, status } = input;
    const { count } = await tx.brokerAccount.updateMany({
      where: { id },
      data: { displayName, externalAccountId: externalAccountId || null },
    });
    if (count === 0) return NOT_FOUND;
    if (status !== undefined) await changeStatus(tx, actor, id, status);
    await record(tx, actor, "account_changed", `account:${id}`, status === undefined ? {} : { status });
    return done(undefined, "Saved.");
  });
}

export function setAccountStatus(actor: Actor, id: bigint, status: ChosenStatus): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await changeStatus(tx, actor, id, status))) return NOT_FOUND;
    await record(tx, actor, "account_changed", `account:${id}`, { status });
    return done(undefined, status === "closed" ? "Closed. Its history stays." : status === "paused" ? "Paused." : "Active again.");
  });
}

/** Whether there is such an account. One that is paused or closed asks its broker nothing; one that is active again does so soon. */
async function changeStatus(tx: Transaction, actor: Actor, id: bigint, status: ChosenStatus): Promise<boolean> {
  const [account] = await tx.$queryRaw<{ status: string }[]>`SELECT status FROM broker_accounts WHERE id = ${id} FOR NO KEY UPDATE`;
  if (!account) return false;
  if (account.status === status) return true;
  const link = await tx.brokerLink.findUnique({ where: { brokerAccountId: id }, select: { remote: true } });
  // One whose account at the broker was never found is still looking for it.
  const next = status === "active" && link && link.remote === null ? "linking" : status;
  await tx.brokerAccount.update({ where: { id }, data: { status: next }, select: { id: true } });
  if (!link) return true;
  if (status !== "active") await stopSyncs(tx, actor, id);
  await tx.brokerLink.update({
    where: { brokerAccountId: id },
    data: { nextDue: status === "active" ? new Date() : null },
    select: { brokerAccountId: true },
  });
  return true;
}

/** Deletes an account with its ledger, holdings, imports and sealed credentials, once its name has been typed. */
export function deleteAccount(actor: Actor, id: bigint, confirmation: string): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id }, select: { displayName: true, portfolioId: true } });
      if (!account) return NOT_FOUND;
      if (!confirms(confirmation, account.displayName))
        return refuse("Nothing was deleted.", { confirmation: `Type “${account.displayName}” to confirm.` });
      await tx.brokerAccount.delete({ where: { id }, select: { id: true } });
      await record(tx, actor, "account_deleted", `account:${id}`, { name: account.displayName });
      return leadTo(`/portfolios/${account.portfolioId}`);
    },
    { timeoutMs: 120_000 },
  );
}

import "server-only";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { credentialsSchema } from "@/lib/brokers/manifest";
import { brokerManifest } from "@/lib/brokers/registry";
import { type Opened, open, type Secrets, seal } from "@/lib/crypto/seal";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { connect } from "@/lib/linking/connect/mutations";
import type { ReplaceCredentials } from "./schema";

/** Seals an account's first credentials, in the transaction that creates the account. An empty set is sealed too: one row, always. */
export async function sealFirst(tx: Transaction, accountId: bigint, secrets: Secrets): Promise<void> {
  const credentials = await seal(accountId, secrets);
  await tx.brokerAccountCredential.create({ data: { brokerAccountId: accountId, credentials, encrypted: true }, select: { id: true } });
}

/**
 * Replaces what was filled in and keeps what was left blank. Keeping means opening the old one, which is noted in the audit log; a sealed
 * row that does not open is never overwritten with half of itself: then every field has to be entered anew.
 */
export function replaceCredentials(actor: Actor, input: ReplaceCredentials): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const accountId = BigInt(input.accountId);
    // Of two replacements at once the second builds on the first.
    if (!(await lockAccount(tx, accountId))) return NOT_FOUND;
    await tx.$queryRaw`SELECT id FROM broker_account_credentials WHERE broker_account_id = ${accountId} FOR UPDATE`;
    const row = await tx.brokerAccountCredential.findUnique({
      where: { brokerAccountId: accountId },
      select: { credentials: true, account: { select: { brokerType: { select: { code: true } } } } },
    });
    const manifest = row && brokerManifest(row.account.brokerType.code);
    if (!row || !manifest) return NOT_FOUND;
    if (manifest.fields.length === 0) return refuse("This kind of account needs no credentials.");

    const typed = credentialsSchema(manifest, { blankKeeps: true }).safeParse(input);
    if (!typed.success) return refuse("The credentials were not replaced.", fieldErrorsOf(typed.error.issues));
    if (Object.keys(typed.data).length === 0) return done(undefined, "Nothing was entered, so everything stays as it is.");

    const everything = manifest.fields.every((field) => field.name in typed.data);
    const kept = everything ? {} : await openKept(tx, actor, accountId, row.credentials);
    const merged = kept && { ...kept, ...typed.data };
    if (!merged || manifest.fields.some((field) => !field.optional && !(field.name in merged))) {
      return refuse("The old credentials can't be opened, so nothing can be kept of them. Enter every field.");
    }
    await reseal(tx, accountId, merged);
    await record(tx, actor, "credentials_replaced", `account:${accountId}`, { fields: Object.keys(typed.data).join(" ") });
    await connect(tx, actor, accountId, manifest);
    return done(undefined, "Sealed and saved.");
  });
}

/** Opens what is sealed of an account. That it was, and why, is in the audit log, and when is shown to the person. Null when it isn't the actor's. */
export async function openCredentials(tx: Transaction, actor: Actor, accountId: bigint, why: string): Promise<Opened | null> {
  const row = await tx.brokerAccountCredential.findUnique({ where: { brokerAccountId: accountId }, select: { credentials: true } });
  if (!row) return null;
  await record(tx, actor, "credentials_opened", `account:${accountId}`, { why });
  await tx.brokerLink.updateMany({ where: { brokerAccountId: accountId }, data: { secretUsedAt: new Date() } });
  return open(accountId, row.credentials);
}

/** {@link openCredentials} in a transaction of its own, of an account that is linked; null where there is none of the actor's. */
export function openAlone(actor: Actor, accountId: bigint, why: string): Promise<{ brokerCode: string; opened: Opened } | null> {
  return asActor(actor, async (tx) => {
    const link = await tx.brokerLink.findUnique({
      where: { brokerAccountId: accountId },
      select: { account: { select: { brokerType: { select: { code: true } } } } },
    });
    if (!link) return null;
    const opened = await openCredentials(tx, actor, accountId, why);
    return opened && { brokerCode: link.account.brokerType.code, opened };
  });
}

/**
 * Seals further secrets beside those that are there: a session that a sign-in opened, a key that renewed itself.
 * @returns whether what is there could be opened; if not, nothing is changed
 */
export async function addCredentials(tx: Transaction, accountId: bigint, more: Secrets): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM broker_account_credentials WHERE broker_account_id = ${accountId} FOR UPDATE`;
  const row = await tx.brokerAccountCredential.findUnique({ where: { brokerAccountId: accountId }, select: { credentials: true } });
  const opened = row && (await open(accountId, row.credentials));
  if (!opened?.ok) return false;
  await reseal(tx, accountId, { ...opened.secrets, ...more });
  return true;
}

/** Seals an account's secrets once more, for another account that was found with the same key; false where they don't open. */
export async function copyCredentials(tx: Transaction, actor: Actor, from: bigint, to: bigint): Promise<boolean> {
  const opened = await openCredentials(tx, actor, from, "another account of the same key was linked");
  if (opened?.ok) await sealFirst(tx, to, opened.secrets);
  return opened?.ok === true;
}

/** Leaves an account with credentials that are sealed and empty. */
export async function destroyCredentials(tx: Transaction, accountId: bigint): Promise<void> {
  await reseal(tx, accountId, {});
}

async function reseal(tx: Transaction, accountId: bigint, secrets: Secrets): Promise<void> {
  await tx.brokerAccountCredential.update({
    where: { brokerAccountId: accountId },
    data: { credentials: await seal(accountId, secrets), encrypted: true, updatedAt: new Date() },
    select: { id: true },
  });
}

async function openKept(tx: Transaction, actor: Actor, accountId: bigint, sealed: unknown): Promise<Secrets | null> {
  await record(tx, actor, "credentials_opened", `account:${accountId}`, { why: "a field was kept" });
  const opened = await open(accountId, sealed);
  return opened.ok ? opened.secrets : null;
}

/**
 * Seals credentials that renewed themselves, for every account that was linked with the same key: for all of them the old ones are void. What the
 * person replaced since they were opened stays as it is.
 * @param used what was opened, or renewed last
 */
export function renewCredentials(actor: Actor, accountId: bigint, used: Secrets, renewed: Secrets): Promise<void> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<{ account_id: bigint; credentials: unknown }[]>`
      SELECT c.broker_account_id AS account_id, c.credentials FROM broker_account_credentials c JOIN broker_links l USING (broker_account_id)
      WHERE l.key_group = (SELECT key_group FROM broker_links WHERE broker_account_id = ${accountId}) ORDER BY 1 FOR UPDATE OF c`;
    for (const { account_id: id, credentials } of rows) {
      const now = await open(id, credentials);
      if (!now.ok || !areSame(now.secrets, used)) continue;
      await reseal(tx, id, renewed);
      await record(tx, actor, "credentials_renewed", `account:${id}`);
    }
  });
}

const areSame = (one: Secrets, other: Secrets) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, value]) => other[name] === value);

/** zod's issues as one message per field. */
export function fieldErrorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) errors[issue.path.map(String).join(".")] ??= issue.message;
  return errors;
}

import "server-only";
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
    // Locked: of two replacements at once the second builds on the first.
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

/** Opens what is sealed of an account. That it was, and why, is in the audit log, and when is shown to the person. */
export async function openCredentials(tx: Transaction, actor: Actor, accountId: bigint, why: string): Promise<Opened> {
  const row = await tx.brokerAccountCredential.findUnique({ where: { brokerAccountId: accountId }, select: { credentials: true } });
  if (!row) return { ok: false, reason: "tampered" };
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
    return { brokerCode: link.account.brokerType.code, opened: await openCredentials(tx, actor, accountId, why) };
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

/** {@link addCredentials} in a transaction of its own, committed when this resolves: a key that renews itself is used only after that. */
export async function keepRenewed(actor: Actor, accountId: bigint, secrets: Secrets): Promise<void> {
  const kept = await asActor(actor, (tx) => addCredentials(tx, accountId, secrets));
  if (!kept) throw new Error("renewed credentials could not be sealed: those that they renew don't open");
}

/** Seals an account's secrets once more, for another account that was found with the same key; false where they don't open. */
export async function copyCredentials(tx: Transaction, actor: Actor, from: bigint, to: bigint): Promise<boolean> {
  const opened = await openCredentials(tx, actor, from, "another account of the same key was linked");
  if (opened.ok) await sealFirst(tx, to, opened.secrets);
  return opened.ok;
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

/** zod's issues as one message per field. */
export function fieldErrorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) errors[issue.path.map(String).join(".")] ??= issue.message;
  return errors;
}

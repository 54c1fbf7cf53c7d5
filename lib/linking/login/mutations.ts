import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import { lockAccount } from "@/lib/accounts/locks/mutations";
import { leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { allowedHosts, permission } from "@/lib/brokers/link/guard";
import { openLink } from "@/lib/brokers/link/open";
import { brokerManifest, connectorOf } from "@/lib/brokers/registry";
import { addCredentials, openAlone } from "@/lib/credentials/mutations";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { brokerEndpoints, env } from "@/lib/env";
import { requestSync } from "@/lib/sync/mutations";
import type { SyncProblem } from "@/lib/sync/schema";
import { refusalOf } from "../refusal";

const VALID_MINUTES = 30;
const TIMEOUT_MS = 20_000;
const hashed = (state: string) => createHash("sha256").update(state).digest("base64url");

/** Where brokers send people back to, with the state that was given to them. */
export const CALLBACK_PATH = "/link/callback";

/** Opens an account's credentials for a sign-in at its broker; the words for why that can't be. */
async function openFor(actor: Actor, accountId: bigint, why: string) {
  const found = await openAlone(actor, accountId, why);
  const code = found?.brokerCode ?? "";
  const manifest = brokerManifest(code);
  const login = (await connectorOf(code))?.login;
  if (!found || !manifest || !login) return NOT_FOUND;
  if (!found.opened.ok) return refuse("The credentials of this account can't be opened. Enter them again under Credentials.");
  const link = openLink({
    manifest,
    secrets: found.opened.secrets,
    instead: brokerEndpoints(code),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { ok: true as const, login, link };
}

/** Sends the person to their broker's own pages to sign in there. */
export async function beginLogin(actor: Actor, accountId: bigint): Promise<Outcome> {
  const found = await openFor(actor, accountId, "the person signs in at the broker");
  if (!found.ok) return found;
  const state = randomBytes(32).toString("base64url");
  const returnTo = new URL(CALLBACK_PATH, env().NEXTAUTH_URL);
  returnTo.searchParams.set("state", state);
  try {
    const { address, secrets } = await found.login.begin(found.link, returnTo.toString(), state);
    if (permission(new URL(address), allowedHosts(found.link.manifest, brokerEndpoints(found.link.manifest.code))) === null)
      return refuse("The broker sent an address to sign in at that is none of its own. Nothing was opened.");
    await asActor(actor, async (tx) => {
      await lockAccount(tx, accountId);
      await addCredentials(tx, accountId, secrets);
      await tx.brokerLogin.deleteMany({ where: { brokerAccountId: accountId } });
      await tx.brokerLogin.create({
        data: { stateHash: hashed(state), brokerAccountId: accountId, expiresAt: new Date(Date.now() + VALID_MINUTES * 60_000) },
        select: { stateHash: true },
      });
    });
    return leadTo(address);
  } catch (error) {
    return refusalOf(error);
  }
}

/**
 * Takes a person back who comes from their broker's pages: the state has to be the one that they went with, which is good once.
 * @returns the address to go on to: the account, which says how it went, or a page that says that nobody of that state is expected
 */
export async function finishLogin(actor: Actor, answer: URLSearchParams): Promise<URL> {
  const accountId = await takeState(actor, answer.get("state") ?? "");
  if (accountId === null) return new URL("/link/over", env().NEXTAUTH_URL);
  const problem = await finish(actor, accountId, answer);
  if (problem !== null)
    await asActor(actor, (tx) => tx.brokerLink.updateMany({ where: { brokerAccountId: accountId }, data: { problem: { ...problem } } }));
  return new URL(`/accounts/${accountId}`, env().NEXTAUTH_URL);
}

/** Seals what the sign-in brought, and asks for the first sync. Why that could not be; null where it could. */
async function finish(actor: Actor, accountId: bigint, answer: URLSearchParams): Promise<SyncProblem | null> {
  const failed = (message: string): SyncProblem => ({ kind: "sign-in", message, mend: "Sign in once more.", at: new Date().toISOString() });
  const found = await openFor(actor, accountId, "the person signed in at the broker");
  if (!found.ok) return failed(found.message);
  try {
    const secrets = await found.login.finish(found.link, answer);
    await asActor(actor, async (tx) => {
      // One sign-in opens every account of its key.
      const accounts = await tx.$queryRaw<{ id: bigint }[]>`
        SELECT broker_account_id AS id FROM broker_links
        WHERE key_group = (SELECT key_group FROM broker_links WHERE broker_account_id = ${accountId}) ORDER BY 1`;
      for (const { id } of accounts) await signedIn(tx, actor, id, secrets);
    });
    return null;
  } catch (error) {
    return failed(refusalOf(error).message);
  }
}

async function signedIn(tx: Transaction, actor: Actor, accountId: bigint, secrets: Record<string, string>): Promise<void> {
  await lockAccount(tx, accountId);
  await addCredentials(tx, accountId, secrets);
  await tx.brokerLink.update({
    where: { brokerAccountId: accountId },
    data: { problem: Prisma.DbNull, failures: 0, secretSetAt: new Date() },
    select: { brokerAccountId: true },
  });
  await tx.brokerAccount.updateMany({ where: { id: accountId, status: "attention" }, data: { status: "active" } });
  await record(tx, actor, "broker_login", `account:${accountId}`);
  await requestSync(tx, actor, accountId, "sign-in");
}

/** Row-level security shows nobody the states of others. Deleted at once: the same address a second time opens nothing. */
function takeState(actor: Actor, state: string): Promise<bigint | null> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<{ broker_account_id: bigint; is_valid: boolean }[]>`
      DELETE FROM broker_logins WHERE state_hash = ${hashed(state)} RETURNING broker_account_id, expires_at > now() AS is_valid`;
    return rows[0]?.is_valid ? rows[0].broker_account_id : null;
  });
}

import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import type { Actor } from "@/lib/auth/actor";
import { type LinkOptions, openLink } from "@/lib/brokers/link/open";
import { type BrokerManifest, credentialsSchema } from "@/lib/brokers/manifest";
import { brokerManifest, connectorOf } from "@/lib/brokers/registry";
import { fieldErrorsOf, openAlone, renewCredentials } from "@/lib/credentials/mutations";
import { brokerEndpoints } from "@/lib/env";
import { refusalOf } from "./refusal";
import type { TestedKey, TestTyped } from "./schema";

type Secrets = LinkOptions["secrets"];

const TIMEOUT_MS = 25_000;

/** Asks the broker what a key may do that was typed and is not kept. */
export async function testTyped(input: TestTyped): Promise<Outcome<TestedKey>> {
  const manifest = brokerManifest(input.broker);
  if (!manifest?.sync) return refuse("There is nothing to test: this kind of account asks no broker.");
  if (manifest.sync.keyIsUsedUp) return refuse("This key works once, so it is tested as the account is linked.");
  if (manifest.access === "login")
    return refuse("Link the account first: you sign in on the broker's own pages, and are asked to right after.");
  const typed = credentialsSchema(manifest, { blankKeeps: false }).safeParse(input);
  if (!typed.success) return refuse("Nothing was tested yet.", fieldErrorsOf(typed.error.issues));
  return test(manifest, { secrets: typed.data });
}

/** Asks the broker what the sealed key of an account may do. That it was opened is in the audit log. */
export async function testSealed(actor: Actor, accountId: bigint): Promise<Outcome<TestedKey>> {
  const found = await openAlone(actor, accountId, "the connection was tested");
  const manifest = found && brokerManifest(found.brokerCode);
  if (!found || !manifest) return NOT_FOUND;
  if (!found.opened.ok) return refuse("The credentials can't be opened. Enter them again.");
  let { secrets } = found.opened;
  const renew = async (renewed: Secrets) => {
    await renewCredentials(actor, accountId, secrets, renewed);
    secrets = renewed;
  };
  return test(manifest, { secrets, renew });
}

async function test(manifest: BrokerManifest, key: Pick<LinkOptions, "secrets" | "renew">): Promise<Outcome<TestedKey>> {
  const connector = await connectorOf(manifest.code);
  if (!connector) return refuse("There is nothing to test: this kind of account asks no broker.");
  const link = openLink({ manifest, ...key, instead: brokerEndpoints(manifest.code), signal: AbortSignal.timeout(TIMEOUT_MS) });
  try {
    const facts = await connector.test(link);
    let accounts = 0;
    for await (const _account of connector.accounts(link)) accounts += 1;
    return done({ ...facts, accounts });
  } catch (error) {
    return refusalOf(error);
  }
}

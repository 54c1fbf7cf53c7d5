import "server-only";
import { createHmac } from "node:crypto";
import { type AllowedHosts, guardedRequests, permission } from "@/lib/brokers/link/guard";
import { BrokerProblem } from "@/lib/brokers/problem";
import type { Webhook } from "@/lib/credentials/webhooks/mutations";
import { webhookHosts } from "@/lib/env";

const TIMEOUT_MS = 15_000;
/** Nothing of the answer but its status is looked at. */
const MAX_BYTES = 8 * 1024;

/** A person's address may be anywhere public, under https; elsewhere only where the operator says so. */
const hostsOf = (url: URL): AllowedHosts => ({ published: [url.hostname], instead: webhookHosts() });

export const mayBeSentTo = (url: URL): boolean => permission(url, hostsOf(url)) !== null;

/** The signature that the Standard Webhooks specification describes: receivers check it with one of its libraries. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

/**
 * Delivers a body once. Follows no redirect: where it leads, nobody has agreed to.
 * @throws BrokerProblem when it does not arrive, or the answer is not one of success
 */
export async function post({ url: address, secret }: Webhook, id: string, body: string): Promise<void> {
  const url = new URL(address);
  if (!mayBeSentTo(url)) throw new BrokerProblem("answer", "The address is not a public one under https.");
  const seconds = Math.floor(Date.now() / 1000);
  const request = guardedRequests(hostsOf(url), new AbortController().signal, TIMEOUT_MS, MAX_BYTES);
  const { status } = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Truefolio",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signatureOf(secret, id, seconds, body),
    },
    body,
  });
  if (status < 200 || status > 299) throw new BrokerProblem("answer", `${url.hostname} answered with status ${status}.`);
}

import "server-only";
import { randomBytes } from "node:crypto";
import { done, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { countAttempt } from "@/lib/auth/throttle";
import { sealWebhook } from "@/lib/credentials/webhooks/mutations";
import { asActor } from "@/lib/db/as-actor";
import { getEmailState } from "@/lib/users/email/queries";
import type { Channel } from "./channels";
import { deliverNotice } from "./delivery/mutations";
import { mayBeSentTo } from "./webhook";

/** Has a person told by mail, or no longer. Only at an address that is known to be theirs: anybody's could be typed. */
export async function saveByEmail(actor: Actor, byEmail: boolean): Promise<Outcome> {
  if (byEmail && (await getEmailState(actor)).verifiedAt === null) return refuse("Confirm your address first: in Settings, under Profile.");
  return asActor(actor, async (tx) => {
    const userId = BigInt(actor.userId);
    await tx.attentionSettings.upsert({ where: { userId }, create: { userId, byEmail }, update: { byEmail }, select: { userId: true } });
    await record(tx, actor, "preferences_changed", `user:${userId}`, { fields: "messages about accounts" });
    return done(undefined, "Saved.");
  });
}

/**
 * Has a person told at an address of theirs.
 * @returns the secret that deliveries are signed with: a new one for every address, shown this once
 */
export async function saveWebhook(actor: Actor, url: string): Promise<Outcome<{ secret: string }>> {
  const userId = BigInt(actor.userId);
  const { host } = new URL(url);
  if (!mayBeSentTo(new URL(url)))
    return refuse("The address was not saved.", {
      webhookUrl:
        "Only public addresses under https can be reached, by name and at the usual port; for others, ask whoever runs this server.",
    });
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const change = { webhookHost: host, webhook: await sealWebhook(userId, { url, secret }), updatedAt: new Date() };
  return asActor(actor, async (tx) => {
    await tx.attentionSettings.upsert({ where: { userId }, create: { userId, ...change }, update: change, select: { userId: true } });
    await record(tx, actor, "webhook_set", `user:${userId}`);
    return done({ secret }, "Saved.");
  });
}

/** Forgets the address and its secret. What still waits to be sent there ends as not arrived. */
export function removeWebhook(actor: Actor): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.attentionSettings.updateMany({
      where: { userId: BigInt(actor.userId), webhook: { not: null } },
      data: { webhookHost: null, webhook: null, updatedAt: new Date() },
    });
    if (count > 0) await record(tx, actor, "webhook_removed", `user:${actor.userId}`);
    return done(undefined, "Removed.");
  });
}

/** Tells a person that nothing is wrong, at once, and how that went. */
export async function testAttention(actor: Actor, channel: Channel): Promise<Outcome> {
  const seconds = await countAttempt("test", actor.userId);
  if (seconds > 0) return refuse(`Too many tests. Wait ${Math.max(1, Math.ceil(seconds / 60))} minutes and try again.`);
  const userId = BigInt(actor.userId);
  const { id } = await asActor(actor, (tx) =>
    // Due long after this attempt is over: no worker takes it.
    tx.attentionNotice.create({ data: { userId, channel, attempts: 1, dueAt: new Date(Date.now() + 3_600_000) }, select: { id: true } }),
  );
  const problem = await deliverNotice(actor, id, null);
  return problem === null ? done(undefined, "The test arrived.") : refuse(`The test did not arrive. ${problem}`);
}

import "server-only";
import { z } from "zod";
import { reportUnexpected } from "@/lib/action/report";
import type { Actor } from "@/lib/auth/actor";
import { BrokerProblem } from "@/lib/brokers/problem";
import { openWebhook } from "@/lib/credentials/webhooks/mutations";
import { asActor } from "@/lib/db/as-actor";
import { linkTo } from "@/lib/mail/links";
import { send } from "@/lib/mail/transport";
import { syncProblemSchema } from "@/lib/sync/schema";
import { CHANNELS, type Channel } from "../channels";
import { attentionMessage, reasonOf } from "../messages";
import type { WebhookBody } from "../schema";
import { post } from "../webhook";

const channelSchema = z.enum(CHANNELS);

interface Told {
  channel: Channel;
  body: WebhookBody;
  byEmail: boolean;
  webhook: Uint8Array | null;
}

/** The person has switched it off since, or never on. */
class SwitchedOff extends Error {
  override readonly name = "SwitchedOff";
}

/**
 * Tells a person once, and notes how that went.
 * @param againAfterS how long until the next attempt, in seconds, should this one fail; null when it is the last
 * @returns why it did not arrive, null when it did
 */
export async function deliverNotice(actor: Actor, id: string, againAfterS: number | null): Promise<string | null> {
  const told = await readNotice(actor, id);
  if (!told) return "It isn’t there any more.";
  const problem = await deliver(actor, told).then(
    () => null,
    (error: unknown) => error,
  );
  const isOver = problem === null || againAfterS === null || problem instanceof SwitchedOff;
  const outcome = problem === null ? "" : inWords(problem);
  await asActor(actor, (tx) =>
    tx.attentionNotice.updateMany({
      where: { id, state: "waiting" },
      data: isOver
        ? { state: problem === null ? "delivered" : "failed", outcome, settledAt: new Date() }
        : { outcome, dueAt: new Date(Date.now() + againAfterS * 1000) },
    }),
  );
  return problem === null ? null : outcome;
}

function inWords(problem: unknown): string {
  if (problem instanceof BrokerProblem || problem instanceof SwitchedOff) return problem.message;
  return `The mail server did not take it. Reference ${reportUnexpected(problem)}.`;
}

async function deliver(actor: Actor, { channel, body, byEmail, webhook }: Told): Promise<void> {
  if (channel === "email") {
    if (!byEmail) throw new SwitchedOff("You have switched messages by mail off.");
    return send({ to: actor.email, ...attentionMessage(actor.name, body, linkTo("/settings/connections")) });
  }
  const opened = webhook && (await openWebhook(BigInt(actor.userId), webhook));
  if (!opened)
    throw new SwitchedOff(webhook ? "The address can’t be opened any more. Save it anew." : "There is no address to send it to.");
  await post(opened, body.id, JSON.stringify(body));
}

function readNotice(actor: Actor, id: string): Promise<Told | null> {
  return asActor(actor, async (tx) => {
    const notice = await tx.attentionNotice.findUnique({
      where: { id },
      include: { account: { select: { id: true, displayName: true, brokerType: { select: { displayName: true } } } } },
    });
    if (!notice) return null;
    const settings = await tx.attentionSettings.findUnique({ where: { userId: BigInt(actor.userId) } });
    const { account } = notice;
    const kind = syncProblemSchema.safeParse(notice.problem).data?.kind ?? null;
    const body: WebhookBody = {
      id,
      type: account ? "account.needs_attention" : "test",
      timestamp: notice.createdAt.toISOString(),
      account: account && {
        id: account.id.toString(),
        name: account.displayName,
        broker: account.brokerType.displayName,
        url: linkTo(`/accounts/${account.id}`),
      },
      reason: account && { kind, text: reasonOf(kind) },
    };
    return {
      channel: channelSchema.parse(notice.channel),
      body,
      byEmail: settings?.byEmail ?? false,
      webhook: settings?.webhook ?? null,
    };
  });
}

import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { getEmailState } from "@/lib/users/email/queries";
import { CHANNELS } from "./channels";
import type { AttentionSettings } from "./schema";

const SHOWN = 8;
const channelSchema = z.enum(CHANNELS);
const stateSchema = z.enum(["waiting", "delivered", "failed"]);

/** How a person wants to be told, and how that went the last few times, newest first. */
export async function getAttentionSettings(actor: Actor): Promise<AttentionSettings> {
  const [email, settings] = await Promise.all([getEmailState(actor), readSettings(actor)]);
  return { ...settings, email: email.email, isVerified: email.verifiedAt !== null };
}

function readSettings(actor: Actor): Promise<Omit<AttentionSettings, "email" | "isVerified">> {
  return asActor(actor, async (tx) => {
    const settings = await tx.attentionSettings.findUnique({
      where: { userId: BigInt(actor.userId) },
      select: { byEmail: true, webhookHost: true },
    });
    const notices = await tx.attentionNotice.findMany({
      orderBy: { createdAt: "desc" },
      take: SHOWN,
      include: { account: { select: { displayName: true } } },
    });
    return {
      byEmail: settings?.byEmail ?? false,
      webhookHost: settings?.webhookHost ?? null,
      notices: notices.map((notice) => ({
        id: notice.id,
        channel: channelSchema.parse(notice.channel),
        state: stateSchema.parse(notice.state),
        outcome: notice.outcome,
        accountName: notice.account?.displayName ?? null,
        createdAt: notice.createdAt.toISOString(),
        settledAt: notice.settledAt?.toISOString() ?? null,
      })),
    };
  });
}

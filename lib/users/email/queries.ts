import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { hashOfToken } from "@/lib/mail/links";
import { type EmailState, isToken, type LinkPurpose, purposeOf } from "./schema";

/** Whether a person's address is known to be theirs. */
export function getEmailState(actor: Actor): Promise<EmailState> {
  return asActor(actor, async (tx) => {
    const row = await tx.verifiedEmail.findUnique({ where: { userId: BigInt(actor.userId) } });
    const isCurrent = row?.email.toLowerCase() === actor.email.toLowerCase();
    return { email: actor.email, verifiedAt: isCurrent ? row.verifiedAt.toISOString() : null };
  });
}

/** What a link is for, and which address it was sent to. Looking does not use it up: mail programs look at links too. */
export async function readLink(token: string): Promise<{ purpose: LinkPurpose; email: string }> {
  const [row] = isToken(token)
    ? await database().$queryRaw<{ kind: string; email: string }[]>`SELECT * FROM auth_token(${hashOfToken(token)})`
    : [];
  return row ? { purpose: purposeOf(row.kind), email: row.email } : { purpose: "gone", email: "" };
}

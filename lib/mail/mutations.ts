import "server-only";
import { database } from "@/lib/db/client";
import { hashOfToken, linkTo, newToken } from "./links";
import * as messages from "./messages";
import { type Mail, mailSchema } from "./schema";
import { send } from "./transport";

/** In whose name a message is queued: in a transaction together with what it speaks of, or by itself. */
type Queue = Pick<ReturnType<typeof database>, "$executeRaw">;

/** Has a message sent by the worker. It is the same work, and takes the same time, whoever has the address and if nobody has. */
export async function queueMail(address: string, mail: Mail, tx: Queue = database()): Promise<void> {
  const content = "content" in mail ? mail.content : {};
  await tx.$executeRaw`SELECT queue_mail(${mail.kind}, ${address}, ${content}::jsonb)`;
}

/** A message that this worker has taken. */
export interface ClaimedMail {
  id: bigint;
  kind: string;
  address: string;
  content: unknown;
  attempts: number;
  /** Who was signed in when it was asked for. */
  user_id: bigint | null;
  /** Whose address it is, as of now. */
  owner_id: bigint | null;
  owner_name: string | null;
}

const HOUR_S = 60 * 60;
const DAY_S = 24 * HOUR_S;

/**
 * Makes the link of a message, and sends it. A message for an address that nobody has is none.
 * @throws what {@link send} throws
 */
export async function deliver(claimed: ClaimedMail): Promise<void> {
  const words = await wordsOf(mailSchema.parse(claimed), claimed);
  if (words) await send({ to: claimed.address, ...words });
}

async function wordsOf(mail: Mail, claimed: ClaimedMail): Promise<messages.Words | null> {
  const { owner_id: owner, user_id: asker, address } = claimed;
  const name = claimed.owner_name ?? "";
  switch (mail.kind) {
    case "sign_up":
      return owner === null
        ? messages.confirmSignUp(await verifyLink("sign_up", null, address, mail.content))
        : messages.alreadySignedUp(name, linkTo("/sign-in"), linkTo("/forgot-password"));
    case "verify_email":
      return owner === null ? null : messages.verifyEmail(name, await verifyLink("verify_email", owner, address));
    case "change_email":
      // Somebody has it: they are not told of the wish, and neither is who wished it.
      return asker && owner === null ? messages.changeEmail(await verifyLink("change_email", asker, address)) : null;
    case "email_changing":
      return messages.emailChanging(name, mail.content.newEmail, linkTo("/forgot-password"));
    case "email_changed":
      return messages.emailChanged(mail.content.newEmail);
    case "reset_password":
      return owner === null ? null : messages.resetPassword(name, await resetLink(owner, address));
  }
}

async function resetLink(userId: bigint, email: string): Promise<string> {
  return linkTo("/reset-password", { token: await makeToken("reset_password", userId, email, "{}", HOUR_S) });
}

async function verifyLink(kind: string, userId: bigint | null, email: string, content: object = {}): Promise<string> {
  return linkTo("/verify-email", { token: await makeToken(kind, userId, email, JSON.stringify(content), DAY_S) });
}

async function makeToken(kind: string, userId: bigint | null, email: string, content: string, seconds: number): Promise<string> {
  const token = newToken();
  await database().$executeRaw`
    SELECT auth_make_token(${hashOfToken(token)}, ${kind}, ${userId}::bigint, ${email}, ${content}::jsonb, make_interval(secs => ${seconds}::int))`;
  return token;
}

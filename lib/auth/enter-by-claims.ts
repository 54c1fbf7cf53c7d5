import "server-only";
import { record } from "@/lib/audit/mutations";
import { asActor } from "@/lib/db/as-actor";
import { database } from "@/lib/db/client";
import { type Claims, claimsSchema } from "@/lib/oidc/schema";
import { emailSchema } from "@/lib/users/schema";
import type { Actor } from "./actor";
import { hasRecentSignIn } from "./recent-sign-in";
import { openSession } from "./session";

/** What came of coming back from a provider: a session, or an identity more, or why not (components/users/sign-in-message.ts). */
export type Entrance =
  | { outcome: "entered"; userId: string; sessionSecret: string }
  | { outcome: "connected" }
  | { outcome: "refused"; code: "oidcUnknown" | "oidcEmail" | "oidcTaken" | "oidcStale" };

const NAME_LENGTH = 100;

/**
 * Lets somebody in whom a provider has vouched for: the person of that identity; else, for who is signed in and has proved it lately, connects it
 * to them; else makes a new person of it, when the provider has confirmed the address and nobody has it. An address alone opens no account:
 * who has one signs in and connects it.
 * @param claims of the ID token, whose signature, issuer, audience and nonce are checked already
 * @param actor who is signed in in this browser
 */
export async function enterByClaims(issuer: string, claims: unknown, actor: Actor | null, userAgent: string): Promise<Entrance> {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return { outcome: "refused", code: "oidcUnknown" };
  const known = await findPerson(issuer, parsed.data.sub);
  if (actor) return connect(actor, issuer, parsed.data, known);
  const userId = known ?? (await signUp(issuer, parsed.data));
  if (typeof userId === "string") return { outcome: "refused", code: userId };
  return { outcome: "entered", userId: userId.toString(), sessionSecret: await openSession(userId, userAgent) };
}

async function findPerson(issuer: string, subject: string): Promise<bigint | null> {
  const [row] = await database().$queryRaw<{ id: bigint | null }[]>`SELECT auth_find_identity(${issuer}, ${subject}) AS id`;
  return row?.id ?? null;
}

async function signUp(issuer: string, { sub, email, email_verified, name }: Claims): Promise<bigint | "oidcEmail" | "oidcTaken"> {
  const address = emailSchema.safeParse(email);
  if (!address.success || !email_verified) return "oidcEmail";
  const called = (name?.trim() || address.data.split("@")[0] || address.data).slice(0, NAME_LENGTH);
  const [row] = await database().$queryRaw<{ id: bigint | null }[]>`
    SELECT auth_sign_up_by_identity(${address.data}, ${called}, ${issuer}, ${sub}) AS id`;
  return row?.id ?? "oidcTaken";
}

async function connect(actor: Actor, issuer: string, { sub, email }: Claims, known: bigint | null): Promise<Entrance> {
  if (known !== null) return known.toString() === actor.userId ? { outcome: "connected" } : { outcome: "refused", code: "oidcTaken" };
  if (!(await hasRecentSignIn(actor))) return { outcome: "refused", code: "oidcStale" };
  return asActor(actor, async (tx) => {
    const { count } = await tx.oidcIdentity.createMany({
      data: { userId: BigInt(actor.userId), issuer, subject: sub, email: email?.slice(0, 254) ?? null },
      skipDuplicates: true,
    });
    if (count === 0) return { outcome: "refused", code: "oidcTaken" };
    await record(tx, actor, "identity_connected", `user:${actor.userId}`);
    return { outcome: "connected" };
  });
}

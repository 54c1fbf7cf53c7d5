import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { isTotpKeyHere, openTotpSecret } from "@/lib/credentials/second-factors";
import { asActor } from "@/lib/db/as-actor";
import { keyUri } from "./rules";
import type { TwoFactorState } from "./schema";

/** How long a set-up that was begun can be confirmed, in minutes; until then its secret is shown. */
export const SET_UP_MINUTES = 15;

/** How the person's two-factor sign-in stands. The secret is in it only while it is being set up. */
export function getTwoFactor(actor: Actor): Promise<TwoFactorState> {
  return asActor(actor, async (tx) => {
    const row = await tx.totpSecret.findUnique({
      where: { userId: BigInt(actor.userId) },
      select: { sealed: true, confirmedAt: true, createdAt: true },
    });
    if (!row) return { status: "off" };
    if (row.confirmedAt) {
      const codesLeft = await tx.recoveryCode.count({ where: { usedAt: null } });
      return { status: "on", since: row.confirmedAt.toISOString(), codesLeft, isReadable: isTotpKeyHere(row.sealed) };
    }
    if (row.createdAt.getTime() < Date.now() - SET_UP_MINUTES * 60_000) return { status: "off" };
    const key = await openTotpSecret(BigInt(actor.userId), row.sealed);
    return key === null ? { status: "off" } : { status: "pending", key, uri: keyUri(key, actor.email) };
  });
}

import "server-only";
import type { Actor } from "./actor";

/** On whose behalf a sign-in goes on, from the moment that the password fits or a passkey has signed until there is a session. */
export function verifiedActor(userId: bigint): Actor {
  return { userId: userId.toString(), name: "", email: "", sessionId: "" } as Actor;
}

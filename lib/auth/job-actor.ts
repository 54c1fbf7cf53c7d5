import "server-only";
import type { Actor } from "./actor";

/** On whose behalf the worker does something that this person asked for when they were signed in. */
export function actorOfJob(person: { userId: bigint; name: string; email: string }): Actor {
  return { ...person, userId: person.userId.toString(), sessionId: "" } as Actor;
}

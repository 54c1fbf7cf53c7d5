import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { Annotations } from "./schema";

/** The tags and the note of an instrument; null when it isn't the actor's. */
export function getAnnotations(actor: Actor, instrumentId: bigint): Promise<Annotations | null> {
  return asActor(actor, async (tx) => {
    if (!(await tx.instrument.findUnique({ where: { id: instrumentId }, select: { id: true } }))) return null;
    const tags = await tx.instrumentTag.findMany({ where: { instrumentId }, orderBy: { tag: "asc" }, select: { tag: true } });
    const known = await tx.instrumentTag.findMany({ distinct: ["tag"], orderBy: { tag: "asc" }, select: { tag: true } });
    const noted = await tx.instrumentNote.findUnique({ where: { instrumentId } });
    return {
      tags: tags.map(({ tag }) => tag),
      known: known.map(({ tag }) => tag),
      note: noted?.note ?? "",
      notedAt: noted?.updatedAt.toISOString() ?? null,
    };
  });
}

import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { MOST_TAGS } from "./limits";

/** Puts a tag on an instrument, spelt as the person spelt it before: "dividend" and "Dividend" would be two slices of one pie. */
export function addTag(actor: Actor, instrumentId: bigint, typed: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await isThere(tx, instrumentId))) return NOT_FOUND;
    const alike = await tx.instrumentTag.findMany({ where: { tag: { equals: typed, mode: "insensitive" } }, orderBy: { tag: "asc" } });
    // In the language of patterns, to which that comparison belongs, an underscore means any letter.
    const tag = alike.map((row) => row.tag).find((each) => each.toLowerCase() === typed.toLowerCase()) ?? typed;
    const tags = await tx.instrumentTag.findMany({ where: { instrumentId }, select: { tag: true } });
    if (tags.some((row) => row.tag === tag)) return refuse("Nothing was added.", { tag: `It has the tag ${tag} already.` });
    if (tags.length >= MOST_TAGS) return refuse("Nothing was added.", { tag: `${MOST_TAGS} tags are the most. Remove one first.` });
    await tx.instrumentTag.create({ data: { userId: BigInt(actor.userId), instrumentId, tag }, select: { tag: true } });
    await record(tx, actor, "instrument_changed", `instrument:${instrumentId}`, { change: "tag_added" });
    return done(undefined, `Tagged ${tag}.`);
  });
}

export function removeTag(actor: Actor, instrumentId: bigint, tag: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.instrumentTag.deleteMany({ where: { instrumentId, tag } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "instrument_changed", `instrument:${instrumentId}`, { change: "tag_removed" });
    return done(undefined, `The tag ${tag} was removed.`);
  });
}

/** Keeps what a person notes about an instrument; nothing noted is no note. */
export function setNote(actor: Actor, instrumentId: bigint, note: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await isThere(tx, instrumentId))) return NOT_FOUND;
    if (note === "") await tx.instrumentNote.deleteMany({ where: { instrumentId } });
    else
      await tx.instrumentNote.upsert({
        where: { instrumentId },
        create: { instrumentId, userId: BigInt(actor.userId), note },
        update: { note, updatedAt: new Date() },
        select: { instrumentId: true },
      });
    await record(tx, actor, "instrument_changed", `instrument:${instrumentId}`, { change: "note" });
    return done(undefined, note === "" ? "The note was removed." : "Saved.");
  });
}

/** Row-level security lets through only the actor's own. */
async function isThere(tx: Transaction, id: bigint): Promise<boolean> {
  return (await tx.instrument.findUnique({ where: { id }, select: { id: true } })) !== null;
}

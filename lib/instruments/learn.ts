import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { InstrumentIndex } from "./instrument-index";
import { type Conflict, type Lesson, learn } from "./learning";
import { holdingNames, importNames, ledgerNames } from "./named-rows";
import { aliasesOf, aliasKey, type Named } from "./rules";

/** The first key of the advisory lock under which one person's instruments change; the second is derived from the person. */
const INSTRUMENTS_LOCK = 7_204;

/**
 * Lets changes of a person's instruments follow each other until the transaction ends: two imports that bring the same new name make one
 * instrument of it. Taken after any account's lock, never before.
 */
export async function lockInstruments(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${INSTRUMENTS_LOCK}::int, hashint8(current_user_id()))`;
}

/** A person's instruments and their names, as they are now. */
export async function loadIndex(tx: Transaction): Promise<InstrumentIndex> {
  const instruments = await tx.instrument.findMany({ select: { id: true, mergedInto: true } });
  const aliases = await tx.instrumentAlias.findMany({ select: { instrumentId: true, kind: true, value: true }, orderBy: { id: "asc" } });
  return new InstrumentIndex(
    instruments.map(({ id, mergedInto }) => ({ id: id.toString(), mergedInto: mergedInto?.toString() ?? null })),
    aliases.map(({ instrumentId, ...alias }) => ({ ...alias, instrumentId: instrumentId.toString() })),
  );
}

/**
 * Keeps what an import's rows call their instruments. To be called in the transaction that writes them. The rows are made distinct in the
 * database, so that a million of them with a few instruments cost one scan.
 * @returns names that belong to another instrument, and stayed there
 */
export async function learnInstruments(tx: Transaction, importId: bigint): Promise<Conflict[]> {
  return learnNames(tx, await importNames(tx, importId), importId);
}

/** As {@link learnInstruments}, of what a person has typed. */
export async function learnTyped(tx: Transaction, named: Named | null): Promise<void> {
  if (named) await learnNames(tx, [named], null);
}

/** As {@link learnInstruments}, of every ledger and list: what was there before instruments were kept. */
export async function learnEverything(tx: Transaction): Promise<Conflict[]> {
  return learnNames(tx, [...(await ledgerNames(tx)), ...(await holdingNames(tx, "all"))], null);
}

async function learnNames(tx: Transaction, names: readonly Named[], importId: bigint | null): Promise<Conflict[]> {
  if (names.length === 0) return [];
  await lockInstruments(tx);
  const lesson = learn(await loadIndex(tx), names);
  await write(tx, lesson, importId);
  return lesson.conflicts;
}

async function write(tx: Transaction, { created, aliases, names }: Lesson, importId: bigint | null): Promise<void> {
  const ids = await drawIds(tx, created.length);
  const byRef = new Map(created.map(({ ref }, index) => [ref, ids[index]]));
  const idOf = (instrument: string) => byRef.get(instrument) ?? instrument;
  const rows = created.map((each) => ({ ...each, id: idOf(each.ref) }));
  if (rows.length > 0)
    await tx.$executeRaw`
      INSERT INTO instruments (id, user_id, asset_type, symbol, currency)
      SELECT r.id, current_user_id(), r."assetType", left(r.symbol, 64), CASE WHEN is_currency(r.currency) THEN r.currency END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id bigint, "assetType" text, symbol text, currency text)`;
  if (aliases.length > 0)
    await tx.$executeRaw`
      INSERT INTO instrument_aliases (user_id, instrument_id, kind, value, source, import_id)
      SELECT current_user_id(), r.instrument, r.kind, r.value, r.source, ${importId}
      FROM jsonb_to_recordset(${JSON.stringify(aliases.map((each) => ({ ...each, instrument: idOf(each.instrument) })))}::jsonb)
        AS r (instrument bigint, kind text, value text, source text)
      ON CONFLICT (user_id, kind, value) DO NOTHING`;
  if (names.length > 0)
    await tx.$executeRaw`
      UPDATE instruments i SET name = r.name
      FROM jsonb_to_recordset(${JSON.stringify(names.map((each) => ({ ...each, instrument: idOf(each.instrument) })))}::jsonb)
        AS r (instrument bigint, name text)
      WHERE i.id = r.instrument AND i.name = ''`;
}

async function drawIds(tx: Transaction, count: number): Promise<string[]> {
  if (count === 0) return [];
  const rows = await tx.$queryRaw<{ id: bigint }[]>`SELECT nextval('instruments_id_seq') AS id FROM generate_series(1, ${count}::int)`;
  return rows.map(({ id }) => id.toString());
}

/** Whether a person has given an instrument something of their own, which would go with its last name. */
const isKept = (id: Prisma.Sql) => Prisma.sql`(
  EXISTS (SELECT 1 FROM prices p WHERE p.user_id = (SELECT current_user_id()) AND p.instrument_id = ${id})
  OR EXISTS (SELECT 1 FROM price_feeds f WHERE f.instrument_id = ${id}) OR EXISTS (SELECT 1 FROM instrument_tags t WHERE t.instrument_id = ${id})
  OR EXISTS (SELECT 1 FROM instrument_notes n WHERE n.instrument_id = ${id})
  OR EXISTS (SELECT 1 FROM portfolio_settings s WHERE s.benchmark_instrument_id = ${id}))`;

/**
 * Takes back what imports taught that are no longer in the ledger, this one among them: names that no row and no list has any more, and
 * instruments that nothing names. To be called in the transaction that undoes an import, once its rows are gone. A name that another
 * import's rows have stays until those are gone as well; a person's own names stay, and those of an instrument with prices, tags or a note.
 */
export async function forgetInstruments(tx: Transaction, importId: bigint): Promise<void> {
  await lockInstruments(tx);
  const orphans = await tx.$queryRaw<{ id: bigint; instrument_id: bigint; kind: string; value: string }[]>`
    SELECT a.id, a.instrument_id, a.kind, a.value FROM instrument_aliases a
    WHERE (a.import_id = ${importId} OR (a.import_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.id = a.import_id AND i.status IN ('imported', 'writing', 'undoing'))))
      AND NOT ${isKept(Prisma.sql`a.instrument_id`)}`;
  if (orphans.length === 0) return;
  const remaining = [...(await ledgerNames(tx)), ...(await holdingNames(tx, "all"))];
  const used = new Set(remaining.flatMap((named) => aliasesOf({ ...named, early: false }).map(aliasKey)));
  const gone = orphans.filter((alias) => !used.has(aliasKey(alias)));
  await tx.instrumentAlias.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  await removeNameless(tx, [...new Set(gone.map(({ instrument_id }) => instrument_id))]);
}

/** Of these instruments: those without a name of their own, and without others merged into them. A chain of merges goes link by link. */
export async function removeNameless(tx: Transaction, candidates: bigint[]): Promise<void> {
  let left = candidates;
  while (left.length > 0) {
    const removed = await tx.$queryRaw<{ id: bigint; merged_into: bigint | null }[]>`
      DELETE FROM instruments i WHERE i.id = ANY (${left}::bigint[])
        AND NOT EXISTS (SELECT 1 FROM instrument_aliases a WHERE a.instrument_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM instruments m WHERE m.merged_into = i.id)
      RETURNING i.id, i.merged_into`;
    const gone = new Set(removed.map(({ id }) => id));
    left = removed.length === 0 ? [] : [...left.filter((id) => !gone.has(id)), ...removed.flatMap(({ merged_into }) => merged_into ?? [])];
  }
}

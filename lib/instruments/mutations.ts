import "server-only";
import type { z } from "zod";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { giveToWorker } from "@/lib/imports/steps/queue";
import { aliasKindLabel } from "./alias-kinds";
import { codeWarning } from "./codes";
import { learnEverything, loadIndex, lockInstruments, removeNameless } from "./learn";
import { type Alias, canonicalCode, canonicalSymbol, codeAlias, marketOf, symbolAlias } from "./rules";
import type { addAliasSchema, changeSymbolSchema, createInstrumentSchema, editInstrumentSchema, nameSymbolsSchema } from "./schema";

type Fields<Schema extends z.ZodType> = Omit<z.output<Schema>, "instrumentId">;

/** A change of one person's instruments, after any other that is under way. */
const inTurn = <Result>(actor: Actor, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  asActor(actor, async (tx) => {
    await lockInstruments(tx);
    return work(tx);
  });

const find = (tx: Transaction, id: bigint) => tx.instrument.findUnique({ where: { id } });

/** An instrument that no row is about yet, such as an index to compare with. What already goes by one of its names is that one. */
export function createInstrument(actor: Actor, input: z.output<typeof createInstrumentSchema>): Promise<Outcome> {
  const { name, assetType, currency } = input;
  const symbol = canonicalSymbol(input.symbol);
  return inTurn(actor, async (tx) => {
    const { id } = await tx.instrument.create({
      data: { userId: BigInt(actor.userId), assetType, symbol, name, currency },
      select: { id: true },
    });
    const names = { symbol: symbolAlias(assetType, symbol, currency), ...(input.isin ? { isin: codeAlias("isin", input.isin) } : {}) };
    for (const [field, alias] of Object.entries(names)) {
      const refusal = await give(tx, id, alias, null);
      // The transaction ends with a refusal, and takes back what was made before it.
      if (refusal) throw new Refused("Nothing was added.", { [field]: refusal });
    }
    await record(tx, actor, "instrument_changed", `instrument:${id}`, { change: "created" });
    return leadTo(`/instruments/${id}`);
  }).catch(refusedOutcome);
}

export function editInstrument(actor: Actor, id: bigint, { name, assetType }: Fields<typeof editInstrumentSchema>): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const { count } = await tx.instrument.updateMany({ where: { id }, data: { name, assetType } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "instrument_changed", `instrument:${id}`, { change: "edited" });
    return done(undefined, "Saved.");
  });
}

/**
 * Makes two instruments one: the second's names are the first's from now on, and its rows are found there. Nothing of either is lost, so
 * that {@link undoMerge} can take them apart again. Two ISINs are no obstacle when a person says so: companies change theirs.
 */
export function mergeInstruments(actor: Actor, keepId: bigint, otherId: bigint): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const [keep, other] = [await find(tx, keepId), await find(tx, otherId)];
    if (!keep || !other) return NOT_FOUND;
    const index = await loadIndex(tx);
    const [root, merged] = [index.rootOf(keepId.toString()), index.rootOf(otherId.toString())];
    if (root === merged)
      return refuse("Nothing was changed.", { otherId: `${other.symbol} and ${keep.symbol} are one instrument already.` });
    await tx.instrument.update({ where: { id: BigInt(merged) }, data: { mergedInto: BigInt(root) }, select: { id: true } });
    await record(tx, actor, "instrument_merged", `instrument:${root}`, { merged });
    return done(undefined, `${other.symbol} is part of ${keep.symbol} now. Undo it on this instrument's page at any time.`);
  });
}

/** Takes a merged instrument out again, with all the names that it came with. */
export function undoMerge(actor: Actor, mergedId: bigint): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const merged = await find(tx, mergedId);
    if (!merged) return NOT_FOUND;
    if (merged.mergedInto === null) return refuse(`${merged.symbol} stands by itself already.`);
    await tx.instrument.update({ where: { id: mergedId }, data: { mergedInto: null }, select: { id: true } });
    await record(tx, actor, "instrument_unmerged", `instrument:${merged.mergedInto}`, { merged: mergedId.toString() });
    return done(undefined, `${merged.symbol} is an instrument of its own again.`);
  });
}

/** From a day on, the instrument goes by another symbol; its rows under the old one stay its own. */
export function changeSymbol(actor: Actor, id: bigint, { symbol, place, validFrom }: Fields<typeof changeSymbolSchema>): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const instrument = await find(tx, id);
    if (!instrument) return NOT_FOUND;
    const alias = symbolAlias(instrument.assetType, symbol, marketOf(place));
    const refusal = await give(tx, id, alias, new Date(`${validFrom}T00:00:00Z`));
    if (refusal) return refuse("Nothing was changed.", { symbol: refusal });
    await tx.instrument.update({ where: { id }, data: { symbol: canonicalSymbol(symbol) }, select: { id: true } });
    await record(tx, actor, "instrument_changed", `instrument:${id}`, {
      change: "symbol",
      from: instrument.symbol,
      to: canonicalSymbol(symbol),
    });
    return done(undefined, `It is ${canonicalSymbol(symbol)} from ${validFrom} on. Rows under ${instrument.symbol} still belong to it.`);
  });
}

/** Adds a name by hand. A check digit that doesn't fit is told, not refused. */
export function addAlias(actor: Actor, id: bigint, { kind, value, place }: Fields<typeof addAliasSchema>): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const instrument = await find(tx, id);
    if (!instrument) return NOT_FOUND;
    const where = canonicalCode(place) ? marketOf(place) : (instrument.currency ?? "");
    if (kind === "symbol" && where === "")
      return refuse("Nothing was added.", {
        place: "Enter the currency or the exchange that the symbol is quoted in, such as USD or XNAS.",
      });
    const alias = kind === "symbol" ? symbolAlias(instrument.assetType, value, where) : codeAlias(kind, value);
    const refusal = await give(tx, id, alias, null);
    if (refusal) return refuse("Nothing was added.", { value: refusal });
    await record(tx, actor, "instrument_changed", `instrument:${id}`, { change: "name_added", kind: alias.kind });
    const warning = codeWarning(alias.kind, alias.value);
    return done(undefined, `${aliasKindLabel(alias.kind)} ${alias.value} was added.${warning ? ` ${warning}` : ""}`);
  });
}

/**
 * Says of symbols in a preview which of the person's instruments they are, and has the file read again: its rows then meet the ones that are
 * there under another name.
 */
export function nameSymbols(actor: Actor, importId: bigint, symbols: z.output<typeof nameSymbolsSchema>["symbols"]): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const found = await tx.import.findUnique({ where: { id: importId }, select: { status: true } });
    if (!found) return NOT_FOUND;
    if (found.status !== "preview") return refuse("This import is no preview any more.");
    if (symbols.length === 0) return refuse("Choose an instrument for at least one symbol.");
    for (const { symbol, assetType, currency, instrumentId } of symbols) {
      if (!(await find(tx, BigInt(instrumentId)))) return NOT_FOUND;
      const refusal = await give(tx, BigInt(instrumentId), symbolAlias(assetType, symbol, currency), null);
      // The transaction ends with a refusal, and takes back what was given before it.
      if (refusal) throw new Refused(`${symbol}: ${refusal}`);
      await record(tx, actor, "instrument_changed", `instrument:${instrumentId}`, { change: "name_added", kind: "symbol" });
    }
    await giveToWorker(tx, importId, "reading");
    return done();
  }).catch(refusedOutcome);
}

/** A refusal that takes a transaction back with it. */
class Refused extends Error {
  constructor(
    message: string,
    readonly fieldErrors?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

function refusedOutcome(error: unknown) {
  if (error instanceof Refused) return refuse(error.message, error.fieldErrors);
  throw error;
}

/** Gives a name to an instrument; says why, where it can't be given. Only typed days overwrite: a name that it has stays as it is. */
async function give(tx: Transaction, id: bigint, { kind, value }: Alias, validFrom: Date | null): Promise<string | null> {
  const index = await loadIndex(tx);
  const owner = index.ownerOf({ kind, value });
  if (owner === undefined) {
    await tx.$executeRaw`
      INSERT INTO instrument_aliases (user_id, instrument_id, kind, value, valid_from, source)
      VALUES (current_user_id(), ${id}, ${kind}, ${value}, ${validFrom}::date, 'manual')`;
    return null;
  }
  if (index.rootOf(owner) !== index.rootOf(id.toString())) {
    const theirs = await find(tx, BigInt(index.rootOf(owner)));
    const whose = theirs ? [theirs.symbol, theirs.name].filter(Boolean).join(", ") : "another instrument";
    return `${value} already belongs to another instrument (${whose}). If the two are one, merge them; else remove the name there first.`;
  }
  if (validFrom === null) return `${value} is one of its names already.`;
  await tx.instrumentAlias.updateMany({ where: { kind, value }, data: { validFrom } });
  return null;
}

/** Takes a name away. The last one stays: nothing could be found under an instrument without any. */
export function removeAlias(actor: Actor, aliasId: bigint): Promise<Outcome> {
  return inTurn(actor, async (tx) => {
    const alias = await tx.instrumentAlias.findUnique({ where: { id: aliasId } });
    if (!alias) return NOT_FOUND;
    const index = await loadIndex(tx);
    if (index.namesOf(index.rootOf(alias.instrumentId.toString())).length === 1)
      return refuse("This is its only name, by which its rows are found. Add another one first.");
    await tx.instrumentAlias.delete({ where: { id: aliasId }, select: { id: true } });
    await removeNameless(tx, await mergedOnly(tx, alias.instrumentId));
    await record(tx, actor, "instrument_changed", `instrument:${alias.instrumentId}`, { change: "name_removed", kind: alias.kind });
    return done(undefined, `${aliasKindLabel(alias.kind)} ${alias.value} was removed.`);
  });
}

/** An instrument that was merged into another and has lost its last name would be nothing to take apart. */
async function mergedOnly(tx: Transaction, id: bigint): Promise<bigint[]> {
  return (await find(tx, id))?.mergedInto === null ? [] : [id];
}

/** Makes instruments of what ledgers and lists name and nobody has learned yet, such as rows from before instruments were kept. */
export function findInstruments(actor: Actor): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      await learnEverything(tx);
      return done(undefined, "Every name in your ledgers and lists belongs to an instrument now.");
    },
    { timeoutMs: 120_000 },
  );
}

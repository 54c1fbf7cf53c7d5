import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { formatName } from "@/lib/brokers/formats";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import type { AliasResolver } from "@/lib/imports/identity";
import { type Moment, NOW } from "@/lib/moment/schema";
import { InstrumentIndex } from "./instrument-index";
import { loadIndex } from "./learn";
import { holdingNames, importNames, ledgerNames, namedTransactions } from "./named-rows";
import { oddNames } from "./odd-names";
import { aliasView, choiceOf, countUnknown, type Everything, overview } from "./overview";
import { isEarly, resolverOf, type SymbolDays } from "./resolver";
import { isSymbolKind, namedOf, symbolOf } from "./rules";
import type { ImportInstruments, InstrumentChoice, InstrumentDetail, InstrumentList } from "./schema";
import { suggestMerges } from "./suggestions";
import { unknownSymbols } from "./unknown-symbols";

/** A long ledger is summed for the page that shows it. */
const LEDGER_TIMEOUT_MS = 60_000;
const SHOWN_TRANSACTIONS = 50;

/**
 * Loads what the person's instruments are called, once, and tells of any draft how other files might spell its instrument: for finding a
 * row again that one file names by symbol and another by ISIN.
 */
export async function aliasResolver(tx: Transaction): Promise<AliasResolver> {
  return resolverOf(await loadIndex(tx), await loadSymbolDays(tx));
}

/** From which day symbols mean what they mean today, where they meant something else before. */
export async function loadSymbolDays(tx: Transaction): Promise<SymbolDays> {
  const dated = await tx.instrumentAlias.findMany({
    where: { validFrom: { not: null } },
    select: { kind: true, value: true, validFrom: true },
  });
  return new Map(
    dated
      .filter(({ kind }) => isSymbolKind(kind))
      .map(({ value, validFrom }) => [symbolOf(value), validFrom?.toISOString().slice(0, 10) ?? ""]),
  );
}

const sourceName = (source: string) => (source === "manual" ? "Typed" : formatName(source));

/** Instruments and their names as they are now, and what ledgers and lists said at a moment. */
async function loadEverything(tx: Transaction, moment: Moment): Promise<Everything> {
  const instruments = (await tx.instrument.findMany({ orderBy: { id: "asc" } })).map((row) => ({
    id: row.id.toString(),
    assetType: row.assetType,
    symbol: row.symbol,
    name: row.name,
    currency: row.currency,
    mergedInto: row.mergedInto?.toString() ?? null,
  }));
  const aliases = (await tx.instrumentAlias.findMany({ orderBy: { id: "asc" } })).map((row) => ({
    id: row.id.toString(),
    instrumentId: row.instrumentId.toString(),
    kind: row.kind,
    value: row.value,
    validFrom: row.validFrom?.toISOString().slice(0, 10) ?? null,
    source: sourceName(row.source),
  }));
  const index = new InstrumentIndex(instruments, aliases);
  return {
    index,
    instruments,
    aliases,
    ledger: await ledgerNames(tx, undefined, moment),
    listed: await holdingNames(tx, "newest", moment),
  };
}

/** All instruments of a person, where each is held, and which may be one. */
export function listInstruments(actor: Actor): Promise<InstrumentList> {
  return asActor(
    actor,
    async (tx) => {
      const everything = await loadEverything(tx, NOW);
      const instruments = overview(everything);
      return { instruments, suggestions: suggestMerges(instruments, everything), unknown: countUnknown(everything) };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** One instrument with its names, where it was held at a moment and its newest rows then over all accounts; null when it isn't the actor's. */
export function getInstrument(actor: Actor, id: bigint, moment: Moment = NOW): Promise<InstrumentDetail | null> {
  return asActor(
    actor,
    async (tx) => {
      const known = await tx.instrument.findUnique({ where: { id }, select: { id: true } });
      if (!known) return null;
      const everything = await loadEverything(tx, moment);
      const { index, instruments, aliases, ledger } = everything;
      const views = overview(everything);
      const own = instruments.find((each) => each.id === id.toString());
      const root = index.rootOf(id.toString());
      const view = views.find((each) => each.id === root);
      if (!own || !view) return null;
      const merged = instruments.filter((each) => each.mergedInto === own.id);
      const rows = ledger.filter((named) => index.findRoot(named) === root);
      return {
        ...view,
        ...own,
        merged: merged.map(({ id: mergedId, symbol, name }) => ({
          id: mergedId,
          symbol,
          name,
          aliases: aliases.filter(({ instrumentId }) => index.isUnder(instrumentId, mergedId)).map(aliasView),
        })),
        mergedInto: root === own.id ? null : { id: view.id, symbol: view.symbol },
        others: views.filter((each) => each.id !== root).map(choiceOf),
        transactions: await namedTransactions(tx, rows, SHOWN_TRANSACTIONS, moment),
      };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** What a person can choose among, such as for a benchmark: every instrument that isn't part of another, by symbol. */
export function listInstrumentChoices(actor: Actor): Promise<Pick<InstrumentChoice, "id" | "symbol" | "name">[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.instrument.findMany({
      where: { mergedInto: null },
      orderBy: [{ symbol: "asc" }, { id: "asc" }],
      select: { id: true, symbol: true, name: true },
    });
    return rows.map((row) => ({ ...row, id: row.id.toString() }));
  });
}

/** The instrument that a ledger row is about; null where it is about cash, or not known. */
export function instrumentOf(actor: Actor, draft: TransactionDraft): Promise<{ id: string; symbol: string; name: string } | null> {
  const named = namedOf(draft);
  if (!named) return Promise.resolve(null);
  return asActor(actor, async (tx) => {
    const early = isEarly(await loadSymbolDays(tx), draft.symbol, draft.tradeTime);
    const id = (await loadIndex(tx)).findRoot({ ...named, early });
    const found =
      id === undefined ? null : await tx.instrument.findUnique({ where: { id: BigInt(id) }, select: { symbol: true, name: true } });
    return found && id !== undefined ? { id, ...found } : null;
  });
}

const MAX_QUESTIONS = 50;
const MAX_CHOICES = 500;

/** What a preview's instruments ask of the person: odd codes to look at, and symbols that may be an instrument they have under another name. */
export function getImportInstruments(actor: Actor, importId: bigint): Promise<ImportInstruments> {
  return asActor(actor, async (tx) => {
    const stored = await tx.instrument.findMany({
      where: { mergedInto: null },
      orderBy: [{ symbol: "asc" }, { id: "asc" }],
      select: { id: true, symbol: true, name: true, currency: true },
    });
    const [names, index] = [await importNames(tx, importId), await loadIndex(tx)];
    const choices = stored.slice(0, MAX_CHOICES).map(({ id, symbol, name, currency }) => ({
      ...{ id: id.toString(), symbol, name, currency },
      isins: index.namesOf(id.toString()).flatMap((alias) => (alias.kind === "isin" ? [alias.value] : [])),
    }));
    // Without an instrument to choose there is nothing to ask: the import makes one of each symbol. Asked first: looking for what is odd, the index learns.
    const unknown = choices.length === 0 ? [] : unknownSymbols(names, index).slice(0, MAX_QUESTIONS);
    const warnings = oddNames(names, index, new Map(stored.map(({ id, symbol }) => [id.toString(), symbol])));
    return { warnings, unknown, choices };
  });
}

import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { formatName } from "@/lib/formats/registry";
import type { TransactionDraft } from "@/lib/formats/types";
import type { AliasResolver } from "@/lib/imports/identity";
import { codeWarning } from "./codes";
import { InstrumentIndex } from "./instrument-index";
import { loadIndex } from "./learn";
import { type Conflict, learn } from "./learning";
import { holdingNames, importNames, ledgerNames, linesNaming, namedTransactions } from "./named-rows";
import { aliasView, countUnknown, type Everything, overview } from "./overview";
import { isEarly, resolverOf, type SymbolDays } from "./resolver";
import { type Alias, aliasesOf, aliasKey, canonicalSymbol, isSymbolKind, namedOf, symbolOf } from "./rules";
import { aliasKindLabel, type InstrumentDetail, type InstrumentList, type InstrumentWarning } from "./schema";
import { suggestMerges } from "./suggestions";

/** A long ledger is summed for the page that shows it. */
const LEDGER_TIMEOUT_MS = 60_000;
const SHOWN_TRANSACTIONS = 50;

/**
 * Loads what the person's instruments are called, once, and tells of any draft how other files might spell its instrument: for finding a
 * row again that one file names by symbol and another by ISIN.
 */
export async function aliasResolver(tx: Transaction): Promise<AliasResolver> {
  return resolverOf(await loadIndex(tx), await loadDays(tx));
}

async function loadDays(tx: Transaction): Promise<SymbolDays> {
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

async function loadEverything(tx: Transaction): Promise<Everything> {
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
  return { index, instruments, aliases, ledger: await ledgerNames(tx), listed: await holdingNames(tx, "newest") };
}

/** All instruments of a person, where each is held, and which may be one. */
export function listInstruments(actor: Actor): Promise<InstrumentList> {
  return asActor(
    actor,
    async (tx) => {
      const everything = await loadEverything(tx);
      const instruments = overview(everything);
      return { instruments, suggestions: suggestMerges(instruments, everything), unknown: countUnknown(everything) };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** One instrument with its names, where it is held and its newest rows over all accounts; null when it isn't the actor's. */
export function getInstrument(actor: Actor, id: bigint): Promise<InstrumentDetail | null> {
  return asActor(
    actor,
    async (tx) => {
      const known = await tx.instrument.findUnique({ where: { id }, select: { id: true } });
      if (!known) return null;
      const everything = await loadEverything(tx);
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
        others: views
          .filter((each) => each.id !== root)
          .map(({ id: otherId, symbol, name, isins }) => ({ id: otherId, symbol, name, isins })),
        transactions: await namedTransactions(tx, rows, SHOWN_TRANSACTIONS),
      };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** The instrument that a ledger row is about; null where it is about cash, or not known. */
export function instrumentOf(actor: Actor, draft: TransactionDraft): Promise<{ id: string; symbol: string; name: string } | null> {
  const named = namedOf(draft);
  if (!named) return Promise.resolve(null);
  return asActor(actor, async (tx) => {
    const early = isEarly(await loadDays(tx), draft.symbol, draft.tradeTime);
    const id = (await loadIndex(tx)).findRoot({ ...named, early });
    const found =
      id === undefined ? null : await tx.instrument.findUnique({ where: { id: BigInt(id) }, select: { symbol: true, name: true } });
    return found && id !== undefined ? { id, ...found } : null;
  });
}

const MOST_WARNINGS = 50;
const NAMED_LINES = 200;

/** {@link instrumentWarnings} for a page. */
export function getInstrumentWarnings(actor: Actor, importId: bigint): Promise<InstrumentWarning[]> {
  return asActor(actor, (tx) => instrumentWarnings(tx, importId), { timeoutMs: LEDGER_TIMEOUT_MS });
}

/** What is odd about the instruments of an import: codes whose check digit doesn't fit, and names that are somebody else's already. */
export async function instrumentWarnings(tx: Transaction, importId: bigint): Promise<InstrumentWarning[]> {
  const names = await importNames(tx, importId);
  const odd = new Map<string, { alias: Alias; problem: string }>();
  for (const alias of names.flatMap(aliasesOf)) {
    const problem = codeWarning(alias.kind, alias.value);
    if (problem) odd.set(aliasKey(alias), { alias, problem });
  }
  const index = await loadIndex(tx);
  const { conflicts, created } = learn(index, names);
  const stored = new Map(
    (await tx.instrument.findMany({ select: { id: true, symbol: true } })).map((each) => [each.id.toString(), each.symbol]),
  );
  const symbolFor = (id: string) => stored.get(id) ?? created.find(({ ref }) => ref === id)?.symbol ?? "another instrument";
  for (const conflict of conflicts) {
    const alias = conflict.alias;
    odd.set(aliasKey(alias), { alias, problem: conflictInWords(conflict, index, symbolFor(conflict.owner)) });
  }
  const wanted = [...odd.values()].slice(0, MOST_WARNINGS);
  const lines = await linesNaming(
    tx,
    importId,
    wanted.map(({ alias }) => asWritten(alias)),
    NAMED_LINES,
  );
  return wanted.map(({ alias, problem }) => ({
    name: isSymbolKind(alias.kind)
      ? `${aliasKindLabel(alias.kind)} ${symbolOf(alias.value)}`
      : `${aliasKindLabel(alias.kind)} ${alias.value}`,
    problem,
    lines: lines.get(aliasKey(asWritten(alias))) ?? [],
  }));
}

/** Files write a symbol without its market. */
const asWritten = ({ kind, value }: Alias): Alias =>
  isSymbolKind(kind) ? { kind: "symbol", value: canonicalSymbol(symbolOf(value)) } : { kind, value };

function conflictInWords({ named, owner }: Conflict, index: InstrumentIndex, symbol: string): string {
  const theirs = index.namesOf(owner).find(({ kind }) => kind === "isin");
  if (theirs && named.isin) {
    return `It already belongs to ${symbol} with the ISIN ${theirs.value}, and the file has ${named.isin} for it. They stay two instruments; merge them after the import if they are one.`;
  }
  return `It already belongs to ${symbol}, and the file names it together with another of your instruments. They stay two; merge them after the import if they are one.`;
}

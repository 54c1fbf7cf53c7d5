import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import { aliasKindLabel } from "./alias-kinds";
import { codeWarning } from "./codes";
import type { InstrumentIndex } from "./instrument-index";
import { type Alias, aliasesOf, isSymbolKind, type Named } from "./rules";
import type { AliasView, HeldIn, InstrumentChoice, InstrumentView } from "./schema";

/** An instrument as it is stored. */
export interface StoredInstrument {
  id: string;
  assetType: string;
  symbol: string;
  name: string;
  currency: string | null;
  mergedInto: string | null;
}

export interface StoredAlias extends Alias {
  id: string;
  instrumentId: string;
  validFrom: string | null;
  source: string;
}

/** What the rows of one account call one thing, and how much of it they come to. */
export interface AccountNames extends Named {
  accountId: string;
  accountName: string;
  quantity: DecimalString;
  rows: number;
  /** The rows' `meta.instrument`, as it stands. */
  instrument: unknown;
}

/** The stored rows, and who is meant by what the ledgers and the newest lists say. */
export interface Everything {
  index: InstrumentIndex;
  instruments: readonly StoredInstrument[];
  aliases: readonly StoredAlias[];
  ledger: readonly AccountNames[];
  listed: readonly AccountNames[];
}

export const aliasView = ({ id, kind, value, validFrom, source }: StoredAlias): AliasView => ({
  id,
  kind,
  value,
  validFrom,
  source,
  warning: codeWarning(kind, value),
});

export const choiceOf = ({ id, symbol, name, currency, isins }: InstrumentView): InstrumentChoice => ({
  id,
  symbol,
  name,
  currency,
  isins,
});

/** Codes of authorities first, then symbols, then brokers' own ids. */
const ORDER = ["isin", "cusip", "wkn", "sedol", "figi", "symbol"];
const orderOf = ({ kind }: Alias) => {
  const place = ORDER.indexOf(isSymbolKind(kind) ? "symbol" : kind);
  return place < 0 ? ORDER.length : place;
};

/** Every instrument that isn't merged into another, by symbol. Pure. */
export function overview(everything: Everything): InstrumentView[] {
  const { index, instruments, aliases } = everything;
  const held = holdings(everything);
  const named = Map.groupBy(aliases, ({ instrumentId }) => index.rootOf(instrumentId));
  return instruments
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id, assetType, symbol, name, currency }) => {
      const views = (named.get(id) ?? []).toSorted((a, b) => orderOf(a) - orderOf(b)).map(aliasView);
      return {
        id,
        assetType,
        symbol,
        name,
        currency,
        isins: views.filter(({ kind }) => kind === "isin").map(({ value }) => value),
        aliases: views,
        heldIn: [...(held.get(id)?.values() ?? [])],
        warnings: views.flatMap(({ kind, value, warning }) => (warning ? [`${aliasKindLabel(kind)} ${value}: ${warning}`] : [])),
      };
    })
    .sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : Number(a.id) - Number(b.id)));
}

/** Per root and account: units by the ledger, and by the newest list. */
function holdings({ index, ledger, listed }: Everything): Map<string, Map<string, HeldIn>> {
  const held = new Map<string, Map<string, HeldIn>>();
  const place = (named: AccountNames): HeldIn | null => {
    const root = index.findRoot(named);
    if (root === undefined) return null;
    const accounts = held.get(root) ?? new Map<string, HeldIn>();
    held.set(root, accounts);
    const { accountId, accountName } = named;
    const found = accounts.get(accountId) ?? { accountId, accountName, units: ZERO, listed: null, rows: 0 };
    accounts.set(accountId, found);
    return found;
  };
  for (const named of ledger) {
    const found = place(named);
    if (!found) continue;
    found.units = add(found.units, named.quantity);
    found.rows += named.rows;
  }
  for (const named of listed) {
    const found = place(named);
    if (found) found.listed = add(found.listed ?? ZERO, named.quantity);
  }
  return held;
}

/** How many things that ledgers and lists name are nobody's yet. */
export function countUnknown({ index, ledger, listed }: Everything): number {
  const unknown = new Set<string>();
  for (const named of [...ledger, ...listed]) {
    const [surest] = aliasesOf(named);
    if (surest && index.findRoot(named) === undefined) unknown.add(`${surest.kind}:${surest.value}`);
  }
  return unknown.size;
}

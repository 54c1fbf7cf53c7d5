import type { TransactionDraft } from "@/lib/formats/types";
import { type AliasResolver, canonicalInstrument, type KnownInstrument } from "@/lib/imports/identity";
import type { InstrumentIndex } from "./instrument-index";
import { canonicalSymbol, isSymbolKind, type Named, namedOf, symbolAlias, symbolKind, symbolOf } from "./rules";

/** A symbol → the day (ISO) from which it means what it means today. */
export type SymbolDays = ReadonlyMap<string, string>;

export const isEarly = (days: SymbolDays, symbol: string, at: string): boolean => {
  const day = days.get(canonicalSymbol(symbol));
  return day !== undefined && at.slice(0, 10) < day;
};

/**
 * A draft → its instrument, and how other files might spell that: by each of its ISINs, and by each symbol that means nothing else in the
 * row's currency. Null where the person doesn't know the instrument, or by this one name only. Remembers what it has looked up: a long
 * file has few instruments.
 */
export function resolverOf(index: InstrumentIndex, days: SymbolDays): AliasResolver {
  const remembered = new Map<string, KnownInstrument | null>();
  return (draft) => {
    if (index.isEmpty) return null;
    const named = namedOf(draft);
    if (!named) return null;
    const early = isEarly(days, named.symbol, draft.tradeTime);
    const key = [named.assetType, named.symbol, named.currency, named.isin, named.cusip, named.figi, named.wkn, named.conid, named.brokerId]
      .concat(named.exchange, named.sedol, named.source, early ? "early" : "")
      .join("\n");
    let found = remembered.get(key);
    if (found === undefined) {
      found = look(index, draft, { ...named, early });
      remembered.set(key, found);
    }
    return found;
  };
}

function look(index: InstrumentIndex, draft: TransactionDraft, named: Named): KnownInstrument | null {
  const id = index.findRoot(named);
  if (id === undefined) return null;
  const kind = symbolKind(named.assetType);
  const names = new Set<string>();
  for (const alias of index.namesOf(id)) {
    if (alias.kind === "isin") names.add(`isin:${alias.value}`);
    if (!isSymbolKind(alias.kind) || alias.kind !== kind) continue;
    const symbol = symbolOf(alias.value);
    const owner = index.ownerOf(symbolAlias(named.assetType, symbol, named.currency));
    // The same letters in this currency may be another company's.
    if (owner === undefined || index.rootOf(owner) === id) names.add(`symbol:${symbol}`);
  }
  names.delete(canonicalInstrument(draft));
  return names.size > 0 ? { id, otherNames: [...names] } : null;
}

import type { InstrumentIndex } from "./instrument-index";
import { aliasesOf, canonicalSymbol, isSymbolKind, type Named } from "./rules";
import type { UnknownSymbol } from "./schema";

interface Lines extends Named {
  lines: readonly number[];
  total: number;
}

const FIRST_LINES = 8;

/**
 * The symbols in a file that say nothing but themselves and belong to no instrument of the person yet, by how many lines have them. A row
 * with an ISIN or another code needs no question: it is told by that. Pure.
 */
export function unknownSymbols(names: readonly Lines[], index: InstrumentIndex): UnknownSymbol[] {
  const found = new Map<string, UnknownSymbol>();
  for (const named of names) {
    const aliases = aliasesOf(named);
    const [alias] = aliases;
    if (!alias || !aliases.every(({ kind }) => isSymbolKind(kind)) || index.findRoot(named) !== undefined) continue;
    const symbol = canonicalSymbol(named.symbol);
    const key = `${alias.kind}\n${symbol}\n${named.currency}`;
    const before = found.get(key) ?? { symbol, assetType: named.assetType, currency: named.currency, lines: [], total: 0 };
    const lines = [...before.lines, ...named.lines].sort((a, b) => a - b).slice(0, FIRST_LINES);
    found.set(key, { ...before, lines, total: before.total + named.total });
  }
  return [...found.values()].sort((a, b) => b.total - a.total || (a.symbol < b.symbol ? -1 : 1));
}

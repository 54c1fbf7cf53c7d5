import type { InstrumentIndex } from "./instrument-index";
import { type Alias, aliasesOf, aliasKey, canonicalSymbol, type Named } from "./rules";

export interface NewInstrument {
  /** Stands for its id until it has one. */
  ref: string;
  assetType: string;
  symbol: string;
  currency: string;
}

/** A name of a row that belongs to another instrument than the row's surest name does. It stays where it is. */
export interface Conflict {
  named: Named;
  alias: Alias;
  /** The root that the row is about, by its surest name: an id, or a {@link NewInstrument}'s `ref`. */
  about: string;
  /** The root that has the name. */
  owner: string;
}

export interface Lesson {
  created: NewInstrument[];
  aliases: (Alias & { instrument: string; source: string })[];
  /** What instruments are called, for those that have no name yet. */
  names: { instrument: string; name: string }[];
  conflicts: Conflict[];
}

const LONGEST_NAME = 200;
const SURENESS = ["isin", "cusip", "figi", "wkn", "sedol", "conid"];

/**
 * What names teach that the index doesn't know yet: a row with a symbol and an ISIN says that they are one thing. Names are never taken
 * from an instrument that has them, and two that exist are never made one: that is a conflict, for a person to settle. The index learns
 * as well. The surest names are heard first, so that the order of the rows doesn't matter.
 */
export function learn(index: InstrumentIndex, all: readonly Named[]): Lesson {
  const lesson: Lesson = { created: [], aliases: [], names: [], conflicts: [] };
  const heard = all
    .map((named) => ({ named, aliases: aliasesOf(named) }))
    .filter(({ aliases }) => aliases.length > 0)
    .map((entry) => ({ ...entry, rank: rankOf(entry.aliases), key: entry.aliases.map(aliasKey).join("\n") }))
    .sort((a, b) => a.rank - b.rank || b.aliases.length - a.aliases.length || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const said = new Set<string>();
  const titled = new Set<string>();
  for (const { named, aliases } of heard) {
    const home = index.find(named) ?? create(index, lesson, named);
    const name = (named.name ?? "").trim().slice(0, LONGEST_NAME);
    if (name !== "" && !titled.has(home)) lesson.names.push({ instrument: home, name });
    if (name !== "") titled.add(home);
    for (const alias of aliases) {
      const owner = index.ownerOf(alias);
      if (owner === undefined) {
        index.addAlias(home, alias);
        lesson.aliases.push({ ...alias, instrument: home, source: named.source ?? "manual" });
      } else if (index.rootOf(owner) !== index.rootOf(home)) {
        const conflict = { named, alias, about: index.rootOf(home), owner: index.rootOf(owner) };
        const key = `${conflict.about} ${aliasKey(alias)}`;
        if (!said.has(key)) lesson.conflicts.push(conflict);
        said.add(key);
      }
    }
  }
  return lesson;
}

function rankOf([surest]: readonly Alias[]): number {
  const rank = SURENESS.indexOf(surest?.kind ?? "");
  return rank >= 0 ? rank : surest?.kind.startsWith("symbol") ? SURENESS.length + 1 : SURENESS.length;
}

function create(index: InstrumentIndex, lesson: Lesson, named: Named): string {
  const ref = `new:${lesson.created.length}`;
  index.addInstrument(ref);
  lesson.created.push({
    ref,
    assetType: named.assetType,
    symbol: canonicalSymbol(named.symbol),
    currency: named.currency,
  });
  return ref;
}

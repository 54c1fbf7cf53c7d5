import { aliasKindLabel } from "./alias-kinds";
import { codeWarning } from "./codes";
import type { InstrumentIndex } from "./instrument-index";
import { type Conflict, learn } from "./learning";
import { type Alias, aliasesOf, aliasKey, isSymbolKind, type Named, symbolOf } from "./rules";
import type { InstrumentWarning } from "./schema";

interface Lines extends Named {
  lines: readonly number[];
  total: number;
}

/** More would not be read. */
const MOST_WARNINGS = 50;
const FIRST_LINES = 8;

/**
 * What is odd about the names in a file: codes whose check digit doesn't fit, and names that belong to another of the person's instruments.
 * The index learns from it. Pure.
 * @param symbols what the person's instruments are called, by id
 */
export function oddNames(names: readonly Lines[], index: InstrumentIndex, symbols: ReadonlyMap<string, string>): InstrumentWarning[] {
  const odd = new Map<string, { alias: Alias; problem: string }>();
  for (const alias of names.flatMap(aliasesOf)) {
    const problem = codeWarning(alias.kind, alias.value);
    if (problem) odd.set(aliasKey(alias), { alias, problem });
  }
  const { conflicts, created } = learn(index, names);
  for (const conflict of conflicts) {
    const owner = symbols.get(conflict.owner) ?? created.find(({ ref }) => ref === conflict.owner)?.symbol ?? "another instrument";
    odd.set(aliasKey(conflict.alias), { alias: conflict.alias, problem: inWords(conflict, index, owner) });
  }
  return [...odd.values()]
    .slice(0, MOST_WARNINGS)
    .map(({ alias, problem }) => ({ name: nameOf(alias), problem, ...linesWith(names, alias) }));
}

function linesWith(names: readonly Lines[], alias: Alias): Pick<InstrumentWarning, "lines" | "total"> {
  const key = aliasKey(alias);
  const having = names.filter((named) => aliasesOf(named).some((each) => aliasKey(each) === key));
  const lines = having.flatMap((named) => named.lines).sort((a, b) => a - b);
  return { lines: lines.slice(0, FIRST_LINES), total: having.reduce((sum, { total }) => sum + total, 0) };
}

const nameOf = ({ kind, value }: Alias) => `${aliasKindLabel(kind)} ${isSymbolKind(kind) ? symbolOf(value) : value}`;

function inWords({ named, owner }: Conflict, index: InstrumentIndex, symbol: string): string {
  const theirs = index.namesOf(owner).find(({ kind }) => kind === "isin");
  const known = theirs && named.isin ? ` with the ISIN ${theirs.value}, and the file has ${named.isin} for it` : "";
  const together = known || ", and the file names it together with another of your instruments";
  return `It already belongs to ${symbol}${together}. They stay two instruments; merge them after the import if they are one.`;
}

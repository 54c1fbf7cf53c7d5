import { cusipInIsin } from "./codes";
import { choiceOf, type Everything } from "./overview";
import { type Alias, aliasesOf, contradict, isSymbolKind, placeOf, symbolOf } from "./rules";
import type { InstrumentView, MergeSuggestion } from "./schema";

/** More would not be read. */
const MOST = 20;

/** Marks under which two instruments meet, with what that says. */
interface Mark {
  key: string;
  reason: string;
}

const CURRENCY = /^[A-Z]{3}$/;
const words = (name: string) =>
  name
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function marksOf({ name, aliases, assetType }: InstrumentView): Mark[] {
  const marks: Mark[] = [];
  if (words(name) !== "") marks.push({ key: `name:${assetType}:${words(name)}`, reason: `Both are called “${name}”.` });
  for (const { kind, value } of aliases) {
    const cusip = kind === "isin" ? cusipInIsin(value) : kind === "cusip" ? value : null;
    if (cusip) marks.push({ key: `cusip:${cusip}`, reason: `The CUSIP ${cusip} of one is inside the ISIN of the other.` });
    if (isSymbolKind(kind) && CURRENCY.test(placeOf(value)))
      marks.push({ key: `${kind}:${symbolOf(value)}`, reason: `Both are ${symbolOf(value)}, in two currencies.` });
  }
  return marks;
}

/**
 * Pairs that may be one instrument: of the same name, with the same CUSIP, with one symbol in two currencies, or named together by a row.
 * Never two that contradict each other by their ISINs. The one that is held in more rows stays, the other is to be merged into it. Pure.
 */
export function suggestMerges(views: readonly InstrumentView[], { index, ledger, listed }: Everything): MergeSuggestion[] {
  const byId = new Map(views.map((view) => [view.id, view]));
  const found = new Map<string, MergeSuggestion>();
  const suggest = (one: InstrumentView | undefined, other: InstrumentView | undefined, reason: string) => {
    if (!one || !other || one === other || found.size >= MOST) return;
    if (contradict(one.aliases, other.aliases)) return;
    const [keep, merge] = weightOf(one) >= weightOf(other) ? [one, other] : [other, one];
    const pair = [keep.id, merge.id].sort().join(" ");
    if (!found.has(pair)) found.set(pair, { keep: choiceOf(keep), merge: choiceOf(merge), reason });
  };
  for (const named of [...ledger, ...listed]) {
    const roots = [...new Set(aliasesOf(named).map((alias: Alias) => index.ownerOf(alias)))].flatMap((id) =>
      id ? [index.rootOf(id)] : [],
    );
    for (const other of roots.slice(1)) {
      suggest(byId.get(roots[0] ?? ""), byId.get(other), `A row in “${named.accountName}” names both, as ${named.symbol}.`);
    }
  }
  const meeting = new Map<string, InstrumentView>();
  for (const view of views) {
    for (const { key, reason } of marksOf(view)) {
      const first = meeting.get(key);
      if (first) suggest(first, view, reason);
      else meeting.set(key, view);
    }
  }
  return [...found.values()];
}

/** An ISIN outweighs any number of rows. */
const weightOf = ({ isins, heldIn }: InstrumentView) =>
  (isins.length > 0 ? 1_000_000_000 : 0) + heldIn.reduce((sum, { rows }) => sum + rows, 0);

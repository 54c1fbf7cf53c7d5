import type { Reshaping } from "./books";
import { type Exact, exact, sameSide, share, text, UNIT } from "./exact";
import type { ReshapingEntry } from "./journal";

/** Brokers book one action on different days; two actions of one instrument are hardly ever that close. */
const SAME_ACTION_DAYS = 7;
const DAY_MS = 86_400_000;

interface Change {
  at: string;
  rowId: string;
  accountId: string;
  factor: Exact | null;
}

/**
 * What a split did to a unit, once for each action: an action is told by every account that holds the instrument, and by some brokers in
 * two rows, and a price is to be multiplied only once.
 */
export function reshapingsOf(entries: readonly ReshapingEntry[]): Reshaping[] {
  const kept: Change[] = [];
  for (const change of changesOf(entries)) {
    const same = kept.find((earlier) => earlier.accountId !== change.accountId && daysBetween(earlier.at, change.at) <= SAME_ACTION_DAYS);
    if (!same) kept.push(change);
    else same.factor ??= change.factor;
  }
  return kept.map(({ at, rowId, factor }) => ({ at, rowId, factor: factor === null ? null : text(factor) }));
}

const daysBetween = (a: string, b: string) => Math.abs(Date.parse(b) - Date.parse(a)) / DAY_MS;

/** The rows of one account and instant are one change: from what was held before the first to what is held after the last. */
function changesOf(entries: readonly ReshapingEntry[]): Change[] {
  const changes = new Map<string, ReshapingEntry[]>();
  for (const entry of entries) {
    const key = `${entry.row.accountId} ${entry.row.tradeTime}`;
    const same = changes.get(key);
    if (same) same.push(entry);
    else changes.set(key, [entry]);
  }
  return [...changes.values()].flatMap((legs) => {
    const [first] = legs;
    const last = legs.at(-1);
    if (!first || !last) return [];
    const { tradeTime, id, accountId } = first.row;
    return [{ at: tradeTime, rowId: id, accountId, factor: factorOf(legs, first.before, last.after) }];
  });
}

function factorOf(legs: readonly ReshapingEntry[], before: Exact, after: Exact): Exact | null {
  if (legs.some(({ row }) => row.tradeType !== "split")) return null;
  for (const { row } of legs) {
    const [to, from] = row.ratio ? [exact(row.ratio.to), exact(row.ratio.from)] : [0n, 0n];
    if (to > 0n && from > 0n) return share(UNIT, from, to);
  }
  return sameSide(before, after) ? share(UNIT, before, after) : null;
}

import { DisjointSets } from "./disjoint-sets";
import type { LedgerRow } from "./ledger-row";
import { CARRYING_TYPES, OPTION_DELIVERIES } from "./row-kinds";

/** Of a group that carries cost, the rows that give or take it. */
const LEGS: readonly string[] = [...CARRYING_TYPES, ...OPTION_DELIVERIES, "buy", "sell"];
/** What makes a group one that carries cost: an order of several instruments shares a group as well, and moves nothing between them. */
export const CARRIERS: readonly string[] = [...CARRYING_TYPES, ...OPTION_DELIVERIES];

/**
 * For each instrument, the key of the set of instruments whose books must be folded together: those that are joined, directly or over
 * others, by groups which carry cost. The key is the first of the set by text; an instrument on its own is its own key.
 * Folding only one set's rows gives the same books for its instruments as folding everything.
 */
export function linkedInstruments(rows: Iterable<Pick<LedgerRow, "instrument" | "groupId" | "tradeType">>): Map<string, string> {
  const sets = new DisjointSets();
  const groups = new Map<string, { instruments: Set<string>; carries: boolean }>();
  for (const { instrument, groupId, tradeType } of rows) {
    sets.add(instrument);
    if (groupId === null || !LEGS.includes(tradeType)) continue;
    const group = groups.get(groupId) ?? { instruments: new Set(), carries: false };
    group.instruments.add(instrument);
    group.carries ||= CARRIERS.includes(tradeType);
    groups.set(groupId, group);
  }
  for (const { instruments, carries } of groups.values()) {
    const [first, ...others] = carries ? instruments : [];
    if (first !== undefined) for (const other of others) sets.join(first, other);
  }
  return new Map([...sets.names()].map((instrument) => [instrument, sets.rootOf(instrument)]));
}

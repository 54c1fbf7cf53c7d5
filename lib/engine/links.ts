import type { LedgerRow } from "./ledger-row";
import { CARRYING_TYPES, OPTION_DELIVERIES } from "./row-kinds";

/** Of a group that carries cost, the rows that give or take it. */
const LEGS: readonly string[] = [...CARRYING_TYPES, ...OPTION_DELIVERIES, "buy", "sell"];
/** What makes a group one that carries cost: an order of several instruments shares a group as well, and moves nothing between them. */
const CARRIERS: readonly string[] = [...CARRYING_TYPES, ...OPTION_DELIVERIES];

/**
 * For each instrument, the key of the set of instruments whose books must be folded together: those that are joined, directly or over
 * others, by groups which carry cost. The key is the first of the set by text; an instrument on its own is its own key.
 * Folding only one set's rows gives the same books for its instruments as folding everything.
 */
export function linkedInstruments(rows: Iterable<Pick<LedgerRow, "instrument" | "groupId" | "tradeType">>): Map<string, string> {
  const sets = new Map<string, string>();
  const groups = new Map<string, { instruments: Set<string>; carries: boolean }>();
  for (const { instrument, groupId, tradeType } of rows) {
    if (!sets.has(instrument)) sets.set(instrument, instrument);
    if (groupId === null || !LEGS.includes(tradeType)) continue;
    const group = groups.get(groupId) ?? { instruments: new Set(), carries: false };
    group.instruments.add(instrument);
    group.carries ||= CARRIERS.includes(tradeType);
    groups.set(groupId, group);
  }
  for (const { instruments, carries } of groups.values()) {
    const [first, ...others] = carries ? instruments : [];
    if (first !== undefined) for (const other of others) join(sets, first, other);
  }
  return new Map([...sets.keys()].map((instrument) => [instrument, rootOf(sets, instrument)]));
}

/** Follows the set's members to its first, and shortens the way for the next who asks. */
function rootOf(sets: Map<string, string>, instrument: string): string {
  let root = instrument;
  for (let next = sets.get(root); next !== undefined && next !== root; next = sets.get(root)) root = next;
  for (let at = instrument; at !== root; ) {
    const next = sets.get(at) ?? root;
    sets.set(at, root);
    at = next;
  }
  return root;
}

function join(sets: Map<string, string>, a: string, b: string): void {
  const [one, other] = [rootOf(sets, a), rootOf(sets, b)];
  if (one < other) sets.set(other, one);
  else if (other < one) sets.set(one, other);
}

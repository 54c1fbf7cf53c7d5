import { formatName } from "@/lib/brokers/formats";
import type { RateEntry } from "./schema";
import { ECB, MANUAL } from "./sources";

/** A source, for people. */
export function sourceName(source: string): string {
  if (source === MANUAL) return "Typed";
  return source === ECB ? "European Central Bank" : formatName(source);
}

/** What a person typed goes before what the bank publishes, and that before what a broker's file says. */
const trust = (source: string): number => (source === MANUAL ? 0 : source === ECB ? 1 : 2);

/** Both directions of a pair are one: a rate and its inverse that contradict each other would make two answers of one question. */
const keyOf = ({ from, to, day }: RateEntry): string => (from < to ? `${from} ${to} ${day}` : `${to} ${from} ${day}`);

/** Of several rates of one pair and day the one that is trusted most; of equals the first. */
export function trusted(entries: readonly RateEntry[]): RateEntry[] {
  const best = new Map<string, RateEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const there = best.get(key);
    if (!there || trust(entry.source) < trust(there.source)) best.set(key, entry);
  }
  return [...best.values()];
}

/**
 * The currencies that rates are needed of to get from any of these to any other: themselves, the euro that the bank's rates are of, and what
 * leads to one that the bank doesn't publish (a coin, say) by a person's own rates.
 * @param pairs what the person's own rates are of
 * @param published what the bank has rates of
 */
export function currenciesNeeded(
  currencies: readonly string[],
  pairs: readonly { from: string; to: string }[],
  published: ReadonlySet<string>,
): Set<string> {
  const needed = new Set(["EUR", ...currencies]);
  for (const currency of currencies) {
    if (currency === "EUR" || published.has(currency)) continue;
    for (const { from, to } of pairs) {
      if (from === currency) needed.add(to);
      if (to === currency) needed.add(from);
    }
  }
  return needed;
}

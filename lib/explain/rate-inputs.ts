import type { RecordedRate } from "@/lib/engine/books";
import { type RateAt, type RateTable, recordedFirst } from "@/lib/engine/valuation/rates";
import { ECB } from "@/lib/rates/sources";
import { rateSource } from "./portfolio-words";
import type { DerivationInput } from "./schema";

/** One exchange rate that a figure was multiplied by. */
export interface UsedRate {
  /** The factor as formulas have it: ` × 0.9`. Empty where nothing was exchanged. */
  factor: string;
  input: DerivationInput[];
}

interface Exchange {
  from: string;
  to: string;
  day: string;
  /** What a ledger row recorded beats every other rate; `href` is that row's page. */
  recorded?: { fx: RecordedRate | null; href: string };
}

/** The rate that the engine takes for an exchange, with its source. */
export function usedRate(rates: RateTable, { from, to, day, recorded }: Exchange): UsedRate {
  if (from === to) return { factor: "", input: [] };
  const label = `Rate from ${from} to ${to}`;
  const rate: RateAt | null = recordedFirst(rates, recorded?.fx, from, to, day);
  if (!rate)
    return {
      factor: "",
      input: [{ label, amount: null, unit: to, source: `There is none of ${day} or before.`, href: "/settings/market-data" }],
    };
  const isOfRow = rate.source === "trade";
  const words = rate.source.split(", ").map(rateSource).join(", ");
  const source = isOfRow ? "Recorded on the ledger row." : `The rate of ${rate.day} (${words})${rate.stale ? ": an old one" : ""}.`;
  const href = isOfRow ? (recorded?.href ?? null) : ratesPage(from, to, rate.source);
  return { factor: ` × ${rate.rate}`, input: [{ label, amount: rate.rate, unit: to, source, href }] };
}

/** The page that lists a rate. One that is crossed over the euro stands on none. */
function ratesPage(from: string, to: string, source: string): string {
  const isCrossed = source.includes(ECB) && from !== "EUR" && to !== "EUR";
  return isCrossed ? "/settings/market-data" : `/settings/market-data/rates?pair=${from}-${to}`;
}

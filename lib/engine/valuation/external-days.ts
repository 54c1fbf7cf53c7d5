import type { ExternalFlow } from "../books";
import { dayOf } from "./calendar";
import type { ExternalDay } from "./days";
import { type Count, countOf, exact, fromCount, times } from "./exact";
import type { ValuationFrame } from "./frame";

/** What a flow was worth in the base currency, signed: + is in. Null: not computable. */
export function flowValue(
  flow: ExternalFlow,
  frame: ValuationFrame,
  valueOfUnits: (flow: ExternalFlow, day: string) => Count | null,
): Count | null {
  const day = dayOf(flow.at);
  if (flow.amount === null) return valueOfUnits(flow, day);
  const rate = frame.rateOn(flow.currency, day);
  return rate && countOf(times(exact(flow.amount), rate));
}

/** Signed values by day, split into what came in and what went out, days in order. */
export function externalDays(flows: Iterable<{ day: string; amount: Count | null }>): readonly ExternalDay[] {
  const days = new Map<string, { inflow: Count; outflow: Count } | null>();
  for (const { day, amount } of flows) {
    const sum = days.get(day) === undefined ? { inflow: 0n, outflow: 0n } : days.get(day);
    if (!sum || amount === null) days.set(day, null);
    else if (amount >= 0n) days.set(day, { inflow: sum.inflow + amount, outflow: sum.outflow });
    else days.set(day, { inflow: sum.inflow, outflow: sum.outflow - amount });
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, sum]) => ({ day, inflow: sum && fromCount(sum.inflow), outflow: sum && fromCount(sum.outflow) }));
}

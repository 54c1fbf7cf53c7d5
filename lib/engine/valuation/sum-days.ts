import { type DecimalString, ZERO } from "@/lib/money/decimal";
import type { DaySpan } from "./calendar";
import type { PartDays, PortfolioDays } from "./days";
import { type Count, fromCount, toCount } from "./exact";

interface Sums {
  sums: Count[];
  missing: number[];
  external: Map<string, { inflow: Count; outflow: Count; missing: number }>;
}

/** A portfolio's days: the exact sum of its parts. A day on which a part isn't computable counts it as missing. */
export function sumDays(parts: readonly PartDays[], frame: DaySpan & { base: string; length: number }): PortfolioDays {
  const total: Sums = {
    sums: Array.from({ length: frame.length }, () => 0n),
    missing: Array.from({ length: frame.length }, () => 0),
    external: new Map(),
  };
  for (const part of parts) count(total, part, 1);
  return {
    base: frame.base,
    from: frame.from,
    to: frame.to,
    ...told(total),
    gaps: parts.flatMap(({ gaps }) => gaps),
    stale: parts.flatMap(({ stale }) => stale),
  };
}

/**
 * The same sum with one part exchanged, without looking at the others. `before` must be what was summed; null where there was none, as
 * `after` is where none comes in its place. All are of one range and base currency.
 */
export function replacePart(days: PortfolioDays, before: PartDays | null, after: PartDays | null): PortfolioDays {
  const total: Sums = {
    sums: days.sums.map((sum) => toCount(sum)),
    missing: [...days.missing],
    external: new Map(
      days.external.map(({ day, inflow, outflow, missing }) => [day, { inflow: toCount(inflow), outflow: toCount(outflow), missing }]),
    ),
  };
  if (before) count(total, before, -1);
  if (after) count(total, after, 1);
  const others = <Each extends { subject: string }>(runs: readonly Each[]) => runs.filter(({ subject }) => subject !== before?.subject);
  return {
    base: days.base,
    from: days.from,
    to: days.to,
    ...told(total),
    gaps: [...others(days.gaps), ...(after?.gaps ?? [])],
    stale: [...others(days.stale), ...(after?.stale ?? [])],
  };
}

function count(total: Sums, part: PartDays, sign: 1 | -1): void {
  const signed = (amount: Count) => (sign === 1 ? amount : -amount);
  let [text, amount]: [DecimalString | null, Count] = [ZERO, 0n];
  for (const [index, value] of part.values.entries()) {
    if (value === null) total.missing[index] = (total.missing[index] ?? 0) + sign;
    else if (value !== ZERO) {
      // Values repeat over weekends: reading a number once is half the work.
      if (value !== text) [text, amount] = [value, toCount(value)];
      total.sums[index] = (total.sums[index] ?? 0n) + signed(amount);
    }
  }
  for (const { day, inflow, outflow } of part.external) {
    const sum = total.external.get(day) ?? { inflow: 0n, outflow: 0n, missing: 0 };
    total.external.set(day, {
      inflow: sum.inflow + signed(inflow === null ? 0n : toCount(inflow)),
      outflow: sum.outflow + signed(outflow === null ? 0n : toCount(outflow)),
      missing: sum.missing + (inflow === null || outflow === null ? sign : 0),
    });
  }
}

function told({ sums, missing, external }: Sums): Pick<PortfolioDays, "sums" | "missing" | "external"> {
  return {
    sums: sums.map((sum) => fromCount(sum)),
    missing,
    external: [...external]
      .filter(([, sum]) => sum.inflow !== 0n || sum.outflow !== 0n || sum.missing !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, sum]) => ({ day, inflow: fromCount(sum.inflow), outflow: fromCount(sum.outflow), missing: sum.missing })),
  };
}

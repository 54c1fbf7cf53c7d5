import { type DecimalString, ZERO } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import { type Computed, computed, notComputable } from "../valuation/computed";
import type { ReturnDays } from "../valuation/days";
import { type Count, chained, countOf, type Exact, fromCount, minus, RETURN_DECIMALS, ratioOf, toCount, WHOLE } from "../valuation/exact";
import { missingReason } from "../valuation/gains";

export interface TimeWeighted {
  /** Of the whole range, as a fraction (0.1 is 10 %). */
  total: Computed;
  /** Since the start of the range, in step with the days (`[0]` is 0); null on days where it isn't computable. */
  cumulative: readonly (DecimalString | null)[];
  /** Of each day. Null: nothing was invested, the day isn't computable, or several days had to be taken together. */
  daily: readonly (DecimalString | null)[];
}

/**
 * The time-weighted return: each day's (value at its end + outflow) ÷ (value at its start + inflow), chained. What comes in is there from
 * the start of its day, what goes out leaves at its end. Days on which nothing is invested are left out. Days without a value are bridged
 * when nothing moved in or out of them; otherwise nobody knows what that money earned, and the return isn't computable from there on; so
 * it is where a day starts with nothing or less and doesn't end with nothing.
 */
export function timeWeighted(days: ReturnDays): TimeWeighted {
  const cumulative: (DecimalString | null)[] = [ZERO];
  const daily: (DecimalString | null)[] = [null];
  let growth = WHOLE;
  let start = countOrNull(days.values[0]);
  let [bridging, invested] = [false, start !== null && start !== 0n];
  let obstacle: string | null = start === null ? missing(days, 0) : null;
  for (let index = 1; index < days.values.length; index += 1) {
    const factor = obstacle === null ? factorOf(days, index, start, bridging) : null;
    if (factor?.kind === "obstacle") obstacle = factor.reason;
    if (factor?.kind === "growth") {
      growth = chained(growth, factor.growth);
      invested = true;
    }
    const isKnown = obstacle === null && factor?.kind !== "gap";
    cumulative.push(isKnown ? fraction(growth) : null);
    daily.push(factor?.kind === "growth" && !bridging ? fraction(factor.growth) : null);
    bridging = factor?.kind === "gap";
    if (!bridging) start = countOrNull(days.values[index]);
  }
  return { total: totalOf(days, { obstacle, bridging, invested, growth }), cumulative, daily };
}

type Factor = { kind: "growth"; growth: Exact } | { kind: "idle" } | { kind: "gap" } | { kind: "obstacle"; reason: string };

function factorOf(days: ReturnDays, index: number, start: Count | null, bridging: boolean): Factor {
  const [end, inflow, outflow] = [days.values[index], days.inflows[index], days.outflows[index]].map(countOrNull);
  const isStill = inflow === 0n && outflow === 0n;
  if (start === null || inflow == null || outflow == null || (end == null && !isStill)) {
    return { kind: "obstacle", reason: missing(days, index) };
  }
  if (end == null) return { kind: "gap" };
  if (bridging && !isStill) return { kind: "obstacle", reason: missing(days, index - 1) };
  const [base, result] = [start + inflow, end + outflow];
  if (base === 0n && result === 0n) return { kind: "idle" };
  if (base <= 0n) return { kind: "obstacle", reason: nothingInvested(days, index) };
  if (result < 0n)
    return { kind: "obstacle", reason: `More than everything was lost on ${dayAt(days, index)}, which has no rate of return.` };
  return { kind: "growth", growth: ratioOf(result, base) };
}

interface Outcome {
  obstacle: string | null;
  bridging: boolean;
  invested: boolean;
  growth: Exact;
}

function totalOf(days: ReturnDays, { obstacle, bridging, invested, growth }: Outcome): Computed {
  if (obstacle !== null) return notComputable(obstacle);
  if (bridging) return notComputable(missing(days, days.values.length - 1));
  if (!invested) return notComputable(`Nothing was invested from ${days.from} to ${days.to}.`);
  return computed(fraction(growth));
}

function dayAt(days: ReturnDays, index: number): string {
  return addDays(days.from, index - 1);
}

function missing(days: ReturnDays, index: number): string {
  const day = dayAt(days, index);
  return missingReason(days.gaps, { from: day, to: day });
}

function nothingInvested(days: ReturnDays, index: number): string {
  return `On ${dayAt(days, index)} there was nothing, or less than nothing, to earn a return on. Is a deposit missing?`;
}

function fraction(growth: Exact): DecimalString {
  return fromCount(countOf(minus(growth, WHOLE), RETURN_DECIMALS), RETURN_DECIMALS);
}

function countOrNull(value: DecimalString | null | undefined): Count | null {
  return value == null ? null : value === ZERO ? 0n : toCount(value);
}

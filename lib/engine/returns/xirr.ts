import type { Decimal } from "decimal.js";
import { decimal, negate, ZERO } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import { type Computed, computed, notComputable } from "../valuation/computed";
import type { ReturnDays } from "../valuation/days";
import type { Count } from "../valuation/exact";
import { missingReason } from "../valuation/gains";
import { type CashFlow, PresentValue, Root } from "./present-value";

/** Rates are told to this many decimals. */
const RATE_DECIMALS = 20;
/** ln(1 + rate) of the lowest and highest rate that is told: a millionth, and a million times, of the money in a year. */
const LIMIT = Root.ln(1_000_000);
/** A root is found when it is known to within this of ln(1 + rate). */
const TOLERANCE = new Root("1e-30");
/** Halving alone gets there in 110 steps. */
const MAX_STEPS = 400;
/** Rates that are closer to each other than this are told as one. */
const CLOSEST = new Root("1e-8");

/**
 * The money-weighted return: the yearly rate, as a fraction, at which all flows together are worth nothing on the first day, with
 * (days since the first) ÷ 365 years. It always ends: with the one rate that fits, or with why there is none.
 */
export function xirr(flows: Iterable<CashFlow>): Computed {
  const value = new PresentValue(flows);
  const amounts = value.amounts();
  const refusal = refusalOf(amounts);
  if (refusal) return notComputable(refusal);
  const near = nearestBracket(value);
  const root = near && refine(value, near);
  if (root && value.isOutstandingAt(root)) return rateAt(root);
  const range = { low: LIMIT.negated(), high: LIMIT };
  const places = [...brackets(value, range, value.sidesAt(range.low), value.sidesAt(range.high))];
  const roots = distinct(places.map((place) => refine(value, place)));
  const [only] = roots;
  if (!only) return notComputable(isOneWay(amounts) ? TOO_EXTREME : "No yearly rate makes these payments come out even.");
  if (roots.length === 1) return rateAt(only);
  return notComputable(`Money went in and out in turns, and several yearly rates fit: ${roots.map(percent).join(", ")}.`);
}

const TOO_EXTREME = "The rate would be beyond a millionth or a million times of the money in a year: too short a time for a yearly rate.";

/** The flows of a range as its investor sees them: what was there at the start and came in as put in, what went out and is there at the end as got back. */
export function moneyWeighted(days: ReturnDays): Computed {
  const unknown = days.values[0] === null ? 0 : days.values.at(-1) === null ? days.values.length - 1 : unknownFlow(days);
  if (unknown >= 0) {
    const day = addDays(days.from, unknown - 1);
    return notComputable(missingReason(days.gaps, { from: day, to: day }));
  }
  const flows: CashFlow[] = [{ day: days.from, amount: negate(days.values[0] ?? ZERO) }];
  for (const [index, inflow] of days.inflows.entries()) {
    const day = addDays(days.from, Math.max(index - 1, 0));
    flows.push({ day, amount: negate(inflow ?? ZERO) }, { day, amount: days.outflows[index] ?? ZERO });
  }
  // The end of the last day is the start of the next one, as for whoever counts with an end that isn't included.
  flows.push({ day: addDays(days.to, 1), amount: days.values.at(-1) ?? ZERO });
  return xirr(flows.filter(({ amount }) => amount !== ZERO));
}

function unknownFlow({ inflows, outflows }: ReturnDays): number {
  return inflows.findIndex((inflow, index) => inflow === null || outflows[index] === null);
}

function refusalOf(amounts: readonly Count[]): string | null {
  if (amounts.length === 0) return "Nothing was put in and nothing came back.";
  if (amounts.every((amount) => amount < 0n)) return "Money was put in and nothing came back, which has no yearly rate.";
  if (amounts.every((amount) => amount > 0n)) return "Money came back and nothing was put in, which has no yearly rate.";
  return null;
}

interface Bracket {
  low: Decimal;
  high: Decimal;
}

/** Goes from a rate of 0 up and down in growing steps until the present value changes its sign. */
function nearestBracket(value: PresentValue): Bracket | null {
  const middle = new Root(0);
  const start = value.at(middle).value;
  if (start === 0n) return { low: middle, high: middle };
  let [up, down] = [middle, middle];
  for (let step = new Root("0.0625"); step.lt(LIMIT.times(2)); step = step.times(2)) {
    const [higher, lower] = [Root.min(step, LIMIT), Root.max(step.negated(), LIMIT.negated())];
    if (isOtherSide(value.at(higher).value, start)) return { low: up, high: higher };
    if (isOtherSide(value.at(lower).value, start)) return { low: lower, high: down };
    [up, down] = [higher, lower];
  }
  return null;
}

type Sides = ReturnType<PresentValue["sidesAt"]>;

/**
 * Every place in a range where the present value is 0. Flows of one sign fall with the rate, so their values at both ends of a range bound
 * what is in between: where the bounds leave out 0 there is no root, where those of the slope do there is at most one; else the range is halved.
 */
function* brackets(value: PresentValue, { low, high }: Bracket, atLow: Sides, atHigh: Sides): Generator<Bracket> {
  if (atLow.gains.value + atHigh.payments.value < 0n || atHigh.gains.value + atLow.payments.value > 0n) return;
  const isFalling = atHigh.gains.slope + atLow.payments.slope < 0n;
  if (isFalling || atLow.gains.slope + atHigh.payments.slope > 0n) {
    const [first, last] = [atLow.gains.value + atLow.payments.value, atHigh.gains.value + atHigh.payments.value];
    // The upper end belongs to the next range.
    if (first === 0n || (last !== 0n && isOtherSide(last, first))) yield { low, high };
    return;
  }
  const middle = low.plus(high).div(2);
  if (high.minus(low).lt(CLOSEST)) {
    yield { low: middle, high: middle };
    return;
  }
  const between = value.sidesAt(middle);
  yield* brackets(value, { low, high: middle }, atLow, between);
  yield* brackets(value, { low: middle, high }, between, atHigh);
}

function distinct(roots: readonly Decimal[]): readonly Decimal[] {
  return roots.filter((root, index) => index === 0 || root.minus(roots[index - 1] ?? LIMIT).gt(CLOSEST.times(4)));
}

/** Newton's steps, halving instead wherever one would leave the bracket. */
function refine(value: PresentValue, { low: from, high: to }: Bracket): Decimal {
  let [low, high] = [from, to];
  const side = value.at(low).value;
  if (side === 0n) return low;
  let x = low.plus(high).div(2);
  for (let step = 0; step < MAX_STEPS && high.minus(low).gt(TOLERANCE); step += 1) {
    const now = value.at(x);
    if (now.value === 0n) return x;
    if (isOtherSide(now.value, side)) high = x;
    else low = x;
    const newton = now.slope === 0n ? null : x.minus(new Root(now.value.toString()).div(now.slope.toString()));
    if (newton?.minus(x).abs().lt(TOLERANCE)) return newton;
    x = newton?.gt(low) && newton.lt(high) ? newton : low.plus(high).div(2);
  }
  return x;
}

function isOtherSide(a: bigint, b: bigint): boolean {
  return a === 0n || a < 0n !== b < 0n;
}

/** Whether the first and the last payment go opposite ways: then there is a rate, however extreme. */
function isOneWay(amounts: readonly Count[]): boolean {
  return (amounts[0] ?? 0n) < 0n !== (amounts.at(-1) ?? 0n) < 0n;
}

function rateAt(x: Decimal): Computed {
  return computed(decimal(Root.exp(x).minus(1).toDecimalPlaces(RATE_DECIMALS)));
}

function percent(x: Decimal): string {
  return `${decimal(Root.exp(x).minus(1).times(100).toDecimalPlaces(2))} %`;
}

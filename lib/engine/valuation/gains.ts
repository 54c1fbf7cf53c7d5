import { type DecimalString, subtract, ZERO } from "@/lib/money/decimal";
import { addDays, type DaySpan, daysBetween } from "./calendar";
import { type Computed, computed, differenceOf, notComputable, sumOf } from "./computed";
import type { DayAmount, Gap, PartDays, PortfolioDays } from "./days";
import { fromCount, toCount } from "./exact";
import { returnDays } from "./return-days";

/**
 * What a part gained over a period, in the base currency of its days:
 *
 *     total = valueTo − valueFrom − flows + income − charges = price + income − charges + fx
 *
 * - valueFrom, valueTo: at the end of the day before the period, and of its last day.
 * - flows: put in less taken out, charges of trades not counted; income: before tax; charges: fees and taxes, those of trades too.
 * - fx: the sum over days of what was held at the day's start × the change of its rate.
 * - price: the rest, (valueTo − valueFrom − flows) − fx. Where every day is computable that is the sum over days of
 *   (change of the local value − local flows) × the day's rate; so the parts of two periods add up to those of both.
 */
export interface PartGain {
  valueFrom: Computed;
  valueTo: Computed;
  flows: Computed;
  price: Computed;
  income: Computed;
  charges: Computed;
  fx: Computed;
  total: Computed;
}

/** The gain of a part over a period within its days. For its gain in the trade currency, give days that were worked out in that currency. */
export function partGain(part: PartDays, span: DaySpan = part): PartGain {
  const opening = daysBetween(part.from, span.from);
  const closing = daysBetween(part.from, span.to) + 1;
  const valueFrom = valueAt(part, opening);
  const valueTo = valueAt(part, closing);
  const flows = totalOf(part.flows, span, part);
  const income = totalOf(part.income, span, part);
  const charges = totalOf(part.charges, span, part);
  const change = differenceOf(differenceOf(valueTo, valueFrom), flows);
  const effect = computed(part.fx === null ? ZERO : subtract(part.fx[closing] ?? ZERO, part.fx[opening] ?? ZERO));
  // Money has no price, so what isn't income of cash is FX effect, to the last digit.
  const fx = part.kind === "cash" ? change : effect;
  const price = differenceOf(change, fx);
  const total = differenceOf(sumOf([price, income, fx]), charges);
  return { valueFrom, valueTo, flows, price, income, charges, fx, total };
}

/**
 * The gain of a portfolio, from its days and those of its parts:
 *
 *     total = valueTo − valueFrom − (inflows − outflows) = price + income − charges + fx
 *
 * price, income and charges are the sums of the parts'; fx is the rest: the parts' FX effects, and what exchanging money at another rate
 * than the day's gained or lost.
 */
export function portfolioGain(days: PortfolioDays, parts: readonly PartDays[], span: DaySpan = days): PartGain {
  const { values, inflows, outflows, gaps } = returnDays(days, span);
  const end = (value: DecimalString | null | undefined, day: string) => figureOf(value, day, gaps);
  const valueFrom = end(values[0], span.from);
  const valueTo = end(values.at(-1), span.to);
  const sum = (flows: readonly (DecimalString | null)[]) =>
    flows.includes(null)
      ? notComputable(missingReason(gaps, span))
      : computed(fromCount(flows.reduce((total, flow) => total + toCount(flow ?? ZERO), 0n)));
  const flows = differenceOf(sum(inflows), sum(outflows));
  const gains = parts.map((part) => partGain(part, span));
  const price = sumOf(gains.filter((_, index) => parts[index]?.kind === "instrument").map((gain) => gain.price));
  const income = sumOf(gains.map((gain) => gain.income));
  const charges = sumOf(gains.map((gain) => gain.charges));
  const total = differenceOf(differenceOf(valueTo, valueFrom), flows);
  const fx = differenceOf(sumOf([total, charges]), sumOf([price, income]));
  return { valueFrom, valueTo, flows, price, income, charges, fx, total };
}

function valueAt(part: PartDays, index: number): Computed {
  const value = part.values[index];
  return figureOf(value, addDays(part.from, index - 1), part.gaps);
}

function figureOf(value: DecimalString | null | undefined, day: string, gaps: readonly Gap[]): Computed {
  return value == null ? notComputable(missingReason(gaps, { from: day, to: day })) : computed(value);
}

function totalOf(amounts: readonly DayAmount[], { from, to }: DaySpan, part: PartDays): Computed {
  const within = amounts.filter(({ day }) => day >= from && day <= to);
  const missing = within.find(({ amount }) => amount === null);
  if (missing) return notComputable(missingReason(part.gaps, { from: missing.day, to: missing.day }));
  return computed(fromCount(within.reduce((sum, { amount }) => sum + toCount(amount ?? ZERO), 0n)));
}

/** Why something in a range isn't computable: the first gap in it. */
export function missingReason(gaps: readonly Gap[], { from, to }: DaySpan): string {
  const gap = gaps.find((each) => each.from <= to && each.to >= from);
  if (!gap) return `An exchange rate or a price is missing ${from === to ? `on ${from}` : `between ${from} and ${to}`}.`;
  return `${gap.message.slice(0, -1)} ${gap.from === gap.to ? `on ${gap.from}` : `from ${gap.from} to ${gap.to}`}.`;
}

import { type DecimalString, ZERO } from "@/lib/money/decimal";
import { type DaySpan, dayNumber, earlierDay, laterDay } from "./calendar";
import type { Gap, PartDays, PortfolioDays, ReturnDays } from "./days";
import { type Count, fromCount, toCount } from "./exact";

type Sparse = readonly { day: string; inflow: DecimalString | null; outflow: DecimalString | null }[];

/** Cuts a range out of a portfolio's days; days outside of them are left away. */
export function returnDays(days: PortfolioDays, span: DaySpan = days): ReturnDays {
  const values = days.sums.map((sum, index) => (days.missing[index] === 0 ? sum : null));
  const external = days.external.map(({ day, inflow, outflow, missing }) =>
    missing === 0 ? { day, inflow, outflow } : { day, inflow: null, outflow: null },
  );
  return cut({ days, values, external, gaps: days.gaps }, span);
}

/** The days of one part, as if it were a portfolio of its own: what was put into it is what came in from outside, its income goes out. */
export function partReturnDays(part: PartDays, span: DaySpan = part): ReturnDays {
  const flows = new Map<string, Count | null>();
  const put = (list: PartDays["flows"], sign: bigint) => {
    for (const { day, amount } of list) {
      const sum = flows.get(day);
      flows.set(day, amount === null || sum === null ? null : (sum ?? 0n) + sign * toCount(amount));
    }
  };
  put(part.flows, 1n);
  put(part.charges, 1n);
  put(part.income, -1n);
  const external = [...flows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, sum]) => ({
      day,
      inflow: sum === null ? null : fromCount(sum > 0n ? sum : 0n),
      outflow: sum === null ? null : fromCount(sum < 0n ? -sum : 0n),
    }));
  return cut({ days: part, values: part.values, external, gaps: part.gaps }, span);
}

interface Whole {
  days: DaySpan & { base: string };
  values: readonly (DecimalString | null)[];
  external: Sparse;
  gaps: readonly Gap[];
}

function cut({ days, values, external, gaps }: Whole, span: DaySpan): ReturnDays {
  const from = laterDay(span.from, days.from);
  const to = earlierDay(span.to, days.to);
  const skipped = dayNumber(from) - dayNumber(days.from);
  const length = Math.max(dayNumber(to) - dayNumber(from) + 2, 1);
  const first = dayNumber(from) - 1;
  const inflows: (DecimalString | null)[] = Array.from({ length }, () => ZERO);
  const outflows: (DecimalString | null)[] = Array.from({ length }, () => ZERO);
  const invested: (DecimalString | null)[] = [];
  let sum: Count | null = 0n;
  let next = 0;
  for (let index = 0; index < length; index += 1) {
    for (let flow = external[next]; flow && dayNumber(flow.day) - first <= index; flow = external[next]) {
      sum = sum === null || flow.inflow === null || flow.outflow === null ? null : sum + toCount(flow.inflow) - toCount(flow.outflow);
      if (index > 0) [inflows[index], outflows[index]] = [flow.inflow, flow.outflow];
      next += 1;
    }
    invested.push(sum === null ? null : fromCount(sum));
  }
  return {
    base: days.base,
    from,
    to,
    values: values.slice(skipped, skipped + length),
    inflows,
    outflows,
    invested,
    gaps: gaps.filter((gap) => gap.from <= to && gap.to >= from),
  };
}

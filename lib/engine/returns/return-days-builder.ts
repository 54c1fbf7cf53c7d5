import { type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import { addDays } from "../valuation/calendar";
import type { ReturnDays } from "../valuation/days";

/** A day for specifications: what it ends with (null: not computable), what came in and what went out. */
export type DayStory = [value: string | null, inflow?: string | null, outflow?: string | null];

/** Days of returns for specifications, from a value at the end of the day before `from` on. */
export function daysOf(from: string, opening: string | null, stories: readonly DayStory[]): ReturnDays {
  const read = (text: string | null): DecimalString | null => (text === null ? null : decimal(text));
  return {
    base: "EUR",
    from,
    to: addDays(from, stories.length - 1),
    values: [read(opening), ...stories.map(([value]) => read(value))],
    inflows: [ZERO, ...stories.map(([, inflow = "0"]) => read(inflow))],
    outflows: [ZERO, ...stories.map(([, , outflow = "0"]) => read(outflow))],
    invested: Array.from({ length: stories.length + 1 }, () => ZERO),
    gaps: [],
  };
}

import type { DecimalString } from "@/lib/money/decimal";
import type { ChartLine, TimeSeries } from "./chart-data";

/**
 * A series as it crosses to the browser: each column one string. React handles every entry of a list by itself, on the server and in the
 * browser, and five years of days are thousands of them.
 */
export interface PackedSeries extends Omit<TimeSeries, "days" | "lines"> {
  /** ISO days with commas between. */
  days: string;
  lines: readonly PackedLine[];
}

/** The values with commas between, nothing where nothing is known. */
type PackedLine = Omit<ChartLine, "values"> & { values: string };

export function packSeries({ days, lines, ...rest }: TimeSeries): PackedSeries {
  return { ...rest, days: days.join(), lines: lines.map((line) => ({ ...line, values: line.values.join() })) };
}

/** The inverse of `packSeries`. */
export function unpackSeries({ days, lines, ...rest }: PackedSeries): TimeSeries {
  if (days === "") return { ...rest, days: [], lines: lines.map((line) => ({ ...line, values: [] })) };
  return { ...rest, days: days.split(","), lines: lines.map((line) => ({ ...line, values: line.values.split(",").map(valueOf) })) };
}

const valueOf = (text: string) => (text === "" ? null : (text as DecimalString));

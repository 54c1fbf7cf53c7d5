import type { AllocationBy, AllocationSlice } from "@/lib/performance/schema";
import type { ChartColor } from "./chart-data";

export const ALLOCATION_LABELS: Readonly<Record<AllocationBy, string>> = {
  assetType: "Asset type",
  currency: "Currency",
  account: "Account",
  instrument: "Instrument",
  tag: "Tag",
};

const COLORS = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly ChartColor[];

/** The colour of the slice at a place; after the eighth they begin anew, far enough apart. */
export function sliceColor(index: number): ChartColor {
  return COLORS[Math.max(0, index) % COLORS.length] ?? 1;
}

const NAMED = 5;

/** An allocation as a sentence: the largest parts by name, the others by number. */
export function describeAllocation(slices: readonly AllocationSlice[], what: string, percent: (slice: AllocationSlice) => string): string {
  if (slices.length === 0) return "Nothing here has a value yet.";
  const named = slices.slice(0, NAMED).map((slice) => `${slice.label} ${percent(slice)}`);
  const others = slices.length - named.length;
  return `Allocation, ${what.toLowerCase()}: ${named.join(", ")}${others > 0 ? `, and ${others} more` : ""}.`;
}

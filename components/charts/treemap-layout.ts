import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { absolute, sign } from "@/lib/money/decimal";
import type { AllocationSlice } from "@/lib/performance/schema";
import { toFloat } from "./pixels";

/** A rectangle of a treemap; sides in percent of the whole. */
export interface TreemapCell {
  slice: AllocationSlice;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The picture's width for one of height: the nearer to the real one, the squarer the cells. */
const ASPECT = 2;

/**
 * Cells whose areas are the magnitudes of the slices, the largest first. Slices without any area are left out: they are in the table.
 * @param aspect width ÷ height of the picture
 */
export function treemapLayout(slices: readonly AllocationSlice[], aspect = ASPECT): TreemapCell[] {
  const drawn = slices.filter(({ value }) => sign(value) !== 0);
  if (drawn.length === 0) return [];
  const root = hierarchy<{ slice?: AllocationSlice; children?: { slice: AllocationSlice }[] }>({
    children: drawn.map((slice) => ({ slice })),
  })
    .sum(({ slice }) => (slice ? toFloat(absolute(slice.value)) : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const leaves = treemap<{ slice?: AllocationSlice }>()
    .tile(treemapSquarify)
    .size([100 * aspect, 100])(root)
    .leaves();
  return leaves.flatMap(({ data: { slice }, x0, x1, y0, y1 }) =>
    slice ? [{ slice, left: x0 / aspect, top: y0, width: (x1 - x0) / aspect, height: y1 - y0 }] : [],
  );
}

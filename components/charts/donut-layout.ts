import { arc, pie } from "d3-shape";
import { absolute } from "@/lib/money/decimal";
import type { AllocationSlice } from "@/lib/performance/schema";
import { toFloat } from "./pixels";

export interface DonutPiece {
  key: string;
  /** The path of its ring segment around (0, 0). */
  path: string;
}

/** The segments of a ring, clockwise from the top in the order given; their lengths are the magnitudes. */
export function donutLayout(slices: readonly AllocationSlice[], radius: number, thickness: number): DonutPiece[] {
  const angles = pie<AllocationSlice>()
    .sort(null)
    .value(({ value }) => toFloat(absolute(value)))(slices.slice());
  const segment = arc<(typeof angles)[number]>()
    .innerRadius(radius - thickness)
    .outerRadius(radius)
    .padAngle(0.012);
  return angles.map((angle) => ({ key: angle.data.key, path: segment(angle) ?? "" }));
}

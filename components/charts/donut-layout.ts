import { absolute } from "@/lib/money/decimal";
import type { AllocationSlice } from "@/lib/performance/schema";
import { toFloat } from "./pixels";

export interface DonutPiece {
  key: string;
  /** The path of its ring segment around (0, 0); empty for a slice of nothing. */
  path: string;
}

interface Ring {
  outer: number;
  inner: number;
}

const TURN = 2 * Math.PI;
/** Half of the gap between two segments, in radii; as wide inside as outside. */
const HALF_GAP = 0.0073;

/** The segments of a ring, clockwise from the top in the order given; their lengths are the magnitudes. */
export function donutLayout(slices: readonly AllocationSlice[], radius: number, thickness: number): DonutPiece[] {
  const ring = { outer: radius, inner: radius - thickness };
  const sizes = slices.map(({ value }) => toFloat(absolute(value)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return slices.map(({ key }, index) => {
    const from = before;
    before += sizes[index] ?? 0;
    return { key, path: total > 0 ? segment(ring, (from / total) * TURN, (before / total) * TURN) : "" };
  });
}

/** Angles in radians, clockwise from the top. */
function segment({ outer, inner }: Ring, from: number, to: number): string {
  const length = to - from;
  if (length === 0) return "";
  // An arc of a whole turn ends where it began, and is nothing: two halves.
  if (length > TURN - 1e-9) return `${circle(outer, 1)}${circle(inner, 0)}`;
  const gapAt = (radius: number) => Math.min(Math.asin((HALF_GAP * outer) / radius), length / 2);
  const [outside, inside] = [gapAt(outer), gapAt(inner)];
  return [
    `M${point(outer, from + outside)}${arc(outer, length - 2 * outside, 1)}${point(outer, to - outside)}`,
    `L${point(inner, to - inside)}${arc(inner, length - 2 * inside, 0)}${point(inner, from + inside)}Z`,
  ].join("");
}

const circle = (radius: number, sweep: 0 | 1): string =>
  `M${point(radius, 0)}${arc(radius, Math.PI, sweep)}${point(radius, Math.PI)}${arc(radius, Math.PI, sweep)}${point(radius, 0)}Z`;

const arc = (radius: number, length: number, sweep: 0 | 1): string => `A${radius},${radius},0,${length > Math.PI ? 1 : 0},${sweep},`;

const point = (radius: number, angle: number): string =>
  `${(radius * Math.sin(angle)).toFixed(3)},${(-radius * Math.cos(angle)).toFixed(3)}`;

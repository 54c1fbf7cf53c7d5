import type { Computed } from "@/lib/engine/valuation/computed";
import { round } from "@/lib/money/decimal";
import type { Figure } from "../schema";

/** A pixel or a tile shows fewer; sums are made before, of what is exact. */
const FIGURE_DECIMALS = 12;

/** A computed number as pages show it. */
export function figureOf(
  { amount, reason }: Computed,
  { notes = [], href = null }: { notes?: readonly string[]; href?: string | null } = {},
): Figure {
  return amount === null ? { amount, reason, notes, href } : { amount: round(amount, FIGURE_DECIMALS), reason: null, notes, href };
}

import type { DayState } from "@/lib/imports/coverage";

/** How a day looks. Told apart by lightness and pattern as well as by colour. */
export const DAY_STYLE: Readonly<Record<DayState, string>> = {
  outside: "bg-sunken text-muted",
  gap: "border border-warning/60 bg-warning-wash text-warning",
  estimated: "day-estimated border border-accent/60 text-ink",
  covered: "bg-accent/35 text-ink",
  overlap: "bg-accent text-on-accent",
};

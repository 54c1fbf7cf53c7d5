import { cx } from "@/components/ui/class-names";
import type { BarPoint } from "./bar-chart";
import { labelEvery } from "./pixels";

/** On a phone, and elsewhere. */
const MOST = { narrow: 4, wide: 12 } as const;

/** What the bars are called, as many of them as there is room for, counted from the last one back. */
export function BarLabels({ points }: { points: readonly BarPoint[] }) {
  const narrow = labelEvery(points.length, MOST.narrow);
  const wide = labelEvery(points.length, MOST.wide);
  return (
    <div aria-hidden className="relative mt-1.5 h-4 text-[0.6875rem] text-muted">
      {points.map(({ key, short }, index) => {
        const back = points.length - 1 - index;
        const [onNarrow, onWide] = [back % narrow === 0, back % wide === 0];
        if (!onNarrow && !onWide) return null;
        return (
          <span
            key={key}
            className={cx("absolute -translate-x-1/2 whitespace-nowrap", !onNarrow && "hidden sm:inline", !onWide && "sm:hidden")}
            style={{ left: `${((index + 0.5) / points.length) * 100}%` }}
            suppressHydrationWarning
          >
            {short}
          </span>
        );
      })}
    </div>
  );
}

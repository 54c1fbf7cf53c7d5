import type { ReactNode } from "react";
import { cx } from "./class-names";

interface ScrollRegionProps {
  /** What it holds, for people who can't see it. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** What may be wider, or with a height in `className` longer, than its place: it scrolls by itself, with the keyboard too. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className={cx("overflow-auto", className)}>
      {children}
    </section>
  );
}

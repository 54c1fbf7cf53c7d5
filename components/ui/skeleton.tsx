import type { ReactNode } from "react";
import { cx } from "./class-names";

/** A grey shape that stands in for content on its way; size it by class. Hidden from screen readers: {@link SkeletonGroup} speaks. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-pulse rounded bg-line", className ?? "h-4 w-full")} />;
}

/** Skeletons that load together, announced once as `label`. */
export function SkeletonGroup({ label = "Loading", className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

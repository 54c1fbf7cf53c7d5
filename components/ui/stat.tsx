import type { ReactNode } from "react";
import { cx } from "./class-names";

export interface StatProps {
  label: string;
  value: ReactNode;
  /** A second line: a gain, a date, what the figure leaves out. */
  sub?: ReactNode;
  className?: string;
}

/** One figure with its name, as a definition list of one. */
export function Stat({ label, value, sub, className }: StatProps) {
  return (
    <dl className={cx("min-w-0 rounded-lg border border-line bg-surface px-4 py-3", className)}>
      <dt className="text-xs font-medium text-muted">{label}</dt>
      {/* A figure is never cut short; a long one is set smaller on phones, and breaks as a last resort. */}
      <dd className="tabular mt-1 text-base font-semibold tracking-tight break-words *:whitespace-normal sm:text-xl">{value}</dd>
      {sub && <dd className="tabular mt-0.5 text-xs text-muted *:flex-wrap">{sub}</dd>}
    </dl>
  );
}

import type { ReactNode } from "react";

export interface Reading {
  label: string;
  value: string;
  key?: ReactNode;
}

interface PointReadoutProps {
  /** `3 May 2025` */
  when: string;
  readings: readonly Reading[];
  /** What happened then. */
  also?: readonly string[];
  /** Told to screen readers as it changes. */
  spoken: boolean;
}

/** The figures of the point that is looked at: the legend of a chart and its tooltip in one, in a place of its own. */
export function PointReadout({ when, readings, also = [], spoken }: PointReadoutProps) {
  return (
    <div className="mb-3 min-h-10 text-xs" aria-live={spoken ? "polite" : "off"} suppressHydrationWarning>
      <p className="tabular mb-0.5 text-muted" suppressHydrationWarning>
        {when}
        {also.map((text) => (
          <span key={text} className="text-ink">
            {" "}
            · {text}
          </span>
        ))}
      </p>
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
        {readings.map(({ label, value, key }) => (
          <li key={label} className="flex items-center gap-1.5">
            {key}
            <span className="text-muted">{label}</span>
            <span className="tabular font-medium">{value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { cx } from "./class-names";

export interface ProgressProps {
  /** What is progressing; the accessible name, and shown above the bar. */
  label: string;
  /** Units done. Left out while the total is unknown: the bar is then indeterminate. */
  value?: number;
  max?: number;
  /** What stands at the end of the line, such as "1,200 of 5,000 rows". */
  detail?: string;
  className?: string;
}

/** A native progress bar: the right role and values without a script, and no inline style for a content policy to refuse. */
export function Progress({ label, value, max = 100, detail, className }: ProgressProps) {
  return (
    <div className={cx("space-y-1.5", className)}>
      <div className="flex justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        {detail && <span className="tabular text-muted">{detail}</span>}
      </div>
      <progress
        aria-label={label}
        {...(value === undefined ? {} : { value: Math.min(value, max) })}
        max={max}
        className={cx(
          "block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent",
          "[&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]",
          value === undefined ? "animate-pulse [&::-webkit-progress-bar]:bg-accent" : "[&::-webkit-progress-bar]:bg-line",
        )}
      />
    </div>
  );
}

import { cx } from "./class-names";
import { type DateStyle, formatDateTime } from "./date-format";
import { NotAvailable } from "./not-available";

export interface DateTimeProps extends DateStyle {
  /** ISO text in UTC, or null when nobody knows. */
  value: string | null;
  reason?: string;
  className?: string;
}

/** A day or an instant. Hovering an instant names its zone. */
export function DateTime({ value, reason, className, ...style }: DateTimeProps) {
  const text = value === null ? null : formatDateTime(value, style);
  if (value === null || text === null) return <NotAvailable reason={reason} />;
  const iso = new Date(value).toISOString();
  return (
    // Browsers and Node disagree about a space or an abbreviation now and then; the server's text may stay.
    <time
      dateTime={style.dateOnly ? iso.slice(0, 10) : iso}
      title={style.dateOnly ? undefined : `${text} (${style.timeZone ?? "UTC"})`}
      className={cx("tabular whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

import { cx } from "./class-names";
import { Icon } from "./icon";

/** A turning ring. With `label` it is announced as a status; without, it decorates something that already says what it waits for. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const ring = <Icon name="loader-circle" className={cx("size-4 shrink-0 animate-spin", className)} />;
  if (!label) return ring;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted">
      {ring}
      {label}
    </span>
  );
}

import type { ReactNode } from "react";
import { cx } from "./class-names";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** Why it's empty, and what would fill it. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** What stands where there is nothing yet. */
export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cx("flex flex-col items-center px-4 py-12 text-center", className)}>
      {icon && (
        <div aria-hidden className="mb-4 grid size-11 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-5">
          {icon}
        </div>
      )}
      <h2 className="text-base font-semibold">{title}</h2>
      {children && <div className="mt-1 max-w-md text-balance text-muted">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

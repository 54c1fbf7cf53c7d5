import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./class-names";

export interface CardProps extends Omit<HTMLAttributes<HTMLElement>, "title"> {
  /** A heading of its own makes the card a section of the page. */
  title?: string;
  description?: ReactNode;
  /** Beside the heading, at the end of its line. */
  actions?: ReactNode;
  /** Without padding round the children, for tables and lists that bring their own. */
  flush?: boolean;
}

/** A sheet of paper on the canvas. */
export function Card({ title, description, actions, flush, className, children, ...rest }: CardProps) {
  const body = flush ? children : <div className="p-4 md:p-5">{children}</div>;
  return (
    <section {...rest} className={cx("overflow-clip rounded-lg border border-line bg-surface", className)}>
      {title && (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 md:px-5">
          <div className="min-w-0">
            <h2 className="text-sm font-semibold">{title}</h2>
            {description && <p className="mt-0.5 text-xs text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {body}
    </section>
  );
}

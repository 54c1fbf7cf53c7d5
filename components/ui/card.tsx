import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./class-names";

export interface CardProps extends Omit<HTMLAttributes<HTMLElement>, "title"> {
  /** A heading, in a header of its own above the children. */
  title?: string;
  description?: ReactNode;
  /** Beside the heading, at the end of its line. */
  actions?: ReactNode;
  /** No padding round the children: for tables and lists that run from edge to edge. */
  flush?: boolean;
}

// Of no specificity, so that a padding in `className` simply wins.
const PADDING = "[:where(&)]:p-4 md:[:where(&)]:p-5";

/** A sheet of paper on the canvas. `className` lays out the children. */
export function Card({ title, description, actions, flush, className, children, ...rest }: CardProps) {
  const sheet = "min-w-0 overflow-clip rounded-lg border border-line bg-surface";
  const body = cx(!flush && PADDING, className);
  if (!title) {
    return (
      <section {...rest} className={cx(sheet, body)}>
        {children}
      </section>
    );
  }
  return (
    <section {...rest} className={sheet}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 md:px-5">
        <div className="min-w-0 flex-1 basis-40">
          <h2 className="text-sm font-semibold">{title}</h2>
          {description && <p className="mt-0.5 text-xs text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      <div className={body}>{children}</div>
    </section>
  );
}

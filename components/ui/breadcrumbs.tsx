import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "./icon";

export interface Crumb {
  label: string;
  /** Left out for the page itself, which comes last. */
  href?: Route;
  /** In place of a plain link to `href`: one that decides for itself where it leads. Give it {@link CRUMB_LINK}. */
  link?: ReactNode;
}

export const CRUMB_LINK = "truncate py-1 hover:text-ink hover:underline";

/** The way down to this page. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
        {items.map(({ label, href, link }, index) => (
          <li key={href ?? label} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <Icon name="chevron-right" className="size-3.5 shrink-0" />}
            {link ??
              (href ? (
                <Link href={href} className={CRUMB_LINK}>
                  {label}
                </Link>
              ) : (
                <span aria-current="page" className="truncate py-1">
                  {label}
                </span>
              ))}
          </li>
        ))}
      </ol>
    </nav>
  );
}

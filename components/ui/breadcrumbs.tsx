import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

export interface Crumb {
  label: string;
  /** Left out for the page itself, which comes last. */
  href?: Route;
}

/** The way down to this page. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
        {items.map(({ label, href }, index) => (
          <li key={href ?? label} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0" />}
            {href ? (
              <Link href={href} className="truncate py-1 hover:text-ink hover:underline">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate py-1">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

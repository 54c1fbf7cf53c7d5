"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cx } from "./class-names";
import { isCurrentPath } from "./current-path";

export interface TabLink {
  label: string;
  href: Route;
  /** Current only at exactly this address, not below it: for the first tab, whose address the others begin with. */
  exact?: boolean;
}

/** Tabs that are links: each has an address, works without a script, and the current one says so. */
export function TabLinks({ items, label }: { items: readonly TabLink[]; label: string }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // On a phone the current tab may lie outside the strip.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what moves the current tab
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav aria-label={label} className="-mx-4 mb-5 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0">
      <ul ref={list} className="flex gap-1">
        {items.map(({ label: text, href, exact }) => {
          const current = isCurrentPath(pathname, href, exact);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={cx(
                  "-mb-px flex min-h-10 items-center border-b-2 px-3 font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                  current ? "border-accent text-ink" : "border-transparent text-muted hover:border-control hover:text-ink",
                )}
              >
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

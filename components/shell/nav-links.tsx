"use client";

import Link from "next/link";
import { cx } from "@/components/ui/class-names";
import { isCurrentPath } from "@/components/ui/current-path";
import type { NavLink } from "./nav";

export interface NavLinksProps {
  links: readonly NavLink[];
  pathname: string;
  layout: "inline" | "stacked";
  onFollow?: () => void;
}

/** The links themselves, side by side or one below the other. */
export function NavLinks({ links, pathname, layout, onFollow }: NavLinksProps) {
  return (
    <nav aria-label="Main">
      <ul className={layout === "inline" ? "flex gap-1" : "-mx-2 space-y-1"}>
        {links.map(({ href, label, icon }) => {
          const current = isCurrentPath(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                onClick={onFollow}
                className={cx(
                  "flex min-h-10 items-center gap-2.5 rounded-md px-3 font-medium md:min-h-8 [&_svg]:size-4",
                  current ? "bg-accent-wash text-accent-ink" : "text-muted hover:bg-sunken hover:text-ink",
                )}
              >
                {icon}
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

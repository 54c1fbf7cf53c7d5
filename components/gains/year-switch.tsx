"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { cx } from "@/components/ui/class-names";
import { yearAddress } from "./year-address";

/** The years in which something was sold, the newest first, and all of them. */
export function YearSwitch({ years, year }: { years: readonly number[]; year: number | null }) {
  const path = usePathname();
  const current = new URLSearchParams(useSearchParams());
  return (
    <nav aria-label="Year" className="-mx-1 flex max-w-full items-center gap-0.5 overflow-x-auto px-1 py-1">
      {[...years, null].map((each) => (
        <Link
          key={each ?? "all"}
          href={yearAddress(path, current, each) as Route}
          scroll={false}
          aria-current={each === year ? "true" : undefined}
          className={cx(
            "tabular grid min-h-10 shrink-0 place-items-center rounded-md px-2.5 text-xs font-medium md:min-h-8",
            each === year ? "bg-accent-wash text-accent-ink" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {each ?? "All years"}
        </Link>
      ))}
    </nav>
  );
}

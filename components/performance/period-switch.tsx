"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { lazy } from "react";
import { cx } from "@/components/ui/class-names";
import { formatDay } from "@/components/ui/date-format";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { type DayRange, PERIODS } from "@/lib/engine/returns/periods";
import { keptParams, periodAddress } from "./period-address";

const CustomPeriod = lazy(() => import("./custom-period").then((module) => ({ default: module.CustomPeriod })));

const LABELS = { max: "Max" } as const;
const SPOKEN = {
  "1M": "1 month",
  "3M": "3 months",
  "6M": "6 months",
  YTD: "This year",
  "1Y": "1 year",
  "3Y": "3 years",
  "5Y": "5 years",
  max: "Since the beginning",
} as const;

/** From when to when: links, so that a period can be bookmarked, and two days of one's own. */
export function PeriodSwitch({ range, locale }: { range: DayRange; locale: string }) {
  const path = usePathname();
  const current = new URLSearchParams(useSearchParams());
  const isCustom = range.period === "custom";
  return (
    <nav aria-label="Period" className="-mx-1 flex max-w-full items-center gap-0.5 overflow-x-auto px-1 py-1">
      {PERIODS.map((period) =>
        period === "custom" ? null : (
          <Link
            key={period}
            href={periodAddress(path, current, { period }) as Route}
            scroll={false}
            title={SPOKEN[period]}
            aria-current={period === range.period ? "true" : undefined}
            className={cx(
              "tabular grid min-h-10 min-w-8 shrink-0 place-items-center rounded-md px-1.5 text-xs sm:px-2 font-medium md:min-h-8",
              period === range.period ? "bg-accent-wash text-accent-ink" : "text-muted hover:bg-sunken hover:text-ink",
            )}
          >
            {period === "max" ? LABELS.max : period}
          </Link>
        ),
      )}
      <Popover
        title="Any two days"
        align="end"
        trigger={{
          label: isCustom ? `Period from ${range.from} to ${range.to}` : "Custom period",
          variant: "ghost",
          size: "sm",
          className: isCustom ? "bg-accent-wash text-accent-ink" : "text-muted",
          children: (
            <>
              <Icon name="calendar-range" className="sm:hidden" />
              <span className="text-xs max-sm:sr-only" suppressHydrationWarning>
                {isCustom ? `${formatDay(range.from, locale)} – ${formatDay(range.to, locale)}` : "Custom"}
              </span>
            </>
          ),
        }}
      >
        <CustomPeriod path={path} kept={keptParams(current)} range={range} />
      </Popover>
    </nav>
  );
}

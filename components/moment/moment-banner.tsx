"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { isNow, NOW } from "@/lib/moment/schema";
import { momentWords } from "./moment-words";
import { looksBack, type PageTab } from "./page-tab";
import { useMoment } from "./use-moment";
import { useMomentAddress } from "./use-moment-address";

interface MomentBannerProps {
  tabs: readonly PageTab[];
  timeZone: string;
  locale: string;
}

/** Says above a page that it shows the past, and leads back. */
export function MomentBanner({ tabs, ...style }: MomentBannerProps) {
  const moment = useMoment();
  const addressAt = useMomentAddress();
  const path = usePathname();
  if (isNow(moment) || !looksBack(path, tabs)) return null;
  return (
    <div
      role="status"
      className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-warning/25 bg-warning-wash px-4 py-2.5"
    >
      <p className="flex min-w-0 grow basis-60 items-baseline gap-3 font-medium">
        <Icon name="history" className="size-4 shrink-0 translate-y-0.5 text-warning" />
        <span className="min-w-0">Showing {momentWords(moment, style)}</span>
      </p>
      <Link href={addressAt(NOW) as Route} className="text-link">
        Back to now
      </Link>
    </div>
  );
}

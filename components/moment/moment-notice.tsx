"use client";
import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { type Moment, NOW } from "@/lib/moment/schema";
import { momentWords } from "./moment-words";
import { useMomentAddress } from "./use-moment-address";

/** What moment a page shows, and the way back. */
export function MomentNotice({ moment, timeZone, locale }: { moment: Moment; timeZone: string; locale: string }) {
  const addressAt = useMomentAddress();
  return (
    <div
      role="status"
      className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-warning/25 bg-warning-wash px-4 py-2.5"
    >
      <p className="flex min-w-0 grow basis-60 items-baseline gap-3 font-medium">
        <Icon name="history" className="size-4 shrink-0 translate-y-0.5 text-warning" />
        <span className="min-w-0">Showing {momentWords(moment, { timeZone, locale })}</span>
      </p>
      <Link href={addressAt(NOW) as Route} className="text-link">
        Back to now
      </Link>
    </div>
  );
}

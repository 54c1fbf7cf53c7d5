"use client";
import { TabLinks } from "@/components/ui/tab-links";
import { withMoment } from "@/lib/moment/schema";
import type { PageTab } from "./page-tab";
import { useMoment } from "./use-moment";

/** Tabs that stay at the moment in view. Those of pages that are about the present leave it. */
export function MomentTabs({ items, label }: { items: readonly PageTab[]; label: string }) {
  const moment = useMoment();
  return (
    <TabLinks
      label={label}
      items={items.map(({ isOfNow, ...item }) => (isOfNow ? item : { ...item, href: withMoment(item.href, moment) }))}
    />
  );
}

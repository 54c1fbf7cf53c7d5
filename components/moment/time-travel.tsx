"use client";
import { usePathname } from "next/navigation";
import { lazy } from "react";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { looksBack, type PageTab } from "./page-tab";

const MomentForm = lazy(() => import("./moment-form").then((module) => ({ default: module.MomentForm })));

/** The quiet button in a header that leads into the past. */
export function TimeTravel({ tabs, timeZone }: { tabs: readonly PageTab[]; timeZone: string }) {
  if (!looksBack(usePathname(), tabs)) return null;
  return (
    <Popover trigger={{ label: "As of…", variant: "ghost", icon: <Icon name="history" /> }} title="Look back" align="end">
      <MomentForm timeZone={timeZone} />
    </Popover>
  );
}

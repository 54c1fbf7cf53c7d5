"use client";
import { usePathname } from "next/navigation";
import { lazy } from "react";
import { isNow } from "@/lib/moment/schema";
import { looksBack, type PageTab } from "./page-tab";
import { useMoment } from "./use-moment";

/** Most pages show the present. */
const MomentNotice = lazy(() => import("./moment-notice").then((module) => ({ default: module.MomentNotice })));

interface MomentBannerProps {
  tabs: readonly PageTab[];
  timeZone: string;
  locale: string;
}

/** Says above a page that it shows the past, and leads back. */
export function MomentBanner({ tabs, ...style }: MomentBannerProps) {
  const moment = useMoment();
  const path = usePathname();
  if (isNow(moment) || !looksBack(path, tabs)) return null;
  return <MomentNotice moment={moment} {...style} />;
}

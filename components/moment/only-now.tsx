"use client";
import type { ReactNode } from "react";
import { isNow } from "@/lib/moment/schema";
import { useMoment } from "./use-moment";

/** What makes no sense in the past, such as the ways to change something. */
export function OnlyNow({ children }: { children: ReactNode }) {
  return isNow(useMoment()) ? children : null;
}

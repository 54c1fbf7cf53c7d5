"use client";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Moment, parseMoment } from "@/lib/moment/schema";

/** The moment that the page's address asks for; the same object as long as it doesn't change. */
export function useMoment(): Moment {
  const search = useSearchParams();
  const [asOf, known] = [search.get("asOf") ?? undefined, search.get("known") ?? undefined];
  return useMemo(() => parseMoment({ asOf, known }), [asOf, known]);
}

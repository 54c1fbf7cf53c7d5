"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { type Moment, withMoment } from "@/lib/moment/schema";

/** The address of the page in view at another moment. A place in a list, and a list of positions, may not exist there. */
export function useMomentAddress(): (moment: Moment) => string {
  const path = usePathname();
  const search = useSearchParams();
  return useCallback(
    (moment) => {
      const query = new URLSearchParams(search);
      for (const name of ["after", "snapshot"]) query.delete(name);
      return withMoment(`${path}?${query}`, moment);
    },
    [path, search],
  );
}

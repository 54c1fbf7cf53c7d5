"use client";
import { type RefObject, useEffect, useRef } from "react";

/**
 * Calls `act` whenever the element comes within a screen of being seen, and again after each change of `act` while it is: that is how a list
 * whose next page is shorter than the screen goes on loading.
 * @param act null while there is nothing to do
 */
export function useNearEnd(act: (() => void) | null): RefObject<HTMLDivElement | null> {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (!element || !act) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && act(), { rootMargin: "1000px" });
    observer.observe(element);
    return () => observer.disconnect();
  }, [act]);
  return mark;
}

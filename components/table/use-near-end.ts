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
    // Who scrolls fast is told of two crossings at once, and nothing more after that: the last one is how things stand.
    const observer = new IntersectionObserver((crossings) => crossings.at(-1)?.isIntersecting && act(), { rootMargin: "1000px" });
    observer.observe(element);
    return () => observer.disconnect();
  }, [act]);
  return mark;
}

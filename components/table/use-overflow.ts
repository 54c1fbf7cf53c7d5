"use client";
import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Whether what is in a box is wider than the box. A table that fits must not stand in a box that scrolls, or its header could not stick to
 * the page; one that doesn't must, or its last columns were out of reach.
 * @returns the box's ref; true until it is measured, which is right without a script as well
 */
export function useOverflow(): { box: RefObject<HTMLDivElement | null>; overflows: boolean } {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(true);
  useEffect(() => {
    const outer = box.current;
    const inner = outer?.firstElementChild;
    if (!outer || !(inner instanceof HTMLElement)) return;
    const observer = new ResizeObserver(() => setOverflows(inner.offsetWidth > outer.clientWidth));
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);
  return { box, overflows };
}

"use client";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Up to here a table is simply rendered: searching in the page, printing and screen readers get all of it. */
const PLAIN_ROWS = 100;

export interface VirtualRows {
  body: RefObject<HTMLTableSectionElement | null>;
  /** Indexes of the rows to render, in order. */
  indexes: number[];
  /** Pixels of the rows left out above and below. */
  before: number;
  after: number;
  /** Ref of each rendered row, which carries its index as `data-index`. */
  measure: ((row: HTMLTableRowElement | null) => void) | undefined;
}

/**
 * Which rows of a long table are near the screen. The page itself scrolls (a table with a scroll bar of its own is a trap on a phone), and
 * spacers stand for the rest, so that the rows stay real table rows.
 * @param rowHeight an estimate in pixels; rendered rows are measured.
 */
export function useVirtualRows(count: number, rowHeight: number, keyOf: (index: number) => string): VirtualRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const isPlain = count <= PLAIN_ROWS;
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    enabled: !isPlain,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin: top,
    // What the server and the first render in the browser agree on; both are measured right after.
    initialOffset: 0,
    initialRect: { width: 1024, height: 1200 },
  });
  // Whatever stands above the table may have grown: the place of the first row is read anew after each render.
  useLayoutEffect(() => {
    if (body.current && !isPlain) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
  });
  if (isPlain) return { body, indexes: Array.from({ length: count }, (_, index) => index), before: 0, after: 0, measure: undefined };
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return {
    body,
    indexes: items.map((item) => item.index),
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    measure: virtualizer.measureElement,
  };
}

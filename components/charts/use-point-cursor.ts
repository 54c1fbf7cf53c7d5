"use client";
import { type KeyboardEvent, useCallback, useState } from "react";
import { pointAfter } from "./point-cursor";

export interface PointCursor {
  /** The point that is read out; null: the newest one, without a mark. */
  index: number | null;
  /** The keys moved it: then a screen reader is told. A pointer passing over a thousand points must not make it talk. */
  spoken: boolean;
  /** For pointers. */
  point: (index: number | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
}

/** The point of a chart that somebody looks at, by pointer or by keys. */
export function usePointCursor(count: number): PointCursor {
  const [state, setState] = useState<{ index: number | null; spoken: boolean }>({ index: null, spoken: false });
  const point = useCallback((index: number | null) => setState({ index, spoken: false }), []);
  const index = state.index === null || state.index >= count ? null : state.index;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = pointAfter(event.key, index, count);
    if (next === undefined) return;
    event.preventDefault();
    setState({ index: next, spoken: true });
  };
  return { index, spoken: state.spoken, point, onKeyDown, onBlur: () => point(null) };
}

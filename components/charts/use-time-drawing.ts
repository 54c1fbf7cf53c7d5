"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { TimeSeries } from "./chart-data";
import type { TimeDrawing } from "./time-drawing";

interface TimeDrawingState {
  box: RefObject<HTMLDivElement | null>;
  /** `failed`: the code of the charts couldn't be fetched; the table has the numbers. */
  status: "loading" | "drawn" | "failed";
}

/** Draws a series into a box, anew when it changes, in the colours of the theme. The library comes when the first chart does. */
export function useTimeDrawing(
  series: TimeSeries,
  locale: string,
  index: number | null,
  onPoint: (index: number | null) => void,
): TimeDrawingState {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<TimeDrawing>(null);
  const [status, setStatus] = useState<TimeDrawingState["status"]>("loading");
  useEffect(() => {
    let left = false;
    import("./time-drawing").then(
      ({ drawTimeSeries }) => {
        if (left || !box.current) return;
        drawing.current = drawTimeSeries(box.current, series, { locale, onPoint });
        setStatus("drawn");
      },
      () => setStatus("failed"),
    );
    const stop = onThemeChange(() => drawing.current?.recolour());
    return () => {
      left = true;
      stop();
      drawing.current?.remove();
      drawing.current = null;
    };
  }, [series, locale, onPoint]);
  useEffect(() => drawing.current?.point(index), [index]);
  return { box, status };
}

/** The theme is an attribute of the root element, or else the device's. */
function onThemeChange(tell: () => void): () => void {
  const device = matchMedia("(prefers-color-scheme: dark)");
  const root = new MutationObserver(tell);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  device.addEventListener("change", tell);
  return () => {
    root.disconnect();
    device.removeEventListener("change", tell);
  };
}

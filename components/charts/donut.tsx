"use client";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import type { AllocationSlice } from "@/lib/performance/schema";
import type { ChartColor } from "./chart-data";
import { cssColor } from "./chart-palette";
import { donutLayout } from "./donut-layout";

const RADIUS = 100;
const THICKNESS = 30;

interface DonutProps {
  slices: readonly AllocationSlice[];
  colorOf: (index: number) => ChartColor;
  /** The key of the slice that is pointed at, here or in the list beside. */
  current: string | null;
  onPoint: (key: string | null) => void;
  /** In the middle. */
  label: string;
  value: ReactNode;
}

/** A ring of shares. The list beside it says the same in words, so that the ring is nothing to a screen reader; what is in its middle is. */
export function Donut({ slices, colorOf, current, onPoint, label, value }: DonutProps) {
  return (
    <div className="relative mx-auto aspect-square w-full max-w-52">
      <svg viewBox="-102 -102 204 204" className="size-full" aria-hidden="true">
        {donutLayout(slices, RADIUS, THICKNESS).map(({ key, path }, index) => (
          <path
            key={key}
            d={path}
            fill={cssColor(colorOf(index))}
            // Shorts are outlines: something owed should not look like something owned.
            fillOpacity={slices[index]?.value.startsWith("-") ? 0.15 : 1}
            stroke={slices[index]?.value.startsWith("-") ? cssColor(colorOf(index)) : "none"}
            onPointerEnter={() => onPoint(key)}
            onPointerLeave={() => onPoint(null)}
            className={cx("transition-opacity", current !== null && current !== key && "opacity-35")}
          />
        ))}
      </svg>
      <div className="pointer-events-none absolute inset-[22%] grid place-content-center text-center">
        <p className="truncate text-xs text-muted">{label}</p>
        <p className="pointer-events-auto tabular text-sm font-semibold break-words">{value}</p>
      </div>
    </div>
  );
}

"use client";
import type { Route } from "next";
import Link from "next/link";
import { cx } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ExplainSubject } from "@/lib/explain/schema";
import type { AllocationSlice } from "@/lib/performance/schema";
import { sliceColor } from "./allocation-words";
import { SliceFigure } from "./slice-figure";
import { Swatch } from "./swatch";

interface AllocationListProps {
  slices: readonly AllocationSlice[];
  current: string | null;
  onPoint: (key: string | null) => void;
  percent: (slice: AllocationSlice) => string;
  amount: (slice: AllocationSlice) => string;
  /** Where its figures are explained. */
  subjectOf: (slice: AllocationSlice) => ExplainSubject;
  onOpen: (slice: AllocationSlice) => void;
}

/** The slices of a ring by name: each opens, or leads to what it is. */
export function AllocationList({ slices, current, onPoint, percent, amount, subjectOf, onOpen }: AllocationListProps) {
  return (
    <ul className="grid" aria-label="Allocation">
      {slices.map((slice, index) => (
        <li
          key={slice.key}
          className={cx("flex items-center gap-2.5 rounded px-1.5 py-1.5", current === slice.key && "bg-sunken")}
          onPointerEnter={() => onPoint(slice.key)}
          onPointerLeave={() => onPoint(null)}
        >
          <Swatch color={sliceColor(index)} look={slice.value.startsWith("-") ? "area" : "block"} />
          <span className="min-w-0 flex-1 truncate">
            <SliceName slice={slice} onOpen={onOpen} />
          </span>
          <span className="tabular text-xs text-muted">
            <SliceFigure of="value" slice={slice} subject={subjectOf(slice)}>
              {amount(slice)}
            </SliceFigure>
          </span>
          <span className="tabular min-w-14 text-right font-medium">
            <SliceFigure of="share" slice={slice} subject={subjectOf(slice)}>
              {percent(slice)}
            </SliceFigure>
          </span>
        </li>
      ))}
    </ul>
  );
}

function SliceName({ slice, onOpen }: Pick<AllocationListProps, "onOpen"> & { slice: AllocationSlice }) {
  if (slice.children && slice.children.length > 0)
    return (
      <button type="button" onClick={() => onOpen(slice)} className="inline-flex max-w-full items-center gap-0.5 hover:underline">
        <span className="truncate">{slice.label}</span>
        <Icon name="chevron-right" className="size-3.5 shrink-0 text-muted" />
      </button>
    );
  if (!slice.href) return slice.label;
  return (
    <Link href={slice.href as Route} className="hover:underline">
      {slice.label}
    </Link>
  );
}

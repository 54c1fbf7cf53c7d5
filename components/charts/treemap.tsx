"use client";
import type { Route } from "next";
import Link from "next/link";
import { cx } from "@/components/ui/class-names";
import type { AllocationSlice } from "@/lib/performance/schema";
import type { ChartColor } from "./chart-data";
import { cssColor } from "./chart-palette";
import { type TreemapCell, treemapLayout } from "./treemap-layout";

interface TreemapProps {
  slices: readonly AllocationSlice[];
  colorOf: (slice: AllocationSlice, index: number) => ChartColor;
  /** Opens a slice that consists of others. */
  onOpen: (slice: AllocationSlice) => void;
  /** Its share and value in words. */
  describe: (slice: AllocationSlice) => { share: string; value: string };
  label: string;
}

/** Rectangles whose areas are shares, in HTML: each is a button that opens it or a link to what it is, in the order of size. */
export function Treemap({ slices, colorOf, onOpen, describe, label }: TreemapProps) {
  return (
    <ul aria-label={label} className="relative h-64 w-full overflow-clip rounded-md sm:h-72">
      {treemapLayout(slices).map((cell, index) => (
        <li
          key={cell.slice.key}
          className="absolute p-px"
          style={{ left: `${cell.left}%`, top: `${cell.top}%`, width: `${cell.width}%`, height: `${cell.height}%` }}
        >
          <Cell cell={cell} color={colorOf(cell.slice, index)} onOpen={onOpen} words={describe(cell.slice)} />
        </li>
      ))}
    </ul>
  );
}

interface CellProps {
  cell: TreemapCell;
  color: ChartColor;
  onOpen: (slice: AllocationSlice) => void;
  words: { share: string; value: string };
}

function Cell({ cell: { slice, width, height }, color, onOpen, words: { share, value } }: CellProps) {
  const isShort = slice.value.startsWith("-");
  const look = {
    title: `${slice.label}: ${value} (${share})`,
    style: {
      background: `color-mix(in srgb, ${cssColor(color)} ${isShort ? 8 : 26}%, var(--surface))`,
      borderColor: cssColor(color),
    },
    className: cx(
      "block size-full overflow-hidden rounded-[3px] border-l-2 p-1.5 text-left align-top text-xs leading-tight text-ink",
      "hover:brightness-95 focus-visible:-outline-offset-2",
      isShort && "border border-dashed border-l-2",
    ),
  };
  // Words in a sliver are noise; the name is still said to those who listen.
  const fits = width > 6.5 && height > 11;
  const content = (
    <>
      <span className={fits ? "block truncate font-medium" : "sr-only"}>{slice.label}</span>
      <span className={fits && height > 20 ? "tabular block truncate text-muted" : "sr-only"}>
        {share}
        <span className="sr-only">, {value}</span>
      </span>
    </>
  );
  if (slice.children && slice.children.length > 0)
    return (
      <button type="button" {...look} onClick={() => onOpen(slice)}>
        {content}
      </button>
    );
  return slice.href ? (
    <Link {...look} href={slice.href as Route}>
      {content}
    </Link>
  ) : (
    <span {...look}>{content}</span>
  );
}

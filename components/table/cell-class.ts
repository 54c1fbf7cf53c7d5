import { cx } from "@/components/ui/class-names";
import type { ColumnLook } from "./app-table";

const SHOWN_FROM = { medium: "hidden @2xl:table-cell", wide: "hidden @5xl:table-cell", widest: "hidden @7xl:table-cell" } as const;

/** The classes that a header, a cell and a footer of one column share. */
export function cellClass(look: ColumnLook | undefined): string {
  return cx(look?.numeric ? "text-right tabular whitespace-nowrap" : "text-left", look?.grows && "w-full max-w-0", look?.from && SHOWN_FROM[look.from]);
}

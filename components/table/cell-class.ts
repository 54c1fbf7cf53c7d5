import { cx } from "@/components/ui/class-names";
import type { ColumnLook } from "./app-table";

const SHOWN_FROM = {
  medium: "hidden @2xl:table-cell",
  wide: "hidden @5xl:table-cell",
  wider: "hidden @min-[75rem]:table-cell",
  widest: "hidden @min-[84rem]:table-cell",
} as const;

const GROWS = { always: "w-full min-w-44 max-w-0", narrow: "w-full max-w-0 @2xl:w-auto @2xl:max-w-none" } as const;

/** The classes that a header, a cell and a footer of one column share. */
export function cellClass(look: ColumnLook | undefined): string {
  return cx(
    look?.numeric ? "text-right tabular whitespace-nowrap" : "text-left",
    look?.grows && GROWS[look.grows],
    look?.from && SHOWN_FROM[look.from],
  );
}

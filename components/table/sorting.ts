import type { AppColumn, AppRow } from "./columns";

/** By which column rows are in order, and whether the largest are at the top. */
export interface Sorting {
  id: string;
  desc: boolean;
}

/** What a press of a column's header makes of the order: its first direction, then the other one, then the order in which the rows came. */
export function pressed<Data extends object>({ id, descFirst }: AppColumn<Data>, sorting: Sorting | null): Sorting | null {
  if (sorting?.id !== id) return { id, desc: descFirst };
  return sorting.desc === descFirst ? { id, desc: !descFirst } : null;
}

/** The rows in order. Those without a value are last in either direction; equal ones stay as they came. */
export function inOrder<Data extends object>(
  rows: readonly AppRow<Data>[],
  columns: readonly AppColumn<Data>[],
  sorting: Sorting | null,
): readonly AppRow<Data>[] {
  const column = columns.find(({ id }) => id === sorting?.id);
  if (!sorting || !column) return rows;
  const present = rows.filter(({ original }) => !column.isMissing(original));
  present.sort((a, b) => (sorting.desc ? column.compare(b.original, a.original) : column.compare(a.original, b.original)));
  return [...present, ...rows.filter(({ original }) => column.isMissing(original))];
}

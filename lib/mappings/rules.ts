import type { Analysis } from "@/lib/formats/mapped/analyse";
import type { Mapping } from "@/lib/formats/mapped/mapping";

/** A mapping made for another file, laid over this one; null where this one lacks a column that it reads. */
export function laidOver(mapping: Mapping, { columns, mapping: found }: Pick<Analysis, "columns" | "mapping">): Mapping | null {
  const names = new Set(columns.map(({ name }) => name));
  if (!mapping.columns.every(({ name }) => names.has(name))) return null;
  const { delimiter, sheet, headlessFrom, width, signature } = found;
  return { ...mapping, delimiter, sheet, headlessFrom, width, signature };
}

import type { AssetType } from "@/lib/instruments/asset-types";
import type { DateOrder } from "../table/dates";
import type { NumberStyle } from "../table/numbers";
import type { MappedField } from "./fields";
import type { Mapping } from "./mapping";
import type { RowMeaning } from "./meanings";
import { headerNames } from "./signature";
import { SaidWords } from "./word-key";

/** Where a field stands in one table, and how its cells are written. */
export interface Slot {
  index: number;
  /** What the file calls it. */
  title: string;
  numbers: NumberStyle;
  dates: DateOrder;
}

/** A mapping laid over one header: what a row's reader needs, worked out once. */
export interface Plan {
  mapping: Mapping;
  at: Readonly<Partial<Record<MappedField, Slot>>>;
  fees: readonly Slot[];
  taxes: readonly Slot[];
  notes: readonly Slot[];
  types: SaidWords<RowMeaning>;
  assetTypes: SaidWords<AssetType>;
  accounts: ReadonlyMap<string, string>;
  /** The last cell that is read, plus one: a shorter row is cut off. */
  needed: number;
}

/** The names of a headerless table's columns. */
export const positionName = (index: number) => `#${index + 1}`;

/** The mapping's columns in a row of cells; null where it isn't the mapping's header. */
export function planFor(mapping: Mapping, cells: readonly string[]): Plan | null {
  const names =
    mapping.headlessFrom === null ? headerNames(cells) : Array.from({ length: mapping.width }, (_, index) => positionName(index));
  const positions = new Map(names.map((name, index) => [name, index]));
  const slots: { field: MappedField; slot: Slot }[] = [];
  for (const { name, field, dates = "ymd", numbers = mapping.numbers } of mapping.columns) {
    const index = positions.get(name);
    if (index === undefined) return null;
    const title = mapping.headlessFrom === null ? (cells[index] ?? "").trim() || name : `Column ${index + 1}`;
    slots.push({ field, slot: { index, title, numbers, dates } });
  }
  const of = (wanted: MappedField) => slots.filter(({ field }) => field === wanted).map(({ slot }) => slot);
  return {
    mapping,
    at: Object.fromEntries(slots.map(({ field, slot }) => [field, slot])),
    fees: of("fee"),
    taxes: of("tax"),
    notes: of("note"),
    types: new SaidWords(mapping.types.map(({ word, meaning }) => [word, meaning] as const)),
    assetTypes: new SaidWords(mapping.assetTypes.map(({ word, assetType }) => [word, assetType] as const)),
    accounts: new Map(mapping.accounts.map(({ word, account }) => [word, account])),
    needed: Math.max(...slots.map(({ slot }) => slot.index)) + 1,
  };
}

import type { Analysis, ColumnReport } from "@/lib/formats/mapped/analyse";
import { fieldRow, fieldsOf, type MappedField, type MappedKind } from "@/lib/formats/mapped/fields";
import type { MappedColumn, Mapping } from "@/lib/formats/mapped/mapping";
import type { RowMeaning } from "@/lib/formats/mapped/meanings";
import type { AssetType } from "@/lib/instruments/asset-types";

type DateOrder = NonNullable<MappedColumn["dates"]>;
type Columns = Pick<Analysis, "columns">;

export const fieldOf = (mapping: Mapping, name: string): MappedField | null =>
  mapping.columns.find((column) => column.name === name)?.field ?? null;

export const hasField = (mapping: Mapping, ...fields: MappedField[]) => mapping.columns.some(({ field }) => fields.includes(field));

/** The report of the column that is a field. */
export function columnOf(mapping: Mapping, { columns }: Columns, field: MappedField): ColumnReport | null {
  const name = mapping.columns.find((column) => column.field === field)?.name;
  return columns.find((column) => column.name === name) ?? null;
}

/** Says what a column is; of fields that only one column can be, another one gives it up. Its words get the meanings that are suggested. */
export function withField(mapping: Mapping, analysis: Columns, name: string, field: MappedField | null): Mapping {
  const others = mapping.columns.filter(
    (column) => column.name !== name && (field === null || column.field !== field || fieldRow(field).many),
  );
  if (field === null) return { ...mapping, columns: others };
  const report = analysis.columns.find((column) => column.name === name);
  const order = fieldRow(field).holds === "date" ? (report?.dates?.order ?? undefined) : undefined;
  const style = fieldRow(field).holds === "number" ? (report?.numbers?.style ?? undefined) : undefined;
  const column: MappedColumn = {
    name,
    field,
    ...(order ? { dates: order } : {}),
    ...(style && style !== mapping.numbers ? { numbers: style } : {}),
  };
  return withWords({ ...mapping, columns: inFileOrder([...others, column], analysis) }, field, report);
}

function inFileOrder(columns: readonly MappedColumn[], analysis: Columns): MappedColumn[] {
  const position = new Map(analysis.columns.map(({ name }, index) => [name, index]));
  return [...columns].sort((a, b) => (position.get(a.name) ?? 0) - (position.get(b.name) ?? 0));
}

function withWords(mapping: Mapping, field: MappedField, report: ColumnReport | undefined): Mapping {
  const words = report?.words ?? [];
  if (field === "type")
    return { ...mapping, types: words.flatMap(({ text, meaning }) => (meaning ? [{ word: text, meaning: meaning.meaning }] : [])) };
  if (field !== "assetType") return mapping;
  return {
    ...mapping,
    assetTypes: words.flatMap(({ text, assetType }) => (assetType ? [{ word: text, assetType: assetType.meaning }] : [])),
  };
}

export function withDates(mapping: Mapping, name: string, dates: DateOrder | undefined): Mapping {
  const columns = mapping.columns.map(({ dates: _dates, ...column }) =>
    column.name === name ? { ...column, ...(dates ? { dates } : {}) } : { ...column, ...(_dates ? { dates: _dates } : {}) },
  );
  return { ...mapping, columns };
}

/** Columns that are written otherwise than the rest keep their own sign, unless it becomes the common one. */
export function withNumbers(mapping: Mapping, numbers: Mapping["numbers"]): Mapping {
  const columns = mapping.columns.map(({ numbers: own, ...column }) => (own && own !== numbers ? { ...column, numbers: own } : column));
  return { ...mapping, numbers, columns };
}

/** Columns that a table of the other kind can't have lose their meaning, and get the suggested one back when the kind returns. */
export function withKind(mapping: Mapping, analysis: Columns, kind: MappedKind): Mapping {
  const possible = new Set(fieldsOf(kind));
  const kept = { ...mapping, kind, columns: mapping.columns.filter(({ field }) => possible.has(field)) };
  return analysis.columns.reduce((changed, { name, suggestion }) => {
    const isFree = fieldOf(changed, name) === null && suggestion && possible.has(suggestion.field) && !hasField(changed, suggestion.field);
    return isFree ? withField(changed, analysis, name, suggestion.field) : changed;
  }, kept);
}

export function withMeaning(mapping: Mapping, word: string, meaning: RowMeaning | null): Mapping {
  const others = mapping.types.filter((each) => each.word !== word);
  return { ...mapping, types: meaning === null ? others : [...others, { word, meaning }] };
}

export function withAssetType(mapping: Mapping, word: string, assetType: AssetType | null): Mapping {
  const others = mapping.assetTypes.filter((each) => each.word !== word);
  return { ...mapping, assetTypes: assetType === null ? others : [...others, { word, assetType }] };
}

/** An account under its own name needs no word on it. */
export function withAccount(mapping: Mapping, word: string, account: string): Mapping {
  const others = mapping.accounts.filter((each) => each.word !== word);
  return { ...mapping, accounts: account === "" || account === word ? others : [...others, { word, account }] };
}

export function withConstant<Key extends keyof Mapping["constants"]>(
  mapping: Mapping,
  key: Key,
  value: Mapping["constants"][Key] | undefined,
): Mapping {
  const { [key]: _old, ...others } = mapping.constants;
  return { ...mapping, constants: value === undefined ? others : { ...others, [key]: value } };
}

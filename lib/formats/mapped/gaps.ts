import type { Analysis } from "./analyse";
import type { MappedField } from "./fields";
import type { Mapping } from "./mapping";

/** What keeps a mapping from being used; each is something that a person can choose on the screen. */
export interface Gap {
  /** Where on the screen it is mended. */
  at: "columns" | "dates" | "constants";
  text: string;
}

/** What is still missing to import a table with a mapping. */
export function gapsOf(mapping: Mapping, { columns }: Pick<Analysis, "columns">): Gap[] {
  const { constants, kind } = mapping;
  const has = (...fields: MappedField[]) => mapping.columns.some(({ field }) => fields.includes(field));
  const gaps: Gap[] = [];
  const need = (isThere: boolean, at: Gap["at"], text: string) => {
    if (!isThere) gaps.push({ at, text });
  };
  if (kind === "transactions") {
    need(has("date"), "columns", "Say which column is the date.");
    need(has("type") || constants.type !== undefined, "constants", "Say which column tells the kind of row, or what all rows are.");
    need(
      has("amount", "gross", "debit", "credit") || (has("quantity") && has("price")),
      "columns",
      "Say which column is the amount, or which are quantity and price.",
    );
  } else {
    need(has("quantity"), "columns", "Say which column is the quantity.");
    need(has("symbol", "isin", "wkn", "cusip", "name"), "columns", "Say which column names the instrument: symbol, ISIN or name.");
    need(has("date") || constants.asOf !== undefined, "constants", "Say of which day these positions are.");
  }
  const beside = columns.some(({ hasUnits, name }) => hasUnits && mapping.columns.some((column) => column.name === name));
  need(has("currency") || constants.currency !== undefined || beside, "constants", "Say in which currency the rows are.");
  for (const column of mapping.columns) {
    const known = columns.find(({ name }) => name === column.name);
    if (known?.dates?.order === null && column.dates === undefined)
      gaps.push({ at: "dates", text: `Say how the dates of “${known.title}” are to be read.` });
  }
  return gaps;
}

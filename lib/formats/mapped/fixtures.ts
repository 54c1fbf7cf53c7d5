import type { MappedField } from "./fields";
import { type Mapping, mappingSchema } from "./mapping";
import { signature } from "./signature";
import { USUAL_SIGNS } from "./suggest-signs";

/** For tests: a table as text. */
export const table = (rows: readonly (readonly string[])[], delimiter = ","): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => `${row.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`).join(""));

export function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** For tests: a mapping of a header whose columns are these fields; an empty field is left out. */
export function mappingFor(columns: Readonly<Record<string, MappedField | "">>, said: Partial<Mapping> = {}): Mapping {
  const header = Object.keys(columns);
  return mappingSchema.parse({
    version: 1,
    kind: "transactions",
    signature: signature(header),
    delimiter: null,
    sheet: null,
    headlessFrom: null,
    width: header.length,
    columns: Object.entries(columns).flatMap(([name, field]) => (field === "" ? [] : [{ name: name.toLowerCase(), field }])),
    numbers: "point",
    zone: "UTC",
    types: [
      { word: "Buy", meaning: "buy" },
      { word: "Sell", meaning: "sell" },
      { word: "Dividend", meaning: "dividend" },
      { word: "Deposit", meaning: "deposit" },
      { word: "Fee", meaning: "fee" },
    ],
    assetTypes: [],
    accounts: [],
    constants: { currency: "EUR" },
    chargeRows: false,
    ...USUAL_SIGNS,
    ...said,
  });
}

import { definePreset } from "../table/preset";
import { CERTAIN, type Format } from "../types";
import { COLUMNS, type Column, SOURCE } from "./columns";
import { readExport } from "./export-file";
import { readRow } from "./row";

const table = definePreset<Column>({
  code: SOURCE,
  name: "Ghostfolio",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "symbol", "dataSource", "currency", "unitPrice", "quantity", "type", "fee"]],
  numbers: "point",
  dates: { order: "dmy", zone: "UTC" },
  *read({ rows, has }) {
    let account: string | null = null;
    for (const row of rows) {
      const of = row.text("account");
      if (has("account") && of !== account) yield { kind: "statement", line: row.line, statement: { accountId: of } };
      account = of;
      yield readRow(row);
    }
  },
});

const BRACE = 0x7b;
const SPACES: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

/** Whether the bytes begin as a JSON object does, after a byte order mark and spaces. */
function isJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (SPACES.includes(bytes[at] ?? 0)) at += 1;
  return bytes[at] === BRACE;
}

/** Ghostfolio: its export in JSON, with accounts and asset profiles, and the CSV that it takes in. Dates are days; amounts are exact. */
export const ghostfolio: Format = {
  ...table,
  recognises(probe) {
    const { head } = probe;
    const isExport =
      /^\uFEFF?\s*\{/.test(head) &&
      /"(?:activities|accounts|orders)"\s*:\s*\[/.test(head) &&
      (/"meta"\s*:\s*\{[^{}]*"(?:date|version)"/.test(head) || (/"dataSource"/.test(head) && /"unitPrice"/.test(head)));
    return isExport ? CERTAIN : table.recognises(probe);
  },
  *parse(bytes, context = {}) {
    yield* isJson(bytes) ? readExport(bytes, context) : table.parse(bytes, context);
  },
};

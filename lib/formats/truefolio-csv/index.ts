import { type CsvRecord, records } from "../table/records";
import { toUtf8 } from "../text";
import { type Assumptions, CERTAIN, type Format, FormatError, type FormatItem, type ParseContext } from "../types";
import { CellReader } from "./cell-reader";
import { detectDelimiter, type Header, looksLikeOurs, readHeader } from "./header";
import { readRow } from "./row";

export { EXAMPLE_CSV } from "./example";
export { type ExportRow, writeHeader, writeRow } from "./write";

const RAW_LENGTH = 500;

function readRecord(record: CsvRecord, header: Header, assume: Assumptions): { item: FormatItem; account: string } {
  const { line, cells } = record;
  const raw = cells.join(",").slice(0, RAW_LENGTH);
  if (cells.every((cell) => cell.trim() === "")) return { item: { kind: "skipped", line, reason: "The line is empty." }, account: "" };
  const row = new CellReader(record, header);
  const account = row.text("account");
  const expected = header.columns.length;
  if (cells.length !== expected) {
    const problem = `The line has ${cells.length} cells where the header has ${expected} columns.`;
    const mend = "Check the delimiters and quotation marks of the line; its end may be missing.";
    return { item: { kind: "refused", line, problem, expected: `${expected} cells.`, mend, raw }, account };
  }
  const draft = readRow(row, assume);
  return { item: draft ? { kind: "transaction", line, draft } : row.refusal(), account };
}

function* parse(bytes: Uint8Array, { assume = {} }: ParseContext = {}): Generator<FormatItem> {
  const utf8 = toUtf8(bytes);
  const head = new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8.subarray(0, 16_384));
  let header: Header | undefined;
  let account: string | undefined;
  for (const record of records(utf8, detectDelimiter(head))) {
    if (header === undefined) {
      header = readHeader(record.cells, record.line);
      const names = header.unknown.join(", ").slice(0, RAW_LENGTH);
      if (names) yield { kind: "skipped", line: record.line, reason: `These columns are not known and were not read: ${names}.` };
      continue;
    }
    const read = readRecord(record, header, assume);
    if (read.item.kind !== "skipped" && read.account !== account) {
      account = read.account;
      yield { kind: "statement", line: record.line, statement: { accountId: account, ...(account ? { name: account } : {}) } };
    }
    yield read.item;
  }
  if (header === undefined) throw new FormatError("The file is empty.", "Choose a CSV file with a header line.", 1);
}

/**
 * Truefolio's own CSV of transactions: what the ledger exports, and what people write by hand or with a script.
 *
 * The first line names the columns, in any order and any letter case; comma, semicolon or tab between cells; UTF-8 (or UTF-16).
 * Required are `trade_time`, `trade_type`, `currency` and one of `quantity` and `net_amount`:
 * - `trade_time`: a date (`2025-09-12`) or an instant (`2025-09-12T13:44:50Z`, any offset).
 * - `trade_type`, `asset_type`: the codes of `TRADE_TYPES` and `ASSET_TYPES`. An unknown one is kept, as `other`, for review.
 * - `quantity`: units, without a sign where the trade type has one; `price`: per unit; `currency`: as quoted, GBX and other minor
 *   units included, which then holds for every amount of the row.
 * - `net_amount`: the effect on the cash balance after `fees` and `taxes`; worked out from the other figures where it is empty.
 * - `multiplier`: of options and futures; `price_unit`: `percent` for bonds. `symbol`, `isin`, `name`, `account`, `settle_date`,
 *   `external_id`, `group_id` and `note` say what they say.
 * - `import_key` and `meta` come from an export, and make reading it again give exactly the same rows.
 *
 * Numbers are plain: a point, no thousands marks, no exponent. A text that a spreadsheet could run as a formula has an apostrophe
 * before it, which is removed on reading.
 */
export const truefolioCsv: Format = {
  code: "truefolio-csv",
  name: "Truefolio CSV",
  version: 1,
  recognises: ({ head }) => (looksLikeOurs(head) ? CERTAIN : 0),
  parse,
};

import { detectDelimiter } from "./table/delimiter";
import { firstRecords } from "./table/records";
import { isWorkbook, probeWorkbook } from "./table/workbook";
import { decodeHead } from "./text";
import type { Probe } from "./types";

const HEAD_BYTES = 16_384;
const PROBED_ROWS = 60;

/** What a file looks like at its beginning. Never throws: what can't be looked at is a file of no tables. */
export function probe(bytes: Uint8Array, fileName: string): Probe {
  if (isWorkbook(bytes)) return { fileName, head: "", tables: probeWorkbook(bytes, PROBED_ROWS) };
  const head = decodeHead(bytes, HEAD_BYTES);
  // No text file holds a NUL: this is an image or an archive.
  if (head.includes("\0")) return { fileName, head: "", tables: [] };
  return { fileName, head, tables: [{ sheet: "", rows: firstRecords(head, detectDelimiter(head), PROBED_ROWS) }] };
}

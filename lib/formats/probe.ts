import { detectDelimiter } from "./table/delimiter";
import { firstRecords } from "./table/records";
import { isWorkbook, probeWorkbook } from "./table/workbook";
import { decodeHead } from "./text";
import type { Probe } from "./types";

const HEAD_BYTES = 16_384;
const SIGNATURE_BYTES = 64;
const PROBED_ROWS = 60;

/** What a file looks like at its beginning. Never throws: what can't be looked at is a file of no tables. */
export function probe(bytes: Uint8Array, fileName: string): Probe {
  const signature = Buffer.from(bytes.subarray(0, SIGNATURE_BYTES)).toString("latin1");
  if (isWorkbook(bytes)) return { fileName, head: "", signature, tables: probeWorkbook(bytes, PROBED_ROWS) };
  const head = decodeHead(bytes, HEAD_BYTES);
  // No text file holds a NUL: this is an image or an archive.
  if (head.includes("\0")) return { fileName, head: "", signature, tables: [] };
  return { fileName, head, signature, tables: [{ sheet: "", rows: firstRecords(head, detectDelimiter(head), PROBED_ROWS) }] };
}

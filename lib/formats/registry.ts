import { ibkrFlex } from "./ibkr-flex";
import { ofx } from "./ofx";
import { decodeHead } from "./text";
import { truefolioCsv } from "./truefolio-csv";
import type { Format } from "./types";

/** Every file format, the most particular first. */
export const FORMATS: readonly Format[] = [ibkrFlex, ofx, truefolioCsv];

/** The format of a file by its first bytes, or null when it is none of ours. Never throws. */
export function recognise(bytes: Uint8Array, fileName: string): Format | null {
  const head = decodeHead(bytes);
  // No text file holds a NUL: this is an image, an archive or a spreadsheet.
  if (head.includes("\0")) return null;
  return FORMATS.find((format) => format.recognises(head, fileName)) ?? null;
}

/** The name of a format's code, as people know it; the code itself for one that this version no longer has. */
export function formatName(code: string): string {
  return FORMATS.find((format) => format.code === code)?.name ?? code;
}

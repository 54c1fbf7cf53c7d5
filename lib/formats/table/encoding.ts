import { isUtf8 } from "node:buffer";
import { FormatError } from "../types";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Bytes that windows-1252 leaves without a character. */
const UNASSIGNED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const HEAD = 4096;

/**
 * In which encoding a table without further word on it is written. A byte order mark decides; text in UTF-16 without one shows by the
 * zeros in every second byte; then UTF-8 where the bytes allow it, and otherwise windows-1252, in which spreadsheets still save.
 * @returns null when the bytes are text in none of them: a mixture of two, or no text at all.
 */
export function encodingOf(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked) return unmarked;
  if (isUtf8(bytes)) return "utf-8";
  return isPlainly1252(bytes) ? "windows-1252" : null;
}

function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const pairs = Math.floor(Math.min(bytes.length, HEAD) / 2);
  if (pairs < 4) return null;
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.7 && even === 0) return "utf-16le";
  return even > pairs * 0.7 && odd === 0 ? "utf-16be" : null;
}

/** High bytes that happen to form UTF-8 characters are no chance: such a file is part UTF-8 and part something else, and reading it as either garbles the other. */
function isPlainly1252(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if (UNASSIGNED_IN_1252.has(bytes[at] ?? 0) || isUtf8Character(bytes, at)) return false;
  }
  return true;
}

/** Whether a whole character of two to four bytes begins here: `é—` of windows-1252 is the beginning of one only. */
function isUtf8Character(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc3 || lead > 0xf4) return false;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let next = at + 1; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/**
 * A table's bytes as UTF-8 without a byte order mark.
 * @throws FormatError naming the first line whose bytes are not text.
 */
export function tableBytes(bytes: Uint8Array): Uint8Array {
  const encoding = encodingOf(bytes);
  if (encoding === null) throw notText(bytes);
  if (encoding !== "utf-8") return new TextEncoder().encode(decoded(bytes, encoding));
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function decoded(bytes: Uint8Array, encoding: TextEncoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Half a character at the end: a copy that was cut off.
    throw notText(bytes, encoding);
  }
}

function notText(bytes: Uint8Array, encoding: TextEncoding = "utf-8"): FormatError {
  const text = new TextDecoder(encoding).decode(bytes);
  const line = text.slice(0, Math.max(0, text.indexOf("\uFFFD"))).split(/\r\n|\r|\n/).length;
  return new FormatError(
    "The file holds bytes that are not text in one encoding: part of it may be UTF-8 and part something else.",
    "Save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”), or download it again from where it comes from.",
    line,
  );
}

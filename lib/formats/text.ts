import { encodingOf } from "./table/encoding";
import { FormatError } from "./types";

/** Latin-1 under any of its names is read as windows-1252, which only adds printable characters to it: what every browser does. */
const WINDOWS_1252 = /^(?:(?:windows|cp)?-?1252|(?:iso-?)?8859-1|latin-?1)$/i;

const MEND = "Save it again as UTF-8 text, or download it again from where it comes from.";

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

function utf16Label(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** The text, or null where a byte doesn't belong to the encoding. */
function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The bytes of a file as text, without its byte order mark.
 *
 * A byte order mark decides (UTF-8, UTF-16). Without one the bytes must be UTF-8, or else what `charset` declares. Valid UTF-8
 * beats the declaration: banks declare 1252 and send UTF-8, while 1252 text of any length is never valid UTF-8 by chance.
 * @param options.charset what the file says of itself (`1252`, `windows-1252`, `ISO-8859-1`, `UTF-8` …); unknown names are ignored.
 * @throws FormatError for a byte that belongs to no such encoding, and for NUL bytes, which no text file holds.
 */
export function decodeText(bytes: Uint8Array, options: { charset?: string } = {}): string {
  const utf16 = utf16Label(bytes);
  const declared = WINDOWS_1252.test(options.charset?.trim() ?? "") ? strictly : null;
  const text = utf16 ? strictly(bytes, utf16) : (strictly(bytes, "utf-8") ?? declared?.(bytes, "windows-1252") ?? null);
  if (text === null) {
    const lenient = new TextDecoder(utf16 ?? "utf-8").decode(bytes);
    throw new FormatError("The file holds bytes that are not text.", MEND, lineOf(lenient, Math.max(0, lenient.indexOf("\uFFFD"))));
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) throw new FormatError("The file holds NUL bytes, so it is not a text file.", MEND, lineOf(text, nul));
  return text;
}

/**
 * A part of a UTF-8 file as text, cut between characters; a byte order mark inside it is a character like any other.
 * @param firstLine the line of the file on which the part begins, for the error.
 * @throws FormatError as {@link decodeText}.
 */
export function decodeUtf8Part(bytes: Uint8Array, firstLine: number): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const nul = text.indexOf("\0");
  if (nul >= 0) throw new FormatError("The file holds NUL bytes, so it is not a text file.", MEND, firstLine + lineOf(text, nul) - 1);
  // A replacement character may stand in the file itself; only where there is one is the strict decoder worth its second pass.
  const bad = text.indexOf("\uFFFD");
  if (bad < 0 || strictly(bytes, "utf-8") !== null) return text;
  throw new FormatError("The file holds bytes that are not UTF-8 text.", MEND, firstLine + lineOf(text, bad) - 1);
}

/** A file's bytes as UTF-8 without a byte order mark, whichever of UTF-8 and UTF-16 it was written in. */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  if (utf16Label(bytes)) return new TextEncoder().encode(decodeText(bytes));
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** The first bytes of a file as text, for recognising it: never throws, and cuts a character at the end without complaint. */
export function decodeHead(bytes: Uint8Array, length = 4096): string {
  const head = bytes.subarray(0, length);
  // Cut before a character that the length may have split.
  return new TextDecoder(encodingOf(head.subarray(0, Math.max(0, head.length - 4))) ?? "utf-8").decode(head);
}

import { FormatError } from "../types";

export type OfxToken = { kind: "open" | "close"; name: string; line: number } | { kind: "text"; text: string };

/** Dots and colons are legal in names: INTU.BID, ERROR.CODE. Attributes (a namespace on OFX, say) carry nothing that we read. */
const TAG = /<(\/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*?)?(\/?)>/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Resolves predefined and numeric references, once. Anything else is a plain ampersand: banks write `AT&T; Inc`. */
function resolveEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, digits?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    const printable = point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return printable ? String.fromCodePoint(point) : whole;
  });
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  // Not indexOf: in a file of one line it would search to the end for every tag.
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) count += 1;
  return count;
}

/**
 * Cuts OFX text, SGML or XML, into tags and the text between them, with line numbers. A `<` that begins no tag is text.
 * Our own because no kept library tells the line, and a refused row without its line is of no use to anybody.
 * @throws FormatError for declarations (DOCTYPE, ENTITY …): OFX has none, and they are how XML files attack their readers.
 */
export function* tokens(source: string): Generator<OfxToken> {
  const text = source.replace(/\r\n?/g, "\n");
  let at = 0;
  let line = 1;
  let pending = "";
  const advance = (to: number) => {
    line += newlines(text, at, to);
    at = to;
  };
  const skipTo = (mark: string, what: string): string => {
    const end = text.indexOf(mark, at);
    if (end < 0) throw new FormatError(`The ${what} that begins here never ends.`, "Download the file again: this copy is cut off.", line);
    const inside = text.slice(at, end);
    advance(end + mark.length);
    return inside;
  };
  while (at < text.length) {
    const next = text.indexOf("<", at);
    if (next !== at) {
      const end = next < 0 ? text.length : next;
      pending += resolveEntities(text.slice(at, end));
      advance(end);
      continue;
    }
    if (text.startsWith("<!--", at)) {
      skipTo("-->", "comment");
    } else if (text.startsWith("<![CDATA[", at)) {
      pending += skipTo("]]>", "CDATA section").slice(9);
    } else if (text.startsWith("<?", at)) {
      skipTo("?>", "processing instruction");
    } else if (/^<![A-Za-z]/.test(text.slice(at, at + 3))) {
      throw new FormatError(
        "The file declares a document type or entities, which OFX never does.",
        "Use the file as the institution made it.",
        line,
      );
    } else {
      TAG.lastIndex = at;
      const tag = TAG.exec(text);
      if (tag === null) {
        pending += "<";
        advance(at + 1);
        continue;
      }
      if (pending.trim() !== "") yield { kind: "text", text: pending.trim() };
      pending = "";
      const name = (tag[2] ?? "").toUpperCase();
      yield { kind: tag[1] ? "close" : "open", name, line };
      if (tag[3] && !tag[1]) yield { kind: "close", name, line };
      advance(at + tag[0].length);
    }
  }
  if (pending.trim() !== "") yield { kind: "text", text: pending.trim() };
}

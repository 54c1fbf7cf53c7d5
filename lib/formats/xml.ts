import { SaxesParser } from "saxes";
import { FormatError } from "./types";

/** An element of an XML file. `text` is its own character data, complete when the element closes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The line its tag begins on, from 1. */
  readonly line: number;
  readonly parent: XmlElement | null;
  readonly text: string;
}

export interface XmlEvent {
  kind: "open" | "close";
  element: XmlElement;
}

/** No statement nests deeper than this; a file that does wants to exhaust somebody's memory. */
const MAX_DEPTH = 64;

interface XmlOptions {
  /** For formats that nest deeper by design: a graph of objects, each written where it is first met. */
  maxDepth?: number;
}
const CHUNK = 1 << 16;

const AGAIN = "Download it from the broker again, and import it unchanged.";

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] };

/**
 * Reads XML as a stream of elements, in document order, with line numbers.
 * Only the five predefined entities and character references exist: a document type declaration is refused, so nothing expands and
 * nothing is fetched.
 * @throws FormatError when the text isn't well-formed, ends early, nests too deep or declares a document type.
 */
export function* readXml(text: string, { maxDepth = MAX_DEPTH }: XmlOptions = {}): Generator<XmlEvent> {
  if (!text.trimStart().startsWith("<")) throw new FormatError("This isn't an XML file.", "Choose the file that the broker calls XML.", 1);
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: "1.0", forceXMLVersion: true });
  let events: XmlEvent[] = [];
  let open: OpenElement | null = null;
  let depth = 0;
  let line = 1;
  let atEnd = false;

  parser.on("error", () => {
    // Whatever is wrong only once the text is over is wrong because it's over.
    if (atEnd) throw new FormatError("The file ends in the middle.", AGAIN, parser.line);
    throw new FormatError("This isn't well-formed XML.", AGAIN, parser.line);
  });
  parser.on("doctype", () => {
    throw new FormatError("The file declares a document type (DOCTYPE), which no broker's statement does.", AGAIN, parser.line);
  });
  parser.on("opentagstart", () => {
    // The character after the name has been read too: a line break there is no part of the tag's first line.
    line = parser.columnIndex === 0 ? parser.line - 1 : parser.line;
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > maxDepth) throw new FormatError("The elements of the file are nested too deep for a statement.", AGAIN, line);
    const element: OpenElement = { name: tag.name, attributes: tag.attributes, line, parent: open, text: "" };
    open = element;
    events.push({ kind: "open", element });
  });
  const addText = (data: string) => {
    if (open && data.trim() !== "") open.text += data;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    depth -= 1;
    if (!open) return;
    events.push({ kind: "close", element: open });
    open = open.parent;
  });

  for (let offset = 0; offset < text.length; offset += CHUNK) {
    parser.write(text.slice(offset, offset + CHUNK));
    const batch = events;
    events = [];
    yield* batch;
  }
  atEnd = true;
  parser.close();
  yield* events;
}

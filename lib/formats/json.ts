import { FormatError } from "./types";

/** A number as the file writes it, digit by digit: JSON's own reader would pass it through a float. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;
/** Without a prototype: a key such as `__proto__` is a key like any other. */
export interface JsonObject {
  [key: string]: JsonValue;
}

const MAX_DEPTH = 64;
const MAX_LENGTH = 64 * 1024 * 1024;
const MEND = "Export it again, and import it unchanged: this copy may be cut off or edited.";
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const [QUOTE, BACKSLASH, FIRST_PRINTABLE] = [0x22, 0x5c, 0x20];
const SPACE = /[ \t\r\n]*/y;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

/** A JSON text, with the line that each of its objects begins on. */
export interface JsonDocument {
  value: JsonValue;
  lineOf(object: JsonObject): number;
}

/**
 * Reads JSON (RFC 8259) without a float: numbers stay text. Of two equal keys the last counts, as everywhere.
 * @throws FormatError, naming the line, for anything else, for nesting deeper than {@link MAX_DEPTH}, and for more than {@link MAX_LENGTH}.
 */
export function readJson(text: string): JsonDocument {
  if (text.length > MAX_LENGTH) throw new FormatError("The file is far larger than any export of its kind.", "Export a shorter period.");
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return { value, lineOf: (object) => reader.lines.get(object) ?? 1 };
}

class Reader {
  readonly lines = new Map<JsonObject, number>();
  private at = 0;
  private line = 1;
  private countedTo = 0;

  constructor(private readonly text: string) {}

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw this.error("is nested deeper than any export.");
    this.skip(SPACE);
    const next = this.text[this.at];
    if (next === "{") return this.object(depth);
    if (next === "[") return this.array(depth);
    if (next === '"') return this.string();
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (word) {
      this.at += word[0].length;
      return word[1];
    }
    const number = this.skip(NUMBER);
    if (number === "") throw this.error("is not valid JSON.");
    return new JsonNumber(number);
  }

  end(): void {
    this.skip(SPACE);
    if (this.at < this.text.length) throw this.error("goes on after its end.");
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = Object.create(null);
    this.lines.set(object, this.lineNow());
    this.at += 1;
    this.skip(SPACE);
    if (this.take("}")) return object;
    do {
      this.skip(SPACE);
      const key = this.string();
      this.skip(SPACE);
      if (!this.take(":")) throw this.error("is not valid JSON.");
      object[key] = this.value(depth + 1);
      this.skip(SPACE);
    } while (this.take(","));
    if (!this.take("}")) throw this.error("is not valid JSON.");
    return object;
  }

  private array(depth: number): JsonValue[] {
    const values: JsonValue[] = [];
    this.at += 1;
    this.skip(SPACE);
    if (this.take("]")) return values;
    do {
      values.push(this.value(depth + 1));
      this.skip(SPACE);
    } while (this.take(","));
    if (!this.take("]")) throw this.error("is not valid JSON.");
    return values;
  }

  /** By characters, because a pattern over a string of megabytes runs out of stack. */
  private string(): string {
    if (this.text.charCodeAt(this.at) !== QUOTE) throw this.error("is not valid JSON.");
    let [end, escaped] = [this.at + 1, false];
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(end)) {
      // Behind the end of the text there is no character: NaN is in no order.
      if (!(code >= FIRST_PRINTABLE)) throw this.error("is not valid JSON.");
      escaped ||= code === BACKSLASH;
      end += code === BACKSLASH ? 2 : 1;
    }
    const written = this.text.slice(this.at, end + 1);
    const value = escaped ? this.unescaped(written) : written.slice(1, -1);
    this.at = end + 1;
    return value;
  }

  private unescaped(written: string): string {
    try {
      return String(JSON.parse(written));
    } catch {
      throw this.error("is not valid JSON.");
    }
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  /** Objects come in order, so the breaks are counted once. */
  private lineNow(): number {
    for (; this.countedTo < this.at; this.countedTo += 1) if (this.text[this.countedTo] === "\n") this.line += 1;
    return this.line;
  }

  private error(problem: string): FormatError {
    return new FormatError(`The file ${problem}`, MEND, this.lineNow());
  }
}

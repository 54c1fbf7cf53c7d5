import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { encodingOf, tableBytes } from "./encoding";

const TEXT = "Größe;Preis €\n“Café” – 1;2\n";

/** Characters 0x80 to 0x9f of windows-1252 that are not those of Latin-1. */
const HIGH = new Map(
  [...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 32 }, (_, index) => 128 + index))].map((each, index) => [
    each,
    128 + index,
  ]),
);
const in1252 = (text: string) => Uint8Array.from([...text].map((each) => HIGH.get(each) ?? each.charCodeAt(0)));
const utf16 = (text: string, littleEndian: boolean, mark: boolean) => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
};
const read = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(tableBytes(bytes));

describe("the encoding of a table", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${TEXT}`), "utf-8"],
    ["windows-1252", in1252(TEXT), "windows-1252"],
    ["UTF-16 LE with a mark", utf16(TEXT, true, true), "utf-16le"],
    ["UTF-16 BE with a mark", utf16(TEXT, false, true), "utf-16be"],
    ["UTF-16 LE without one", utf16("Date,Amount\n1,2\n", true, false), "utf-16le"],
    ["UTF-16 BE without one", utf16("Date,Amount\n1,2\n", false, false), "utf-16be"],
    ["plain ASCII", Buffer.from("a,b\n"), "utf-8"],
  ])("%s is found", (_name, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });

  it("does not matter to the text, and no mark is left of it", () => {
    const spelled = [Buffer.from(TEXT), Buffer.from(`\uFEFF${TEXT}`), in1252(TEXT), utf16(TEXT, true, true), utf16(TEXT, false, true)];
    expect(spelled.map(read)).toEqual(spelled.map(() => TEXT));
  });

  it("any text of letters that windows-1252 has reads back from every encoding", () => {
    const letters = fc.constantFrom(...'abcXYZ 0123;,\n"äöüßéèñçøåÆ€“”–—…™');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 8, maxLength: 60 }), (parts) => {
        const text = parts.join("");
        expect(read(Buffer.from(text))).toBe(text);
        expect(read(utf16(text, true, true))).toBe(text);
        expect(read(utf16(text, false, true))).toBe(text);
        // Two of its letters may happen to be one of UTF-8: then the file is refused, never garbled.
        const bytes = in1252(text);
        if (encodingOf(bytes) === "windows-1252") expect(read(bytes)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it("a letter and a dash of windows-1252 are not taken for the beginning of a UTF-8 character", () => {
    expect(read(in1252("Café— Zürich\n"))).toBe("Café— Zürich\n");
  });

  it.each([
    ["a mixture of UTF-8 and windows-1252", Buffer.concat([Buffer.from("a,ü\n"), in1252("b,ü\n")]), 2],
    ["bytes that no character of windows-1252 has", Uint8Array.of(0x61, 0x0a, 0x81, 0x0a), 2],
    ["UTF-16 that is cut off in a character", utf16("a\nb", true, true).subarray(0, 7), 2],
  ])("%s is refused with its line", (_name, bytes, line) => {
    expect(() => tableBytes(bytes)).toThrow(FormatError);
    try {
      tableBytes(bytes);
    } catch (error) {
      expect(error).toMatchObject({ line, mend: expect.stringContaining("UTF-8") });
    }
  });

  it("any bytes are text in one encoding, or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          tableBytes(bytes);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

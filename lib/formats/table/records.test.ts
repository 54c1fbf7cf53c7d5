import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { firstRecords, records } from "./records";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options = {}) => [...records(bytes(text), ",", options)];
const loosely = (text: string) => read(text, { strict: false });

function failure(text: string, options = {}): FormatError {
  try {
    read(text, options);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe("the records of a CSV file", () => {
  it("have the line that each begins on, blank lines left out", () => {
    expect(read('a,b\n\n"x\ny",1\r\n\r\nlast,2')).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ["x\ny", "1"] },
      { line: 6, cells: ["last", "2"] },
    ]);
  });

  it("take any line ends, mixed in one file", () => {
    expect(read("a,1\r\nb,2\nc,3\rd,4").map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, "a", "1"],
      [2, "b", "2"],
      [3, "c", "3"],
      [4, "d", "4"],
    ]);
  });

  it("a byte order mark in the middle is a character of its cell", () => {
    expect(read("a,b\n\uFEFFc,d\n")[1]?.cells).toEqual(["\uFEFFc", "d"]);
  });

  it("any cells read back as they were written, and on their lines", () => {
    const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('"', ",", "\n", "\r\n", 'a "b"', " x ", "é€"));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 10 }), (rows) => {
        const found = read(rows.map((cells) => `${cells.map(quoted).join(",")}\n`).join(""));
        expect(found.map(({ cells }) => cells)).toEqual(rows);
        const isFlat = rows.flat().every((each) => !/[\r\n]/.test(each));
        if (isFlat) expect(found.map(({ line }) => line)).toEqual(rows.map((_cells, index) => index + 1));
      }),
      { numRuns: 100 },
    );
  });

  it("are the same in a file of many parts", () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `row ${index},"with, a comma",ü`);
    const found = read(rows.join("\r\n"));
    expect(found).toHaveLength(60_000);
    expect(found[59_999]).toEqual({ line: 60_000, cells: ["row 59999", "with, a comma", "ü"] });
  });

  it("take ten thousand columns", () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => String(index));
    expect(read(`${wide.join(",")}\n`)[0]?.cells).toEqual(wide);
  });
});

describe("quotation marks", () => {
  it("one that is never closed is refused with the line on which it opens", () => {
    expect(failure('a,b\nc,"d\ne,f\ng,h\n')).toMatchObject({ line: 2, problem: "A quotation mark opens here and is never closed." });
    expect(failure('a,b\nc,"d\ne,f\n', { strict: false })).toMatchObject({ line: 2 });
  });

  it("out of place are refused, or are characters like any other, as is asked", () => {
    expect(failure('a,b"c\n')).toMatchObject({ line: 1 });
    expect(failure('a,b\n"c"d,e\n')).toMatchObject({ line: 2, problem: "There is text after the closing quotation mark of a cell." });
    expect(loosely('a,5" pipe\nb,c\n').map(({ cells }) => cells)).toEqual([
      ["a", '5" pipe'],
      ["b", "c"],
    ]);
  });
});

describe("any bytes", () => {
  it("are records, or refused by a FormatError", () => {
    const piece = fc.constantFrom(",", '"', '""', "\n", "\r", "\r\n", "a", " ", "\uFEFF", "é", "\0", ";");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, strict) => {
        try {
          read(pieces.join(""), { strict });
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });

  it("that are no UTF-8, or NUL, are refused with their line", () => {
    expect(() => [...records(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), ",")]).toThrow("Line 2");
    expect(failure("a\nb\0\n")).toMatchObject({ line: 2, problem: expect.stringContaining("NUL") });
  });
});

describe("the first records", () => {
  it("are whole ones, of a text that may end anywhere", () => {
    expect(firstRecords("\uFEFFa,b\n1,2\n3", ",", 9)).toEqual([["a", "b"], ["1", "2"], ["3"]]);
    const long = `${"x,y\n".repeat(2000)}cut`;
    expect(firstRecords(long, ",", 9999).at(-1)).toEqual(["x", "y"]);
    expect(firstRecords("a,b\n1,2\n", ",", 1)).toEqual([["a", "b"]]);
  });

  it("are still worth a look where a quotation mark is open", () => {
    expect(firstRecords('a,b\n"c,d\n', ",", 9)[0]).toEqual(["a", "b"]);
  });
});

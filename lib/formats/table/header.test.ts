import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, columnNames, readHeader } from "./header";

const SPELLINGS = { date: ["Date", "Datum"], amount: ["Amount", "Betrag"], total: ["Total", "Total (*)"], note: ["Note"] } as const;
const SIGNATURES: readonly (readonly (keyof typeof SPELLINGS)[])[] = [["date", "amount"]];

describe("a column's name", () => {
  it.each([" Date ", "DATE", '"Date"', "'date'", "\uFEFFDate", "Date\u00A0", "\tdate"])("%j is date", (cell) => {
    expect(columnName(cell)).toBe("date");
  });

  it("is the same however its letters are composed", () => {
    expect(columnName("Gebu\u0308hr")).toBe(columnName("Gebühr"));
  });

  it("is one of its own: a blank one is called by the one before, the second of two by its number", () => {
    expect(columnNames(["Mutatie", "", "Saldo", "", "", "Saldo"])).toEqual([
      "mutatie",
      "mutatie#2",
      "saldo",
      "saldo#2",
      "saldo#3",
      "saldo#4",
    ]);
    const any = fc.array(fc.constantFrom("a", "b", "", "a#2", "A ", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(any, (cells) => {
        const names = columnNames(cells);
        expect(names).toHaveLength(cells.length);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});

describe("a header", () => {
  it("has its columns in any order and language, and says what it doesn't know", () => {
    const header = readHeader(["Betrag", "Datum", "Extra", "Total (EUR)", ""], SPELLINGS, SIGNATURES);
    expect(header && [...header.at]).toEqual([
      ["date", 1],
      ["amount", 0],
      ["total", 3],
    ]);
    expect(header?.titles.get("total")).toBe("Total (EUR)");
    expect(header?.unknown).toEqual(["Extra"]);
    expect(header?.width).toBe(4);
  });

  it("is none without all columns of a signature", () => {
    expect(readHeader(["Date", "Note"], SPELLINGS, SIGNATURES)).toBeNull();
    expect(readHeader([], SPELLINGS, SIGNATURES)).toBeNull();
    expect(readHeader(["Amount (*)", "Date"], SPELLINGS, SIGNATURES)).toBeNull();
  });

  it("a star stands for something, not for nothing", () => {
    expect(readHeader(["Date", "Amount", "Total ()"], SPELLINGS, SIGNATURES)?.at.has("total")).toBe(false);
  });

  it("a column without a name can be meant by the one before it", () => {
    const header = readHeader(["Date", "Amount", ""], { ...SPELLINGS, note: ["amount#2"] }, SIGNATURES);
    expect(header?.at.get("note")).toBe(2);
  });

  it("names that every object has are columns of nobody", () => {
    const header = readHeader(["Date", "Amount", "constructor", "__proto__"], SPELLINGS, SIGNATURES);
    expect(header?.unknown).toEqual(["constructor", "__proto__"]);
  });
});

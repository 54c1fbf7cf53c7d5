import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { tablesOf } from "./source";

const utf16 = (text: string) => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, "utf16le")]);

describe("the tables of a file", () => {
  it.each([
    ["UTF-8", Buffer.from("Größe;€\n1;2\n")],
    ["UTF-16", utf16("Größe;€\n1;2\n")],
    ["windows-1252", Buffer.from("Gr\xf6\xdfe;\x80\n1;2\n", "latin1")],
    ["tabs", Buffer.from("Größe\t€\n1\t2\n")],
  ])("in %s have the same rows", (_name, bytes) => {
    const [table] = tablesOf(bytes);
    expect([...(table?.rows() ?? [])]).toEqual([
      { line: 1, cells: ["Größe", "€"] },
      { line: 2, cells: ["1", "2"] },
    ]);
  });

  it("can be read any number of times", () => {
    const [table] = tablesOf(Buffer.from("a,b\n1,2\n"));
    expect([...(table?.rows() ?? [])]).toEqual([...(table?.rows() ?? [])]);
  });

  it("are cut where a person says so", () => {
    const [table] = tablesOf(Buffer.from("a,b;c\n1,2;3\n"), { delimiter: ";" });
    expect([...(table?.rows() ?? [])][0]?.cells).toEqual(["a,b", "c"]);
  });

  it("are the sheets of a workbook, whose rows may end early", () => {
    const bytes = zipSync({
      "xl/workbook.xml": strToU8('<workbook><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>'),
      "xl/_rels/workbook.xml.rels": strToU8('<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>'),
      "xl/worksheets/s.xml": strToU8("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"),
    });
    const [sheet] = tablesOf(bytes);
    expect([sheet?.sheet, sheet?.ragged, [...(sheet?.rows() ?? [])]]).toEqual(["S", true, [{ line: 1, cells: ["1"] }]]);
  });

  it("of an old workbook, or one with a password, are refused with the way to read it", () => {
    const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
    expect(() => tablesOf(old)).toThrow(FormatError);
    expect(() => tablesOf(old)).toThrow("This is a workbook of the old kind (.xls), or one with a password.");
  });

  it("of what is no text are refused", () => {
    expect(() => tablesOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x81))).toThrow(FormatError);
  });
});

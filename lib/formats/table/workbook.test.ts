import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FormatError } from "../types";
import { records } from "./records";
import { isWorkbook, probeWorkbook, readWorkbook } from "./workbook";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

interface Built {
  /** What stands inside `<sheetData>`, sheet by sheet. */
  sheets: readonly string[];
  shared?: string;
  styles?: string;
  workbookPr?: string;
  more?: Record<string, string>;
}

/** A workbook of parts as they are given. */
function build({ sheets, shared, styles, workbookPr = "", more = {} }: Built): Uint8Array {
  const list = sheets.map((_sheet, index) => `<sheet name="Sheet ${index + 1}" sheetId="${index + 7}" r:id="rId${index + 1}"/>`).join("");
  const targets = sheets.map((_sheet, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`).join("");
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns="${MAIN}">${workbookPr}<sheets>${list}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets}</Relationships>`,
    ...(shared === undefined ? {} : { "xl/sharedStrings.xml": `<sst>${shared}</sst>` }),
    ...(styles === undefined ? {} : { "xl/styles.xml": `<styleSheet>${styles}</styleSheet>` }),
    ...Object.fromEntries(
      sheets.map((data, index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet><sheetData>${data}</sheetData></worksheet>`]),
    ),
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

const rowsOf = (bytes: Uint8Array) => readWorkbook(bytes)[0]?.rows.map(({ cells }) => cells);
const one = (row: string, more: Omit<Built, "sheets"> = {}) => rowsOf(build({ sheets: [`<row r="1">${row}</row>`], ...more }))?.[0];
const inline = (text: string) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;

function failure(bytes: Uint8Array): FormatError {
  try {
    readWorkbook(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** An archive with one part that unpacks to 1 GiB: the same compressed megabyte a thousand times. */
function gigabyteOfZeros(name: string): Uint8Array {
  const megabyte = deflateRawSync(Buffer.alloc(1024 * 1024), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const data = Buffer.concat([...Array(1024).fill(megabyte), Buffer.of(3, 0)]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(1024 ** 3, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data, Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]);
}

describe("a workbook", () => {
  it("has its sheets in order, by their names, and rows with the numbers that the spreadsheet shows", () => {
    const bytes = build({
      sheets: ['<row r="3"><c r="B3"><v>1</v></c></row><row r="7"><c r="A7"><v>2</v></c></row>', '<row r="1"><c r="A1"><v>3</v></c></row>'],
    });
    expect(isWorkbook(bytes)).toBe(true);
    expect(readWorkbook(bytes)).toEqual([
      {
        name: "Sheet 1",
        rows: [
          { line: 3, cells: ["", "1"] },
          { line: 7, cells: ["2"] },
        ],
      },
      { name: "Sheet 2", rows: [{ line: 1, cells: ["3"] }] },
    ]);
  });

  it("of text is the CSV of that text", () => {
    const cell = fc
      .string({ unit: fc.constantFrom(..."abcäöß€ 12.,;\"'<>&_x"), minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (table) => {
        const sheet = table.map((cells, index) => `<row r="${index + 1}">${cells.map(inline).join("")}</row>`).join("");
        const csv = table.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")).join("\n");
        const fromCsv = [...records(new TextEncoder().encode(csv), ",")].map(({ line, cells }) => ({ line, cells }));
        expect(readWorkbook(build({ sheets: [sheet] }))[0]?.rows).toEqual(fromCsv);
      }),
      { numRuns: 60 },
    );
  });

  it("may prefix its elements and the ids of its sheets as its writer likes", () => {
    const bytes = build({
      sheets: [],
      more: {
        "xl/workbook.xml": `<x:workbook xmlns:x="${MAIN}"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="S" sheetId="1" d3p1:id="R1"/></x:sheets></x:workbook>`,
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="R1" Target="/xl/worksheets/first.xml"/></Relationships>',
        "xl/styles.xml": '<x:styleSheet><x:cellXfs><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>',
        "xl/worksheets/first.xml": '<x:worksheet><x:sheetData><x:row><x:c s="0"><x:v>44450</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    expect(rowsOf(bytes)).toEqual([["2025-09-12"]]);
  });
});

describe("a cell", () => {
  it.each([
    ["<c><v>0.30000000000000004</v></c>", "0.3"],
    ["<c><v>1.0000000000000001E-5</v></c>", "0.00001"],
    ["<c><v>1234567.8900000001</v></c>", "1234567.89"],
    ["<c><v>12345678901234567</v></c>", "12345678901234567"],
    ["<c><v>1E+20</v></c>", "100000000000000000000"],
    ["<c><v>-5</v></c>", "-5"],
    ['<c t="b"><v>1</v></c>', "TRUE"],
    ['<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"],
    ['<c t="str"><f>A1&amp;B1</f><v>result</v></c>', "result"],
    ["<c><f>SUM(A1:A9)</f><v>42</v></c>", "42"],
    ['<c t="d"><v>2025-09-12T13:44:50</v></c>', "2025-09-12T13:44:50"],
    ['<c t="inlineStr"><is><t>plain</t></is></c>', "plain"],
    ['<c t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r><rPh><t>ruby</t></rPh></is></c>', "two runs"],
    ['<c t="str"><v>a_x000D_b</v></c>', "a\rb"],
    ['<c t="s"><v>9</v></c><c><v>1</v></c>', ""],
    ["<c/><c><v>1</v></c>", ""],
  ])("%s is %j", (cell, text) => {
    expect(one(cell)?.[0]).toBe(text);
  });

  it("a formula is never computed, and stays the text it is in", () => {
    expect(one('<c><f>HYPERLINK("https://example.com","x")</f></c><c t="inlineStr"><is><t>=1+1</t></is></c>')).toEqual(["", "=1+1"]);
  });

  it("shares its text with others, without its phonetic reading", () => {
    const shared = '<si><t>Name</t></si><si><r><t>東</t></r><r><t xml:space="preserve"> 京</t></r><rPh><t>トウキョウ</t></rPh></si>';
    expect(one('<c t="s"><v>1</v></c><c t="s"><v>0</v></c>', { shared })).toEqual(["東 京", "Name"]);
  });

  it("is a date where its style shows one, counted from 1900 or 1904", () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs>';
    const cells = '<c s="0"><v>45912</v></c><c s="1"><v>45912</v></c><c s="2"><v>45912.5</v></c><c s="3"><v>0.25</v></c>';
    expect(one(cells, { styles })).toEqual(["45912", "2025-09-12", "2025-09-12T12:00:00.000", "06:00:00.000"]);
    expect(one('<c s="1"><v>44450</v></c>', { styles, workbookPr: '<workbookPr date1904="1"/>' })).toEqual(["2025-09-12"]);
  });

  it("stands where its reference says", () => {
    expect(one('<c r="A1"><v>1</v></c><c r="AB1"><v>2</v></c><c><v>3</v></c>')).toEqual(["1", ...Array(26).fill(""), "2", "3"]);
  });
});

describe("hostile archives", () => {
  it("one that explodes is refused fast and in little memory", () => {
    const bomb = gigabyteOfZeros("xl/worksheets/sheet1.xml");
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    const [began, before] = [performance.now(), process.memoryUsage().arrayBuffers];
    expect(failure(bomb).problem).toBe("The workbook unpacks to far more than any broker's export.");
    expect(performance.now() - began).toBeLessThan(4000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(160 * 1024 * 1024);
  });

  it("one that is no workbook is refused, and so is one inside another", () => {
    expect(failure(zipSync({ "notes.txt": strToU8("hello") })).problem).toBe("This archive is not a workbook.");
    expect(failure(zipSync({ "inner.xlsx": build({ sheets: [""] }) })).problem).toBe("This archive is not a workbook.");
    expect(failure(Uint8Array.of(0x50, 0x4b, 3, 4)).problem).toMatch(/not a workbook|damaged/);
  });

  it("one that is cut off is refused", () => {
    const whole = build({ sheets: [`<row>${inline("x".repeat(50))}</row>`] });
    for (let end = 5; end < whole.length - 22; end += 37) expect(failure(whole.subarray(0, end))).toBeInstanceOf(FormatError);
  });

  it("one that lacks a sheet it lists is refused, rather than read without it", () => {
    const list = `<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId2"/></sheets></workbook>`;
    const targets = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>`;
    const more = { "xl/workbook.xml": list, "xl/_rels/workbook.xml.rels": targets };
    expect(failure(build({ sheets: [`<row>${inline("a")}</row>`], more })).problem).toBe(
      "The workbook is damaged, or a part of it is missing.",
    );
    const chart = { ...more, "xl/_rels/workbook.xml.rels": targets.replace("worksheets/sheet2", "chartsheets/sheet2") };
    expect(rowsOf(build({ sheets: [`<row>${inline("a")}</row>`], more: chart }))).toEqual([["a"]]);
  });

  it("links to other files and parts outside it lead nowhere", () => {
    const bytes = build({
      sheets: [`<row>${inline("mine")}</row>`],
      more: {
        "xl/externalLinks/externalLink1.xml": '<externalLink><externalBook r:id="rId1"/></externalLink>',
        "xl/_rels/workbook.xml.rels":
          '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="../../../etc/passwd" TargetMode="External"/></Relationships>',
        "../../etc/cron.d/evil": "x",
      },
    });
    expect(rowsOf(bytes)).toEqual([["mine"]]);
  });

  it("entities and document types are refused", () => {
    const sheet = '<!DOCTYPE a [<!ENTITY x "y">]><worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>';
    expect(failure(build({ sheets: [""], more: { "xl/worksheets/sheet1.xml": sheet } })).problem).toContain("DOCTYPE");
  });

  it("cells beyond the last column a spreadsheet has are refused, and so are more of them than fit", () => {
    expect(failure(build({ sheets: ['<row><c r="ZZZ1"><v>1</v></c></row>'] })).problem).toBe(
      "The sheet has more cells than any broker's export.",
    );
    const far = Array.from({ length: 400 }, (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`).join("");
    expect(failure(build({ sheets: [far] })).problem).toBe("The sheet has more cells than any broker's export.");
  });

  it("any damage is a FormatError, and nothing to look at", () => {
    const whole = build({ sheets: [`<row r="1">${inline("a")}${inline("b")}</row>`], shared: "<si><t>s</t></si>" });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (edits) => {
        const bytes = whole.slice();
        for (const [at, value] of edits) bytes[at] = value;
        expect(Array.isArray(probeWorkbook(bytes, 10))).toBe(true);
        try {
          readWorkbook(bytes);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("looking at a workbook", () => {
  it("shows the first rows of each sheet", () => {
    const sheet = Array.from({ length: 9 }, (_, index) => `<row r="${index + 1}">${inline(String(index))}</row>`).join("");
    expect(probeWorkbook(build({ sheets: [sheet, ""] }), 2)).toEqual([
      { sheet: "Sheet 1", rows: [["0"], ["1"]] },
      { sheet: "Sheet 2", rows: [] },
    ]);
  });
});

import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { probe } from "../probe";
import { FormatError, type FormatItem } from "../types";
import { definePreset } from "./preset";

const COLUMNS = { date: ["Date", "Datum"], amount: ["Amount", "Betrag"], currency: ["Currency", "Währung"], note: ["Note"] } as const;

/** A bank's table: money in and out. */
const bank = definePreset<keyof typeof COLUMNS>({
  code: "test-bank",
  name: "Test bank",
  version: 1,
  columns: COLUMNS,
  signatures: [["date", "amount", "currency"]],
  numbers: { detect: ["amount"] },
  dates: { order: { detect: ["date"], otherwise: "dmy" }, zone: "UTC" },
  aside: (cells) => (cells[0] === "Total" ? "A total." : null),
  *read(table) {
    for (const row of table.rows) {
      const [at, net, currency] = [row.time("date"), row.requiredValue("amount"), row.currency("currency")];
      yield row.transaction(
        at && net && currency ? { source: "test-bank", tradeType: "deposit", currency: currency.currency, at, net } : null,
      );
    }
  },
});

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => [...bank.parse(bytes(text))];
const told = (items: readonly FormatItem[]) =>
  items.map((item) => [item.line, item.kind === "transaction" ? item.draft.meta.netAmount : item.kind]);

function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  const sheet = rows.map(
    (cells, index) => `<row r="${index + 1}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`,
  );
  return zipSync({
    "xl/workbook.xml": strToU8(
      '<workbook><sheets><sheet name="Konto" sheetId="1" r:id="a"/><sheet name="Info" sheetId="2" r:id="b"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="a" Target="worksheets/one.xml"/><Relationship Id="b" Target="worksheets/two.xml"/></Relationships>',
    ),
    "xl/worksheets/one.xml": strToU8(`<worksheet><sheetData>${sheet.join("")}</sheetData></worksheet>`),
    "xl/worksheets/two.xml": strToU8("<worksheet><sheetData/></worksheet>"),
  });
}

describe("a preset", () => {
  it("is as sure of a file as it knows columns of it", () => {
    const sureness = (text: string) => bank.recognises(probe(bytes(text), "x.csv"));
    expect(sureness("Date,Amount,Currency,Note\n")).toBe(4);
    expect(sureness("Datum;Betrag;Währung\n")).toBe(3);
    expect(sureness("Date,Amount\n")).toBe(0);
    expect(bank.recognises(probe(workbook([["Date", "Amount", "Currency"]]), "x.xlsx"))).toBe(3);
  });

  it("finds its header under any lines before it, and speaks of those", () => {
    const line = fc.string({ unit: fc.constantFrom(..."abc: 1"), minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (preamble) => {
        const items = read(`${[...preamble, "Date,Amount,Currency", "1.2.2025,5,EUR"].join("\n")}\n`);
        const before = preamble.map((_text, index) => [index + 1, "skipped"]);
        expect(told(items)).toEqual([...before, [preamble.length + 2, "5"]]);
      }),
      { numRuns: 60 },
    );
  });

  it("finds the style of numbers and the order of dates over the whole table", () => {
    const items = read("Datum;Betrag;Währung\n01.02.2025;1.234;EUR\n02.28.2025;1,5;EUR\n");
    expect(items.map((item) => item.kind === "transaction" && [item.draft.tradeTime.slice(0, 10), item.draft.quantity])).toEqual([
      ["2025-01-02", "1234"],
      ["2025-02-28", "1.5"],
    ]);
  });

  it("has the same rows of a workbook as of the CSV of its text", () => {
    const rows = [["Account 1"], ["Date", "Amount", "Currency", "Note"], ["01.02.2025", "5", "EUR"], ["02.02.2025", "-6.50", "USD", "x"]];
    const fromSheet = [...bank.parse(workbook(rows))].filter(({ kind }) => kind === "transaction");
    const fromText = read(rows.map((cells) => [...cells, "", "", ""].slice(0, 4).join(",")).join("\n")).filter(
      ({ kind }) => kind === "transaction",
    );
    expect(fromSheet).toEqual(fromText);
    expect([...bank.parse(workbook(rows))].at(-1)).toMatchObject({
      kind: "skipped",
      reason: "The sheet “Info” holds no table of this kind.",
    });
  });

  it("reads two exports that were put together as two tables", () => {
    const items = read("Date,Amount,Currency\n1.2.2025,5,EUR\nDatum,Betrag,Währung,Note\n2.2.2025,6,EUR,x\n");
    expect(told(items)).toEqual([
      [2, "5"],
      [3, "skipped"],
      [4, "6"],
    ]);
  });

  it("refuses lines of another width, and names columns it doesn't know", () => {
    const items = read("Date,Amount,Currency,Mood\n1.2.2025,5,EUR,fine\n1.2.2025,5\n1.2.2025,5,EUR,fine,more\n1.2.2025,5,EUR,fine,,\n");
    expect(told(items)).toEqual([
      [1, "skipped"],
      [2, "5"],
      [3, "refused"],
      [4, "refused"],
      [5, "5"],
    ]);
    expect(items[0]).toMatchObject({ reason: "The header. These columns are not known and were not read: Mood." });
    expect(items[2]).toMatchObject({ problem: "The line has 2 cells where the header has 4 columns." });
  });

  it("sets lines aside that are no rows, with the reason", () => {
    expect(read("Date,Amount,Currency\n1.2.2025,5,EUR\nTotal,5,EUR\n,,\n").slice(1)).toMatchObject([
      { line: 3, reason: "A total." },
      { line: 4, reason: "The line is empty." },
    ]);
  });

  it("says how to mend a file without its header", () => {
    expect(() => read("Date,Amount\n1,2\n")).toThrow("The file has no header of Test bank.");
    expect(() => read("")).toThrow(FormatError);
  });
});

describe("half another format", () => {
  it.each([
    ["XML behind the table", "Date,Amount,Currency\n1.2.2025,5,EUR\n<OFX><STMTTRN></OFX>\n", 2],
    ["JSON behind the table", 'Date,Amount,Currency\n1.2.2025,5,EUR\n{"a":1,"b":[2,3]}\n', 2],
    ["HTML before the table", "<html><body>\nDate,Amount,Currency\n1.2.2025,5,EUR\n", 2],
  ])("%s leaves no line unspoken of", (_name, text, least) => {
    const items = read(text);
    expect(items.filter(({ kind }) => kind === "transaction")).toHaveLength(1);
    expect(items.length).toBeGreaterThanOrEqual(least);
  });
});

describe("every line", () => {
  it("of any file below its header is spoken of once", () => {
    const cell = fc.constantFrom("1.2.2025", "5", "EUR", "", "x", "Total", "Date", "-", "31.31.2025", "\uFEFF5");
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 20 }), (rows) => {
        const items = read(`Date,Amount,Currency\n${rows.map((cells) => `${cells.join(",")}\n`).join("")}`);
        const blank = rows.flatMap((cells, index) => (cells.join(",") === "" ? [index + 2] : []));
        const lines = rows.map((_cells, index) => index + 2).filter((line) => !blank.includes(line));
        expect(items.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual(lines);
      }),
      { numRuns: 100 },
    );
  });
});

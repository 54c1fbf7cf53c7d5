import { describe, expect, it } from "vitest";
import { readTime } from "./dates";
import { definePreset } from "./preset";
import { draftsOf, kindsOf, linesOf, read, skipsOf } from "./preset-harness";
import { buildWorkbook } from "./workbook-builder";

const format = definePreset<"when" | "note" | "id" | "amount" | "rest">({
  code: "test",
  name: "Test",
  version: 1,
  columns: { when: ["When"], note: ["Note"], id: ["Id"], amount: ["Amount"], rest: ["Id#2"] },
  signatures: [["when", "amount"]],
  numbers: { detect: ["amount"], by: "row" },
  dates: { order: "dmy", zone: (preamble) => (preamble.some(({ cells }) => cells.includes("UTC")) ? "UTC" : "Europe/Amsterdam") },
  *read(table) {
    for (const written of table.rows) {
      const row = written.text("amount").startsWith("id") ? written.reordered(["note", "id"], "amount") : written;
      const at = row.time("when");
      const meta = { externalId: row.text("id"), note: row.text("note"), rest: row.text("rest") };
      yield row.transaction(at && { source: "test", tradeType: "deposit", currency: "EUR", at, net: row.value("amount"), meta });
    }
  },
});

describe("a preset", () => {
  it("reads each row's numbers as that row shows them, and the table's way where it doesn't show any", () => {
    const file = "When;Amount\n01-02-2025;1,50\n01-02-2025;2,25\n01-02-2025;3.75\n01-02-2025;1.000\n";
    expect(draftsOf(read(format, file)).map(({ quantity }) => quantity)).toEqual(["1.5", "2.25", "3.75", "1000"]);
  });

  it("reads each cell's number as that cell shows it, where the preset says so", () => {
    const byCell = definePreset<"a" | "b">({
      code: "test",
      name: "Test",
      version: 1,
      columns: { a: ["A"], b: ["B"] },
      signatures: [["a", "b"]],
      numbers: { detect: ["a", "b"], by: "cell" },
      dates: { order: "dmy", zone: "UTC" },
      *read({ rows }) {
        for (const row of rows) yield row.skipped(`${row.value("a")} ${row.value("b")}`);
      },
    });
    expect(skipsOf(read(byCell, "A;B\n0,5;€26.09\n1.234;5.5\n"))).toEqual(["2: 0.5 26.09", "3: 1.234 5.5"]);
  });

  it("lets the lines before the header name the zone", () => {
    expect(draftsOf(read(format, "When;Amount\n01-02-2025 12:00;1\n"))[0]?.tradeTime).toBe("2025-02-01T11:00:00.000Z");
    expect(draftsOf(read(format, "Zone;UTC\nWhen;Amount\n01-02-2025 12:00;1\n"))[0]?.tradeTime).toBe("2025-02-01T12:00:00.000Z");
  });

  it("reads a line under another order of its columns", () => {
    const [row] = draftsOf(
      read(format, "When;Amount;Note;Id\n01-02-2025;id7;5;\n".replace("id7;5;", "hello;id7;5").replace("hello", "id?")),
    );
    expect(row?.meta).toMatchObject({ externalId: "id7", note: "id?" });
    expect(row?.quantity).toBe("5");
  });

  it("knows a last column that has no name, and takes rows that fill it", () => {
    const items = read(format, "When,Amount,Id,\n01-02-2025,5,,the-id\n");
    expect(kindsOf(items)).toEqual({ transaction: 1 });
    expect(draftsOf(items)[0]?.meta.rest).toBe("the-id");
  });

  it("reads a workbook that was built for a test as one from a spreadsheet", () => {
    const file = buildWorkbook([
      {
        name: "Rows",
        rows: [
          ["When", "Amount"],
          [{ date: 45_689.5 }, 12.5],
        ],
      },
    ]);
    expect(draftsOf(read(format, file)).map(({ tradeTime, quantity }) => [tradeTime, quantity])).toEqual([
      ["2025-02-01T11:00:00.000Z", "12.5"],
    ]);
    expect(linesOf(read(format, file))).toEqual([2]);
  });
});

it("a zero too many before a day leaves no doubt", () => {
  expect(readTime("010.09.2024 20:49:02", "dmy")).toEqual({ date: "2024-09-10", time: "20:49:02", offset: null });
  expect(readTime("110.09.2024", "dmy")).toBeNull();
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateOrder } from "../table/dates";
import { FormatError, type FormatItem } from "../types";
import { analyse } from "./analyse";
import { mappedFormat } from "./apply";
import { mappingFor, quoted, table } from "./fixtures";
import { type Mapping, mappingSchema } from "./mapping";
import { signature } from "./signature";

interface Row {
  day: string;
  type: "Buy" | "Sell" | "Dividend";
  symbol: string;
  quantity: string;
  amount: string;
}

const anyNumber = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, "0")}`);
const anyRow: fc.Arbitrary<Row> = fc.record({
  day: fc
    .date({ min: new Date("1990-01-01"), max: new Date("2049-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  type: fc.constantFrom("Buy", "Sell", "Dividend"),
  symbol: fc.constantFrom("ACME", "ÆØÅ", "A,B", 'the "best"', "x;y", "two\nlines"),
  quantity: anyNumber,
  amount: anyNumber,
});

interface Style {
  delimiter: string;
  numbers: "point" | "comma";
  grouped: boolean;
  order: DateOrder;
  separator: string;
  lineEnds: readonly string[];
  encoding: "utf-8" | "utf-8-bom" | "utf-16le";
  columns: readonly number[];
  preamble: number;
}

const anyStyle: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  numbers: fc.constantFrom("point", "comma"),
  grouped: fc.boolean(),
  order: fc.constantFrom<DateOrder>("dmy", "mdy", "ymd"),
  separator: fc.constantFrom("-", ".", "/"),
  lineEnds: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 3 }),
  encoding: fc.constantFrom("utf-8", "utf-8-bom", "utf-16le"),
  columns: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  preamble: fc.integer({ min: 0, max: 3 }),
});

const HEADER = ["Date", "Type", "Symbol", "Quantity", "Amount"];

function written(rows: readonly Row[], style: Style): Uint8Array {
  const number = (text: string) => {
    const [whole = "", cents = ""] = text.split(".");
    const [point, group] = style.numbers === "point" ? [".", ","] : [",", "."];
    return `${style.grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole}${point}${cents}`;
  };
  const date = (day: string) => {
    const [year = "", month = "", of = ""] = day.split("-");
    const parts = style.order === "dmy" ? [of, month, year] : style.order === "mdy" ? [month, of, year] : [year, month, of];
    return parts.join(style.separator);
  };
  const lines = [
    ...Array.from({ length: style.preamble }, (_, index) => [`Remark ${"x".repeat(index)}`]),
    ...[HEADER, ...rows.map(({ day, type, symbol, quantity, amount }) => [date(day), type, symbol, number(quantity), number(amount)])].map(
      (cells) => style.columns.map((column) => cells[column] ?? ""),
    ),
  ];
  const text = lines
    .map(
      (cells, index) =>
        cells.map((cell) => quoted(cell, style.delimiter)).join(style.delimiter) + (style.lineEnds[index % style.lineEnds.length] ?? "\n"),
    )
    .join("");
  if (style.encoding === "utf-16le") return new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
  return new TextEncoder().encode(style.encoding === "utf-8-bom" ? `\uFEFF${text}` : text);
}

const COLUMNS = { Date: "date", Type: "type", Symbol: "symbol", Quantity: "quantity", Amount: "amount" } as const;
const plainStyle: Style = {
  delimiter: ",",
  numbers: "point",
  grouped: false,
  order: "ymd",
  separator: "-",
  lineEnds: ["\n"],
  encoding: "utf-8",
  columns: [0, 1, 2, 3, 4],
  preamble: 0,
};

function mappingOf({ delimiter, numbers, order }: Style): Mapping {
  const mapping = mappingFor(COLUMNS, { delimiter, numbers });
  return { ...mapping, columns: mapping.columns.map((column) => (column.field === "date" ? { ...column, dates: order } : column)) };
}

const rowsOf = (bytes: Uint8Array, mapping: Mapping) =>
  [...mappedFormat(mapping).parse(bytes)].flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));

describe("any table, in any style", () => {
  it("gives the same rows with its mapping", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 8 }), anyStyle, (rows, style) => {
        expect(rowsOf(written(rows, style), mappingOf(style))).toEqual(rowsOf(written(rows, plainStyle), mappingOf(plainStyle)));
        expect(rowsOf(written(rows, style), mappingOf(style))).toHaveLength(rows.length);
      }),
      { numRuns: 150 },
    );
  });

  it("is found out by its cells alone, wherever they decide", () => {
    // A day after the twelfth and an amount of cents decide, wherever they stand.
    const deciding: Row = { day: "2024-05-23", type: "Sell", symbol: "ACME", quantity: "12.34", amount: "1234.56" };
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 3, maxLength: 8 }), anyStyle, (rows, style) => {
        const bytes = written([...rows, deciding], style);
        const { mapping } = analyse(bytes, { delimiter: style.delimiter });
        const found = mappingSchema.parse({ ...mapping, constants: { currency: "EUR" } });
        expect(rowsOf(bytes, found)).toEqual(rowsOf(written([...rows, deciding], plainStyle), mappingOf(plainStyle)));
      }),
      { numRuns: 100 },
    );
  });

  it("accounts for every line", () => {
    const anyCell = fc.oneof(
      fc.constantFrom("", "Buy", "2025-01-02", "1,5", "-3", "=1+1", '="007"', "\uFEFF", "Total", "€ 5", "__proto__", "constructor"),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { maxLength: 7 }), { maxLength: 12 }), (cells) => {
        const lines = [HEADER, ...cells].filter((row) => row.length > 0 && row.join("") !== "");
        const bytes = table(lines, ",");
        const seen = new Set<number>();
        for (const item of mappedFormat(mappingFor(COLUMNS, { delimiter: "," })).parse(bytes))
          if (item.kind !== "statement") seen.add(item.line);
        const starts: number[] = [];
        let line = 1;
        for (const row of lines) {
          starts.push(line);
          line += row
            .map((cell) => quoted(cell, ","))
            .join(",")
            .split(/\r\n|\r|\n/).length;
        }
        expect([...seen].sort((a, b) => a - b)).toEqual(starts);
      }),
      { numRuns: 200 },
    );
  });
});

/** Reads what it can, or says in our words why not. */
function survives(bytes: Uint8Array): FormatItem[] {
  try {
    const { mapping } = analyse(bytes);
    const parsed = mappingSchema.safeParse(JSON.parse(JSON.stringify(mapping)));
    return parsed.success ? [...mappedFormat(parsed.data).parse(bytes)] : [];
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return [];
  }
}

describe("a hostile file", () => {
  it("of any bytes ends in rows or in a refusal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void survives(bytes)),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => void survives(new TextEncoder().encode(text))),
      { numRuns: 50 },
    );
  });

  it("of ten thousand columns is read, and those beyond the thousandth have no name", () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => `c${index % 7_000}`);
    wide.splice(0, 5, ...HEADER);
    const row = wide.map((_, index) => ["2025-01-02", "Buy", "ACME", "1", "5"][index] ?? "x");
    const bytes = table([wide, row]);
    expect(analyse(bytes)).toMatchObject({ headerLine: 1, rows: 1, furtherColumns: 700 });
    expect(rowsOf(bytes, mappingFor(COLUMNS, { width: 10_000 }))).toHaveLength(1);
  });

  it("with formulas in its cells gives their text, or a refusal, and never their result", () => {
    const rows = [HEADER, ["2025-01-02", "Buy", '=HYPERLINK("x")', "1", "5"], ["2025-01-02", "Buy", '="0042"', "1", "=2+3"]];
    const items = [...mappedFormat(mappingFor(COLUMNS)).parse(table(rows))];
    expect(items[1]).toMatchObject({ kind: "transaction", draft: { symbol: '=HYPERLINK("x")' } });
    expect(items[2]).toMatchObject({ kind: "refused", problem: expect.stringContaining("=2+3") });
  });

  it("with byte order marks inside is read as if they weren't there", () => {
    const text = `\uFEFF${HEADER.join(",")}\n2025-01-02,Buy,\uFEFFACME,1,5\n\uFEFF${HEADER.join(",")}\n2025-01-03,Buy,ACME,1,5\n`;
    expect(rowsOf(new TextEncoder().encode(text), mappingFor(COLUMNS)).map(({ symbol }) => symbol)).toEqual(["ACME", "ACME"]);
  });
});

describe("a header's signature", () => {
  it("is the same whatever case, spaces and marks its names are written with", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 }), (names) => {
        const dressed = names.map((name, index) => (index === 0 ? `\uFEFF "${name.toUpperCase()}" ` : ` ${name} `));
        expect(signature([...dressed, "", ""])).toBe(signature(names));
        expect(signature([...names, "more"])).not.toBe(signature(names));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assumptions } from "../types";
import { readHeader } from "./header";
import { TableRow } from "./row";

type Column = "date" | "time" | "type" | "amount" | "currency";
const SPELLINGS = { date: ["Date"], time: ["Time"], type: ["Type"], amount: ["Amount"], currency: ["Currency"] };

/** A row of cells by column; the header has `names` only. */
function row(
  cells: Partial<Record<Column, string>>,
  { assume = {}, numbers = "point" }: { assume?: Assumptions; numbers?: "point" | "comma" } = {},
) {
  const columns = Object.keys(SPELLINGS) as Column[];
  const header = readHeader(
    columns.map((column) => SPELLINGS[column][0] ?? ""),
    SPELLINGS as Record<Column, string[]>,
    [columns],
  );
  if (!header) throw new Error("no header");
  return new TableRow<Column>(
    7,
    columns.map((column) => cells[column] ?? ""),
    header,
    { numbers, dates: "dmy", zone: "Europe/Berlin", assume },
  );
}

const refusal = (of: ReturnType<typeof row>) => of.refusal();
const GOOD = { date: "31.12.2025", amount: "1", currency: "EUR" };

describe("a cell", () => {
  it.each(["", " ", "-", "--", "–", "n/a", "N/A", "na", "null", "None", "NaN", "\uFEFF"])("%j holds nothing", (text) => {
    const of = row({ amount: text });
    expect([of.has("amount"), of.value("amount"), of.number("amount"), of.isRefused]).toEqual([false, null, null, false]);
  });

  it("is a number in the table's style, with a unit beside it where one may stand", () => {
    expect(row({ amount: "1,234.50" }).number("amount")).toBe("1234.5");
    expect(row({ amount: "1.234,50" }, { numbers: "comma" }).number("amount")).toBe("1234.5");
    expect(row({ amount: "€5" }).amount("amount")).toEqual({ value: "5", unit: "€" });
    const of = row({ amount: "€5" });
    expect([of.number("amount"), of.isRefused]).toEqual([null, true]);
  });

  it("that has to hold something is refused where it doesn't, by the file's own name for it", () => {
    const of = row({});
    of.requiredValue("amount");
    of.requiredText("type", "A word.");
    of.time("date");
    expect(refusal(of)).toMatchObject({
      line: 7,
      problem: "Amount is empty. Expected: A number such as 1234.56. Type is empty. Expected: A word. Date is empty. Expected: A date.",
    });
  });
});

describe("a time", () => {
  it("is a date alone, a moment in the table's zone, or both of two cells", () => {
    expect(row({ date: "31.12.2025" }).time("date", "time")).toEqual({ instant: "2025-12-31T00:00:00.000Z", dateOnly: true });
    expect(row({ date: "31.12.2025 13:00" }).time("date")).toEqual({ instant: "2025-12-31T12:00:00.000Z", dateOnly: false });
    expect(row({ date: "31.12.2025", time: "13:00" }).time("date", "time")).toEqual({
      instant: "2025-12-31T12:00:00.000Z",
      dateOnly: false,
    });
  });

  it("that doesn't exist is refused", () => {
    const of = row({ date: "31.02.2025" });
    expect([of.time("date"), refusal(of)]).toMatchObject([
      null,
      { problem: 'Date: "31.02.2025" is not valid.', expected: "A date that exists, such as 31.12.2025." },
    ]);
    const clock = row({ date: "31.12.2025", time: "noon" });
    expect([clock.time("date", "time"), refusal(clock)]).toMatchObject([null, { problem: 'Time: "noon" is not valid.' }]);
  });
});

describe("a currency", () => {
  it.each([
    ["usd", "USD", "1"],
    [" EUR ", "EUR", "1"],
    ["€", "EUR", "1"],
    ["zł", "PLN", "1"],
    ["GBX", "GBP", "0.01"],
    ["GBp", "GBP", "0.01"],
    ["USDT", "USDT", "1"],
  ])("%j is %s", (text, currency, factor) => {
    expect(row({ currency: text }).currency("currency")).toMatchObject({ currency, factor });
  });

  it("that is blank is the one a person has said, or refused for that cause", () => {
    expect(row({}, { assume: { currency: "CHF" } }).currency("currency")).toMatchObject({ currency: "CHF" });
    const of = row({});
    expect([of.currency("currency"), refusal(of)]).toMatchObject([null, { cause: { code: "missing-currency" } }]);
  });

  it.each(["$", "EURO", "12", "constructor", "toString", "__proto__", "x".repeat(99)])("%j is none, and no error", (text) => {
    const of = row({ currency: text });
    expect([of.currency("currency"), of.isRefused]).toEqual([null, true]);
  });

  it("of minor units makes major ones of amounts", () => {
    const of = row({ amount: "1234", currency: "GBX" });
    const unit = of.currency("currency");
    expect(unit && of.money("amount", unit)).toBe("12.34");
  });
});

describe("a word for a kind of row", () => {
  const TABLE = { buy: { tradeType: "buy" as const } };

  it("means what the table says, else what a person has said, else something to look at", () => {
    expect(row({}).meaning(TABLE, "BUY")).toEqual({ tradeType: "buy", doubts: [] });
    expect(row({}, { assume: { tradeTypes: { Gift: "reward" } } }).meaning(TABLE, "Gift")).toEqual({ tradeType: "reward", doubts: [] });
    expect(row({}).meaning(TABLE, "Gift")).toEqual({ tradeType: "other", doubts: ['The type "Gift" isn\'t known.'] });
    expect(row({}).meaning(TABLE, "constructor").tradeType).toBe("other");
  });
});

describe("what becomes of a row", () => {
  it("is a transaction where nothing is wrong, else one refusal with all that is", () => {
    const good = row(GOOD);
    const at = good.time("date");
    const parts = {
      source: "x",
      tradeType: "deposit" as const,
      currency: "EUR",
      at: at ?? { instant: "", dateOnly: true },
      net: good.value("amount"),
    };
    expect(good.transaction(parts)).toMatchObject({ kind: "transaction", line: 7, draft: { tradeType: "deposit", quantity: "1" } });
    const bad = row({ ...GOOD, amount: "one" });
    bad.value("amount");
    expect(bad.transaction(parts)).toMatchObject({ kind: "refused", problem: 'Amount: "one" is not valid.', raw: "31.12.2025,,,one,EUR" });
    expect(row(GOOD).skipped("A total.")).toEqual({ kind: "skipped", line: 7, reason: "A total.", raw: "31.12.2025,,,1,EUR" });
  });

  it("is never an error, whatever stands in the cells", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 12 });
    fc.assert(
      fc.property(fc.record({ date: text, time: text, type: text, amount: text, currency: text }), (cells) => {
        const of = row(cells);
        of.time("date", "time");
        of.date("date");
        of.amount("amount");
        of.requiredValue("amount");
        of.currency("currency");
        of.meaning({}, of.text("type"));
        if (of.isRefused) expect(of.refusal().kind).toBe("refused");
      }),
      { numRuns: 200 },
    );
  });
});

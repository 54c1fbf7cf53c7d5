import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { figure, incomeRow } from "@/test/performance-views";
import { calendarYears, describeIncome, incomeKind } from "./income-words";

const month = (name: string, net: string) => ({ month: name, net: figure(net), withheld: figure("0") });

describe("income in words", () => {
  it("names the span and the best month", () => {
    const months = [month("2025-01", "5"), month("2025-02", "31.5"), month("2025-03", "0")];
    expect(describeIncome(months, "EUR", "en-GB")).toBe(
      "Net income by month, January 2025 to March 2025. The most was €31.50 in February 2025.",
    );
  });

  it("names no best month where none is computable", () => {
    const unknown = { month: "2025-01", net: figure({ reason: "a rate is missing" }), withheld: figure("0") };
    expect(describeIncome([unknown], "EUR", "en-GB")).toBe("Net income by month, January 2025 to January 2025.");
    expect(describeIncome([], "EUR", "en-GB")).toBe("There is no income to show yet.");
  });

  it("shows a kind that we don't know as it stands", () => {
    expect([incomeKind("dividend"), incomeKind("royalty")]).toEqual(["Dividend", "royalty"]);
  });
});

describe("the calendar", () => {
  it("has twelve months for each year with a payment or an expectation, the newest year first", () => {
    const years = calendarYears(
      [incomeRow(), incomeRow({ transactionId: "6", at: "2024-12-31T00:00:00.000Z" })],
      [{ month: "2026-03", amount: decimal("8"), payers: ["ACME"] }],
    );
    expect(years.map(({ year, months }) => [year, months.length])).toEqual([
      ["2026", 12],
      ["2025", 12],
      ["2024", 12],
    ]);
    expect(years[0]?.months[2]).toEqual({ month: "2026-03", rows: [], expected: ["ACME"] });
    expect(years[1]?.months[2]?.rows).toHaveLength(1);
    expect(years[2]?.months[11]?.rows).toHaveLength(1);
  });

  it("lists the payments of a month from its first day to its last", () => {
    const rows = [incomeRow(), incomeRow({ transactionId: "6", at: "2025-03-02T00:00:00.000Z" })];
    expect(calendarYears(rows, [])[0]?.months[2]?.rows.map(({ transactionId }) => transactionId)).toEqual(["6", "5"]);
  });

  it("is empty where nothing was ever paid", () => {
    expect(calendarYears([], [])).toEqual([]);
  });
});

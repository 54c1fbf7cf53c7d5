import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import type { Reshaping } from "../books";
import { bookOf, price } from "./book-builder";
import { PriceSeries, pricesOf } from "./prices";

const split = (at: string, factor: string | null): Reshaping => ({ at, rowId: "9", factor: factor === null ? null : decimal(factor) });

describe("the price of a unit", () => {
  it("is the newest on or before the day, with its day and source, and marked as stale after a week", () => {
    const series = new PriceSeries([price("2025-01-02", "10"), price("2025-01-05", "11", { source: "yahoo", currency: "USD" })]);
    expect(series.at("2025-01-04")).toEqual({ price: "10", currency: "EUR", day: "2025-01-02", source: "file", stale: false });
    expect(series.at("2025-01-12")).toEqual({ price: "11", currency: "USD", day: "2025-01-05", source: "yahoo", stale: false });
    expect(series.at("2025-01-13")?.stale).toBe(true);
  });

  it("is null before the first one, and where there is none at all", () => {
    expect(new PriceSeries([price("2025-01-02", "10")]).at("2025-01-01")).toBeNull();
    expect(new PriceSeries([]).at("2025-01-01")).toBeNull();
  });

  it("is, on one day, a person's own before a provider's before a snapshot's before the last trade's", () => {
    const entries = [
      price("2025-01-02", "1", { source: "manual" }),
      price("2025-01-02", "2", { source: "yahoo" }),
      price("2025-01-02", "3", { source: "snapshot" }),
      price("2025-01-02", "4", { source: "trade", at: "2025-01-02T15:00:00.000Z" }),
      price("2025-01-02", "5", { source: "trade", at: "2025-01-02T09:00:00.000Z" }),
    ];
    const prices = entries.map((_, first) => new PriceSeries(entries.slice(first).toReversed()).at("2025-01-02")?.price);
    expect(prices).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("of 0 is what it says, except from a trade, where it is a gift", () => {
    expect(new PriceSeries([price("2025-01-02", "5"), price("2025-01-03", "0")]).at("2025-01-03")?.price).toBe("0");
    const gift = price("2025-01-03", "0", { source: "trade" });
    expect(new PriceSeries([price("2025-01-02", "5"), gift]).at("2025-01-03")?.price).toBe("5");
  });

  it("from before a split is told for the units after it, until a newer one comes", () => {
    const series = new PriceSeries([price("2025-01-02", "10"), price("2025-01-09", "6")], [split("2025-01-05T00:00:00.000Z", "0.5")]);
    expect(["2025-01-04", "2025-01-05", "2025-01-08", "2025-01-09"].map((day) => series.at(day)?.price)).toEqual(["10", "5", "5", "6"]);
    expect(series.at("2025-01-08")).toMatchObject({ day: "2025-01-02", source: "file" });
  });

  it("goes through several splits, also of one day", () => {
    const splits = [
      split("2025-01-05T09:00:00.000Z", "0.5"),
      split("2025-01-05T08:00:00.000Z", "0.1"),
      split("2025-01-07T00:00:00.000Z", "3"),
    ];
    const series = new PriceSeries([price("2025-01-02", "10")], splits);
    expect(["2025-01-05", "2025-01-07"].map((day) => series.at(day)?.price)).toEqual(["0.5", "1.5"]);
  });

  it("of a trade on the day of a split is of the side of it on which it happened", () => {
    const trade = (at: string) => price("2025-01-05", "10", { source: "trade", at });
    const noon = [split("2025-01-05T12:00:00.000Z", "0.5")];
    expect(new PriceSeries([trade("2025-01-05T09:00:00.000Z")], noon).at("2025-01-05")?.price).toBe("5");
    expect(new PriceSeries([trade("2025-01-05T15:00:00.000Z")], noon).at("2025-01-05")?.price).toBe("10");
    expect(new PriceSeries([price("2025-01-05", "10")], noon).at("2025-01-05")?.price).toBe("10");
  });

  it.each([null, "0", "-1"])("is lost in a split by %s, until a new one comes", (factor) => {
    const series = new PriceSeries([price("2025-01-02", "10"), price("2025-01-09", "6")], [split("2025-01-05T00:00:00.000Z", factor)]);
    expect(["2025-01-04", "2025-01-05", "2025-01-08", "2025-01-09"].map((day) => series.at(day)?.price ?? null)).toEqual([
      "10",
      null,
      null,
      "6",
    ]);
    expect(series.isLostInSplit("2025-01-06")).toBe(true);
    expect(series.isLostInSplit("2025-01-09")).toBe(false);
  });

  it("comes from a book's own trades and from elsewhere", () => {
    const book = bookOf({ prices: [{ at: "2025-01-02T15:00:00.000Z", rowId: "1", currency: "EUR", price: decimal("10") }] });
    const series = pricesOf(book, [price("2025-01-03", "12")]);
    expect([series.at("2025-01-02"), series.at("2025-01-03")].map((at) => at?.source)).toEqual(["trade", "file"]);
  });

  it("changes on few days, which tell all that a range needs to know", () => {
    const series = new PriceSeries([price("2025-01-02", "1"), price("2025-01-05", "2"), price("2025-01-09", "3")]);
    const days = (from: string, to: string) => series.changes({ from, to }).map(({ day }) => day);
    expect(days("2025-01-06", "2025-01-09")).toEqual(["2025-01-05", "2025-01-09"]);
    expect(days("2024-01-06", "2025-01-01")).toEqual([]);
    expect(days("2024-01-06", "2026-01-01")).toEqual(["2025-01-02", "2025-01-05", "2025-01-09"]);
  });
});

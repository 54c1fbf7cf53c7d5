import { describe, expect, it } from "vitest";
import { differenceWords } from "./difference-words";

const reader = { timeZone: "America/New_York", locale: "en-GB" };

describe("a difference between two versions of a row", () => {
  it("is told in words, not in codes", () => {
    expect(differenceWords({ field: "tradeType", mine: "return_of_capital", file: "dividend" }, reader)).toEqual({
      mine: "Return of capital",
      file: "Dividend",
    });
    expect(differenceWords({ field: "isin", mine: null, file: "US0378331005" }, reader)).toEqual({ mine: "none", file: "US0378331005" });
    expect(differenceWords({ field: "priceUnit", mine: "unit", file: "percent" }, reader)).toEqual({
      mine: "per unit",
      file: "in percent",
    });
  });

  it("shows numbers to the last digit", () => {
    expect(differenceWords({ field: "price", mine: "1234.5", file: "1234.500001" }, reader)).toEqual({
      mine: "1,234.5",
      file: "1,234.500001",
    });
  });

  it("shows a date as that date everywhere, and an instant in the reader's zone", () => {
    expect(differenceWords({ field: "at", mine: "2025-03-03", file: "2025-03-03T02:00:00.000Z" }, reader)).toEqual({
      mine: "3 Mar 2025",
      file: "2 Mar 2025, 21:00",
    });
  });

  it("shows what tells two instants of one minute apart", () => {
    const [mine, file] = ["2025-03-03T02:00:01.000Z", "2025-03-03T02:00:01.500Z"];
    expect(differenceWords({ field: "at", mine, file }, reader)).toEqual({
      mine: "2025-03-03 02:00:01 UTC",
      file: "2025-03-03 02:00:01.500 UTC",
    });
  });
});

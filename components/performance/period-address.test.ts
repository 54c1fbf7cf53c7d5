import { describe, expect, it } from "vitest";
import { keptParams, periodAddress } from "./period-address";

const PAST = new URLSearchParams("asOf=2024-12-31&period=1Y&known=2025-02-01T10:00:00Z");

describe("the address of a period", () => {
  it("keeps the day that is looked back to, and what was known", () => {
    expect(periodAddress("/portfolios/1", PAST, { period: "max" })).toBe(
      "/portfolios/1?asOf=2024-12-31&known=2025-02-01T10%3A00%3A00Z&period=max",
    );
  });

  it("drops the two days of a custom period when another is chosen", () => {
    const custom = new URLSearchParams("period=custom&from=2025-01-01&to=2025-02-01");
    expect(periodAddress("/portfolios/1", custom, { period: "1M" })).toBe("/portfolios/1?period=1M");
    expect(keptParams(custom)).toEqual([]);
  });

  it("names both days of a custom one", () => {
    expect(periodAddress("/x", new URLSearchParams(), { from: "2025-01-01", to: "2025-02-01" })).toBe(
      "/x?period=custom&from=2025-01-01&to=2025-02-01",
    );
  });
});

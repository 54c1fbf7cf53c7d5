import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { gainRow } from "@/test/performance-views";
import { compareWithBroker } from "./broker-comparison";
import { yearAddress } from "./year-address";

describe("our gains beside the broker's", () => {
  it("compare whole sales, however many lots a sale closed", () => {
    const [sale, ...others] = compareWithBroker([
      gainRow({ lotId: "1", gain: decimal("20"), brokerGain: decimal("25") }),
      gainRow({ lotId: "4", gain: decimal("6"), brokerGain: decimal("25") }),
    ]);
    expect(others).toEqual([]);
    expect(sale).toMatchObject({ ours: "26", brokers: "25", difference: "1" });
  });

  it("leave out sales of which the broker said nothing", () => {
    expect(compareWithBroker([gainRow()])).toEqual([]);
  });
});

describe("the address of a year", () => {
  it("keeps the rest of the page's address", () => {
    const current = new URLSearchParams("asOf=2024-12-31&year=2023");
    expect(yearAddress("/gains", current, 2024)).toBe("/gains?asOf=2024-12-31&year=2024");
    expect(yearAddress("/gains", current, null)).toBe("/gains?asOf=2024-12-31&year=all");
  });
});

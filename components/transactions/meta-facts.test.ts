import { describe, expect, it } from "vitest";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { fieldName, metaFacts } from "./meta-facts";

const withLots = (...lots: { quantity: string; lotId: string; cost?: string }[]) =>
  transactionMetaSchema.parse({ source: "manual", netAmount: "1", lots });

describe("what a broker told beside the columns", () => {
  it("is listed in words, nested parts and unknown keys included", () => {
    const meta = transactionMetaSchema.parse({
      source: "ibkr-flex",
      netAmount: "-1",
      settleDate: "2026-01-05",
      rawType: "BUY",
      instrument: { isin: "US0378331005", putCall: "call" },
      externalIds: ["a", "b"],
      lots: [{ quantity: "2" }, { quantity: "3", cost: "9" }],
      corporateAction: { ratio: { to: "2", from: "1" } },
      somethingNew: true,
    });
    expect(metaFacts(meta)).toEqual([
      { label: "External ids", value: "a, b" },
      { label: "Raw type", value: "BUY" },
      { label: "Settle date", value: "2026-01-05" },
      { label: "Instrument: isin", value: "US0378331005" },
      { label: "Instrument: put call", value: "call" },
      { label: "Lots 1: quantity", value: "2" },
      { label: "Lots 2: quantity", value: "3" },
      { label: "Lots 2: cost", value: "9" },
      { label: "Corporate action: ratio: to", value: "2" },
      { label: "Corporate action: ratio: from", value: "1" },
      { label: "Something new", value: "Yes" },
    ]);
  });

  it("leaves the lots that a person chose to their own card", () => {
    expect(metaFacts(withLots({ quantity: "2", lotId: "7" }))).toEqual([]);
    expect(metaFacts(withLots({ quantity: "2", lotId: "7", cost: "9" }))).toHaveLength(3);
  });

  it("names columns as the table does", () => {
    expect(["trade_time", "netAmount", "settleDate"].map(fieldName)).toEqual(["Date", "Amount", "Settle date"]);
  });
});

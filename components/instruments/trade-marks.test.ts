import { describe, expect, it } from "vitest";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import { decimal } from "@/lib/money/decimal";
import { tradeMarks } from "./trade-marks";

const row = (tradeType: string, quantity: string, price: string, netAmount: string): InstrumentTransaction => ({
  id: "1",
  accountId: "7",
  accountName: "Broker",
  tradeType,
  symbol: "ACME",
  at: "2025-03-14T10:00:00.000Z",
  dateOnly: false,
  quantity: decimal(quantity),
  price: decimal(price),
  currency: "EUR",
  netAmount: decimal(netAmount),
});
const marks = (...rows: InstrumentTransaction[]) => tradeMarks(rows, "2025-01-01", "en-GB");

describe("what is marked on the price of an instrument", () => {
  it("is what came in and went out, without its sign, at its price", () => {
    expect(marks(row("buy", "10", "12.5", "-125"), row("sell", "-4", "13", "52"))).toEqual([
      { day: "2025-03-14", kind: "in", text: "Buy 10 at €12.50" },
      { day: "2025-03-14", kind: "out", text: "Sell 4 at €13.00" },
    ]);
  });

  it("is money that was paid, and units without a price", () => {
    expect(marks(row("dividend", "0", "0", "8.5"), row("split", "10", "0", "0"))).toMatchObject([
      { kind: "income", text: "Dividend €8.50" },
      { kind: "in", text: "Split 10" },
    ]);
  });

  it("isn't what moved nothing, nor what was before the first price", () => {
    expect(marks(row("split", "0", "0", "0"))).toEqual([]);
    expect(tradeMarks([row("buy", "1", "1", "-1")], "2025-04-01", "en-GB")).toEqual([]);
  });
});

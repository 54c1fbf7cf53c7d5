import { describe, expect, it } from "vitest";
import { decimal, subtract } from "@/lib/money/decimal";
import type { Evidence } from "../case";
import { ACME, line, row } from "../causes/arrange";
import { costByLots, costCauses, sameCost } from "./rules";

const day = (date: string) => ({ tradeTime: `${date}T10:00:00.000Z` });
const buy = (quantity: string, price: string, date: string, fee = "0") =>
  row({
    quantity,
    price,
    ...day(date),
    meta: {
      netAmount: String(-(Number(quantity) * Number(price) + Number(fee))),
      ...(fee === "0" ? {} : { fees: [{ type: "commission", amount: fee, currency: "EUR" }] }),
    },
  });
const sell = (quantity: string, price: string, date: string) => row({ tradeType: "sell", quantity: `-${quantity}`, price, ...day(date) });

const caseOf = (held: string, ledgerCost: string, brokerCost: string, rows: readonly Evidence[]) => ({
  line: line(ACME, held, held),
  ledgerCost: decimal(ledgerCost),
  difference: subtract(decimal(brokerCost), decimal(ledgerCost)),
  rows,
});

describe("a difference of cost", () => {
  it("is the charges of the purchases, where the broker's cost is the price alone", () => {
    const rows = [buy("10", "10", "2025-01-02", "5"), buy("10", "20", "2025-02-03", "5")];
    expect(costCauses(caseOf("20", "310", "300", rows))[0]).toMatchObject({ kind: "charges", confidence: "likely" });
    expect(costCauses(caseOf("20", "310", "302", rows))).toEqual([]);
  });

  it("is the charges of what is left, after a sale took its share of them", () => {
    const rows = [buy("10", "10", "2025-01-02", "10"), sell("5", "12", "2025-03-03")];
    expect(costCauses(caseOf("5", "55", "50", rows)).map(({ kind }) => kind)).toContain("charges");
  });

  it("is the method, where the oldest units went first", () => {
    const rows = [buy("10", "100", "2025-01-02"), buy("10", "200", "2025-02-03"), sell("10", "210", "2025-03-03")];
    expect(costCauses(caseOf("10", "1500", "2000", rows))[0]).toMatchObject({
      kind: "method",
      sentence: expect.stringContaining("first in, first out"),
    });
    expect(costCauses(caseOf("10", "1500", "1000", rows))[0]?.sentence).toContain("last in, first out");
    expect(costCauses(caseOf("10", "1500", "1900", rows))).toEqual([]);
  });

  it("is a return of capital that only one side took off", () => {
    const rows = [
      buy("10", "100", "2025-01-02"),
      row({ tradeType: "return_of_capital", quantity: "0", price: "0", meta: { netAmount: "50" } }),
    ];
    expect(costCauses(caseOf("10", "950", "1000", rows))[0]).toMatchObject({ kind: "return_of_capital", confidence: "likely" });
    const income = [buy("10", "100", "2025-01-02"), row({ tradeType: "dividend", quantity: "0", price: "0", meta: { netAmount: "50" } })];
    expect(costCauses(caseOf("10", "1000", "950", income))[0]).toMatchObject({ kind: "return_of_capital", confidence: "possible" });
    expect(costCauses(caseOf("10", "1000", "940", income))).toEqual([]);
  });

  it("may come from a corporate action, or from units that were delivered", () => {
    const spun = [buy("10", "100", "2025-01-02"), row({ tradeType: "spin_off", quantity: "5", price: "0" })];
    expect(costCauses(caseOf("15", "1000", "800", spun)).map(({ kind }) => kind)).toEqual(["corporate_action"]);
    const delivered = [row({ tradeType: "transfer_in", quantity: "5", price: "10" })];
    expect(costCauses(caseOf("5", "50", "60", delivered)).map(({ kind }) => kind)).toEqual(["delivery"]);
  });

  it("is none within the rounding of a total or of a price per unit", () => {
    expect(sameCost(decimal("0.01"), decimal("1"))).toBe(true);
    expect(sameCost(decimal("0.5"), decimal("10000"))).toBe(true);
    expect(sameCost(decimal("0.5"), decimal("100"))).toBe(false);
  });

  it("has no lots to go by where more was sold than was bought", () => {
    expect(costByLots([sell("5", "10", "2025-01-02")], line(ACME, "-5", "-5"), "first", true)).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimal, subtract, ZERO } from "@/lib/money/decimal";
import { ACME, CASH } from "../causes/arrange";
import { between, fxEffect, type Movement, type Side } from "./rules";

const side = (units: string, price: string | null = null): Side => ({
  broker: decimal(units),
  price: price === null ? null : decimal(price),
  multiplier: null,
  priceUnit: null,
  brokerValue: null,
});
const moved = (tradeType: string, units: string, gross = "0"): Movement => ({ tradeType, units: decimal(units), gross: decimal(gross) });
const parts = (line: ReturnType<typeof between>) => Object.fromEntries(line.parts.map(({ part, units, value }) => [part, [units, value]]));

describe("between two lists", () => {
  it("what was bought counts at what it cost, and the price did the rest", () => {
    const line = between(ACME, side("10", "100"), side("15", "120"), [moved("buy", "5", "550")]);
    expect(parts(line)).toEqual({ trades: ["5", "550"], price: [null, "250"] });
  });

  it("a split brings units and no value", () => {
    const line = between(ACME, side("10", "100"), side("20", "51"), [moved("split", "10")]);
    expect(parts(line)).toEqual({ actions: ["10", "0"], price: [null, "20"] });
  });

  it("units that no row tells are unexplained, at the later price", () => {
    const line = between(ACME, side("10", "100"), side("12", "100"), []);
    expect(parts(line)).toEqual({ unexplained: ["2", "200"] });
  });

  it("a new holding begins with nothing, and one that was sold ends with it", () => {
    expect(parts(between(ACME, null, side("2", "60"), [moved("buy", "2", "100")]))).toEqual({ trades: ["2", "100"], price: [null, "20"] });
    expect(parts(between(ACME, side("2", "60"), null, [moved("sell", "-2", "-130")]))).toEqual({
      trades: ["-2", "-130"],
      price: [null, "10"],
    });
  });

  it("says nothing of the price where a list has none", () => {
    expect(parts(between(ACME, side("10"), side("15", "120"), [moved("buy", "5", "550")]))).toEqual({ trades: ["5", "550"] });
  });

  it("cash moves by its rows, and has no price", () => {
    const rows = [moved("buy", "-500"), moved("dividend", "20"), moved("deposit", "1000"), moved("fee", "-3")];
    expect(parts(between(CASH, side("100"), side("617.5"), rows))).toEqual({
      trades: ["-500", "-500"],
      income: ["20", "20"],
      moves: ["1000", "1000"],
      charges: ["-3", "-3"],
      unexplained: ["0.5", "0.5"],
    });
  });

  it("parts add up to the change, whatever happened", () => {
    const units = fc.integer({ min: -1000, max: 1000 }).map(String);
    const price = fc.integer({ min: 1, max: 500 }).map(String);
    const movement = fc.tuple(fc.constantFrom("buy", "sell", "split", "transfer_in", "adjustment", "reward"), units, units);
    fc.assert(
      fc.property(units, price, units, price, fc.array(movement, { maxLength: 6 }), (from, p, to, q, all) => {
        const line = between(
          ACME,
          side(from, p),
          side(to, q),
          all.map(([type, count, gross]) => moved(type, count, gross)),
        );
        const sum = (figure: "units" | "value") => add(ZERO, ...line.parts.map((part) => part[figure] ?? ZERO));
        expect(sum("units")).toBe(subtract(line.to, line.from));
        expect(sum("value")).toBe(subtract(line.toValue ?? ZERO, line.fromValue ?? ZERO));
      }),
    );
  });

  it("the rate's work is on what was there at the first list", () => {
    const line = between(ACME, side("10", "100"), side("10", "100"), []);
    expect(fxEffect(line, { from: decimal("0.9"), to: decimal("0.95") })).toBe("50");
    expect(fxEffect(line, null)).toBeNull();
  });
});

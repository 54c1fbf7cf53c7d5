import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDecimal } from "@/test/factories";
import { barOf, drawingScale, heightOf, labelEvery, roundScale, toFloat } from "./pixels";

const amounts = fc.array(anyDecimal({ wholeDigits: 30, places: 30 }).map(toFloat), { minLength: 1, maxLength: 40 });

describe("the scale of bars", () => {
  it("has room for every value and for zero", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const scale = roundScale(values);
        expect(scale.from).toBeLessThanOrEqual(0);
        expect(scale.to).toBeGreaterThanOrEqual(0);
        expect(scale.to).toBeGreaterThan(scale.from);
        for (const value of values) {
          const { top, height } = barOf(value, scale);
          expect(top).toBeGreaterThanOrEqual(-1e-6);
          expect(top + height).toBeLessThanOrEqual(100 + 1e-6);
        }
      }),
    );
  });

  it("marks round numbers, zero among them", () => {
    expect(roundScale([0, 130, 870]).ticks).toEqual([0, 250, 500, 750, 1000]);
    expect(roundScale([-40, 100]).ticks).toContain(0);
  });

  it("never divides by nothing, when all values are zero", () => {
    expect(roundScale([0, 0])).toEqual({ from: 0, to: 1, ticks: [0, 1] });
    expect(heightOf(0, roundScale([]))).toBe(100);
  });

  it("lets a loss hang down from zero and a gain stand on it", () => {
    const scale = { from: -100, to: 100, ticks: [] };
    expect(barOf(50, scale)).toEqual({ top: 25, height: 25 });
    expect(barOf(-50, scale)).toEqual({ top: 50, height: 25 });
  });
});

describe("the scale of a drawing", () => {
  it("brings a fraction of a coin and a trillion alike near ten thousand", () => {
    for (const value of [0.00000012, 1, 950, -3e14, 1e38]) {
      const drawn = Math.abs(value * drawingScale([value]));
      expect(drawn).toBeGreaterThanOrEqual(9_999);
      expect(drawn).toBeLessThan(100_001);
    }
    expect(drawingScale([0])).toBe(1);
    expect(drawingScale([])).toBe(1);
  });
});

describe("labels", () => {
  it("are left out evenly when there are too many", () => {
    expect([labelEvery(12, 12), labelEvery(13, 12), labelEvery(60, 4), labelEvery(0, 4)]).toEqual([1, 2, 15, 1]);
  });
});

import { describe, expect, it } from "vitest";
import { sameDistribution } from "./statistics";

/** Numbers that look random and are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const sample = (next: () => number, size: number, shift = 0) => Array.from({ length: size }, () => next() + shift);

describe("the comparison of two samples", () => {
  it("gives the probability of the textbooks", () => {
    // Mann and Whitney with continuity: U = 0 of 5 and 5, z = (12.5 − 0.5) / √(25 · 11 / 12).
    expect(sameDistribution([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.01219, 4);
    expect(sameDistribution([1, 1, 2, 2], [1, 1, 2, 2])).toBeCloseTo(1, 2);
  });

  it("takes two samples of one distribution for different as often as its probability says", () => {
    const next = numbers(7);
    let rejected = 0;
    for (let round = 0; round < 1_000; round += 1) if (sameDistribution(sample(next, 60), sample(next, 60)) < 0.05) rejected += 1;
    expect(rejected).toBeGreaterThan(25);
    expect(rejected).toBeLessThan(80);
  });

  it("sees a shift that is small against the spread", () => {
    const next = numbers(11);
    expect(sameDistribution(sample(next, 200), sample(next, 200, 0.2))).toBeLessThan(1e-6);
  });
});

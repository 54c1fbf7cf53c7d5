import { describe, expect, it } from "vitest";
import { slice } from "@/test/performance-views";
import { donutLayout } from "./donut-layout";
import { treemapLayout } from "./treemap-layout";

describe("a treemap", () => {
  it("gives areas in proportion to magnitudes, and covers the whole picture", () => {
    const cells = treemapLayout([slice("A", "60"), slice("B", "-30"), slice("C", "10")]);
    const areas = new Map(cells.map(({ slice: { label }, width, height }) => [label, width * height]));
    expect(areas.get("A")).toBeCloseTo(6000);
    expect(areas.get("B")).toBeCloseTo(3000);
    expect(areas.get("C")).toBeCloseTo(1000);
  });

  it("lists the largest first and leaves out what has no area", () => {
    const cells = treemapLayout([slice("Small", "1"), slice("Nothing", "0"), slice("Large", "5")]);
    expect(cells.map(({ slice: { label } }) => label)).toEqual(["Large", "Small"]);
    expect(treemapLayout([slice("Nothing", "0")])).toEqual([]);
  });

  it("stays within its frame", () => {
    const many = Array.from({ length: 60 }, (_, index) => slice(String(index), String(1000 / (index + 1)).slice(0, 8)));
    for (const { left, top, width, height } of treemapLayout(many)) {
      expect(Math.min(left, top, width, height)).toBeGreaterThanOrEqual(0);
      expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(100.0001);
    }
  });
});

describe("a ring", () => {
  it("has a segment for each slice in the order given, shorts included", () => {
    const pieces = donutLayout([slice("A", "60"), slice("B", "-30")], 100, 30);
    expect(pieces.map(({ key }) => key)).toEqual(["A", "B"]);
    for (const { path } of pieces) expect(path).toMatch(/^M[-\d.,]+A100,100/);
  });
});

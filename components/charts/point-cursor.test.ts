import { describe, expect, it } from "vitest";
import { pointAfter } from "./point-cursor";

describe("the keys of a chart", () => {
  it("begin at the newest point", () => {
    expect(pointAfter("ArrowLeft", null, 100)).toBe(99);
    expect(pointAfter("PageDown", null, 100)).toBe(89);
  });

  it("step, leap, and stop at both ends", () => {
    expect(pointAfter("ArrowLeft", 5, 100)).toBe(4);
    expect(pointAfter("ArrowRight", 5, 100)).toBe(6);
    expect(pointAfter("PageUp", 95, 100)).toBe(99);
    expect(pointAfter("ArrowLeft", 0, 100)).toBe(0);
    expect(pointAfter("Home", 50, 100)).toBe(0);
    expect(pointAfter("End", 50, 100)).toBe(99);
  });

  it("let go on Escape, and leave every other key to the page", () => {
    expect(pointAfter("Escape", 5, 100)).toBeNull();
    expect(pointAfter("Tab", 5, 100)).toBeUndefined();
    expect(pointAfter("ArrowLeft", null, 0)).toBeUndefined();
  });
});

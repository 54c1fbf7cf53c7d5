import { expect, it } from "vitest";
import { expectConsole, noteConsole, settleConsole } from "./console";

it("a declared complaint is no surprise", () => {
  expectConsole("error", /disk/);
  expect(noteConsole("error", "the disk is full")).toBe(true);
  expect(settleConsole()).toEqual([]);
});

it("an undeclared complaint is named", () => {
  expect(noteConsole("warn", "something is deprecated")).toBe(false);
  expect(settleConsole()).toEqual(["console.warn: something is deprecated"]);
});

it("a declared complaint that does not come is named too", () => {
  expectConsole("warn", /never/);
  expect(settleConsole()).toEqual(["console.warn with /never/ was expected and did not come"]);
});

it("the tests run far from Greenwich", () => {
  expect(Math.abs(new Date("2025-01-01T00:00:00Z").getTimezoneOffset())).toBeGreaterThanOrEqual(7 * 60);
});

import { expect, it } from "vitest";
import { shownOf } from "./shown-of";

it("says nothing where everything is listed", () => {
  expect(shownOf(12, 12)).toBe("");
});

it("says how many of how many are listed, and where the others are", () => {
  expect(shownOf(500, 33_000, "The CSV has all of them.")).toBe(" Shown are 500 of 33,000. The CSV has all of them.");
});

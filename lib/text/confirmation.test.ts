import { expect, it } from "vitest";
import { confirms } from "./confirmation";

it("a typed confirmation takes the name in any case and with spaces around it, and nothing else", () => {
  expect(confirms("  my PORTFOLIO ", "My portfolio")).toBe(true);
  expect(confirms("my portfoli", "My portfolio")).toBe(false);
});

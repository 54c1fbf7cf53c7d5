import { describe, expect, it } from "vitest";
import { isCurrentPath } from "./current-path";

describe("the current link", () => {
  it("is the one whose address is open", () => {
    expect(isCurrentPath("/portfolios", "/portfolios")).toBe(true);
    expect(isCurrentPath("/settings", "/portfolios")).toBe(false);
  });

  it("is also the one that contains the open page, unless it asks to be exact", () => {
    expect(isCurrentPath("/portfolios/7/holdings", "/portfolios")).toBe(true);
    expect(isCurrentPath("/portfolios/7/holdings", "/portfolios/7", true)).toBe(false);
  });

  it("never takes one id for the beginning of another", () => {
    expect(isCurrentPath("/accounts/12", "/accounts/1")).toBe(false);
  });

  it("does not care about filters in the link's address", () => {
    expect(isCurrentPath("/accounts/1/holdings", "/accounts/1/holdings?snapshot=3")).toBe(true);
  });
});

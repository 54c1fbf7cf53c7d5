import { describe, expect, it } from "vitest";
import { chooseDefault } from "./rules";

const portfolio = (id: bigint, fields: { active?: boolean; isDefault?: boolean } = {}) => ({
  id,
  active: true,
  isDefault: false,
  ...fields,
});

describe("the default portfolio", () => {
  it("is the wanted one when that is active", () => {
    expect(chooseDefault([portfolio(1n, { isDefault: true }), portfolio(2n)], 2n)).toBe(2n);
  });
  it("stays where it is when the wanted one is archived", () => {
    expect(chooseDefault([portfolio(1n, { isDefault: true }), portfolio(2n, { active: false })], 2n)).toBe(1n);
  });
  it("passes to the oldest active one when it is archived", () => {
    expect(chooseDefault([portfolio(1n, { active: false }), portfolio(2n), portfolio(3n)])).toBe(2n);
  });
  it("is none when every portfolio is archived", () => {
    expect(chooseDefault([portfolio(1n, { active: false })])).toBeNull();
  });
});

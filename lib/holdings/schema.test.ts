import { describe, expect, it } from "vitest";
import { isinWarning } from "@/lib/instruments/codes";

import { addHoldingSchema } from "./schema";

const form = (fields: Record<string, string> = {}) =>
  addHoldingSchema.safeParse({
    accountId: "1",
    assetType: "stock",
    symbol: "ACME",
    quantity: "10",
    currency: "USD",
    asOf: "2025-03-01",
    ...fields,
  });
const errorsOf = (fields: Record<string, string>) => form(fields).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

describe("the form of a holding", () => {
  it("needs no more than an instrument, a quantity, a currency and a date", () => {
    expect(form().data).toEqual({
      accountId: "1",
      assetType: "stock",
      symbol: "ACME",
      isin: "",
      name: "",
      quantity: "10",
      avgPrice: null,
      currency: "USD",
      marketPrice: null,
      multiplier: null,
      asOf: "2025-03-01",
    });
  });

  it("takes a blank price as not known, and 0 as 0", () => {
    expect(form({ avgPrice: " ", marketPrice: "0" }).data).toMatchObject({ avgPrice: null, marketPrice: "0" });
  });

  it("takes a short position by its negative quantity, and no negative price", () => {
    expect(form({ quantity: "-3" }).data).toMatchObject({ quantity: "-3" });
    expect(errorsOf({ avgPrice: "-1" })).toEqual([["avgPrice", expect.stringContaining("short position")]]);
  });

  it.each([
    ["quantity", "0"],
    ["quantity", "ten"],
    ["quantity", "1e5"],
    ["marketPrice", "1,234"],
    ["currency", "dollars"],
    ["currency", ""],
    ["symbol", " "],
    ["assetType", "house"],
    ["asOf", "2025-02-30"],
    ["asOf", "0025-02-03"],
    ["multiplier", "0"],
    ["accountId", "1 OR 1"],
  ])("refuses %s “%s”", (field, value) => {
    expect(new Set(errorsOf({ [field]: value }).map(([path]) => path))).toEqual(new Set([field]));
  });

  it("accepts an ISIN that looks wrong, in upper case and without spaces", () => {
    expect(form({ isin: "us 0378331006" }).data).toMatchObject({ isin: "US0378331006" });
  });
});

describe("an ISIN", () => {
  it.each(["US0378331005", "DE000BASF111", "GB0002634946", "AU0000XVGZA3", ""])("%s looks right", (isin) => {
    expect(isinWarning(isin)).toBeNull();
  });

  it("with a mistyped character gets a warning about its check digit", () => {
    expect(isinWarning("US0378331006")).toContain("check digit");
  });

  it("of another shape gets a warning about its shape", () => {
    expect(isinWarning("AAPL")).toContain("two letters");
  });
});

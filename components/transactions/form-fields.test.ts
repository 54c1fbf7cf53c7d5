import { describe, expect, it } from "vitest";
import { shownFields } from "./form-fields";

const INSTRUMENT = ["symbol", "assetType", "isin", "name"];

describe("the fields of a row's form", () => {
  it.each([
    ["buy", "stock", [...INSTRUMENT, "quantity", "price", "fee", "tax"]],
    ["buy", "option", [...INSTRUMENT, "quantity", "price", "fee", "tax", "multiplier"]],
    ["dividend", "option", [...INSTRUMENT, "amount", "tax"]],
    ["deposit", "stock", ["amount"]],
    ["split", "stock", [...INSTRUMENT, "quantity", "reason"]],
    ["merger", "stock", [...INSTRUMENT, "quantity", "amount", "reason"]],
    ["something a broker made up", "stock", [...INSTRUMENT, "quantity", "amount", "reason"]],
  ])("for %s of %s are %j", (tradeType, assetType, fields) => {
    expect([...shownFields(tradeType, assetType)]).toEqual(fields);
  });
});

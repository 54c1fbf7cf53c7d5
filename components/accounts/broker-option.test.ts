import { describe, expect, it } from "vitest";
import { BROKERS } from "@/lib/brokers/registry";
import { brokerOptions, matching } from "./broker-option";

const options = brokerOptions(BROKERS, new Map(BROKERS.map(({ code }) => [code, `The ${code}`])));
const found = (search: string) => matching(options, search).map(({ code }) => code);

describe("the search among brokers", () => {
  it("finds all of them by nothing", () => expect(found("  ")).toEqual(BROKERS.map(({ code }) => code)));
  it("finds one by its name, in any case", () => expect(found("IBKR")).toEqual(["ibkr-flex"]));
  it("wants all words, in any order", () => {
    expect(found("dividends ibkr")).toEqual(["ibkr-flex"]);
    expect(found("ibkr nonsense")).toEqual([]);
  });
  it("offers no broker that the database doesn't know", () => expect(brokerOptions(BROKERS, new Map())).toEqual([]));
});

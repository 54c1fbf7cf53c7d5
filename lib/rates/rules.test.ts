import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import { currenciesNeeded, sourceName, trusted } from "./rules";
import type { RateEntry } from "./schema";

const entry = (from: string, to: string, source: string, rate = "1", day = "2026-11-24"): RateEntry => ({
  from,
  to,
  day,
  rate: decimal(rate),
  source,
});

describe("of several rates of one pair and day", () => {
  it("what was typed goes before the bank's, and that before a file's", () => {
    const all = [entry("EUR", "USD", "ibkr-flex", "1.1"), entry("EUR", "USD", "ecb", "1.2"), entry("EUR", "USD", "manual", "1.3")];
    expect(trusted(all)).toEqual([all[2]]);
    expect(trusted(all.slice(0, 2))).toEqual([all[1]]);
  });

  it("one direction stands for both", () => {
    const all = [entry("EUR", "USD", "ecb", "1.2"), entry("USD", "EUR", "manual", "0.8")];
    expect(trusted(all)).toEqual([all[1]]);
  });

  it("those of other days and pairs are not concerned", () => {
    const all = [entry("EUR", "USD", "ecb"), entry("EUR", "USD", "manual", "1", "2026-11-23"), entry("EUR", "GBP", "ecb")];
    expect(trusted(all)).toHaveLength(3);
  });
});

describe("the currencies that rates are needed of", () => {
  const published = new Set(["USD", "GBP"]);
  it("are those that are asked for, and the euro", () => {
    expect([...currenciesNeeded(["USD"], [{ from: "GBP", to: "USD" }], published)].sort()).toEqual(["EUR", "USD"]);
  });

  it("are also those by which one leads on that the bank doesn't publish", () => {
    expect([...currenciesNeeded(["USDT"], [{ from: "USDT", to: "USD" }], published)].sort()).toEqual(["EUR", "USD", "USDT"]);
  });
});

it("calls a source by its name", () => {
  expect([sourceName("manual"), sourceName("ecb"), sourceName("ibkr-flex")]).toEqual([
    "Typed",
    "European Central Bank",
    "Interactive Brokers Flex query (XML)",
  ]);
});

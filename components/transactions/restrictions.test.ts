import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/transactions/filter";
import { countRestrictions } from "@/lib/transactions/filter-query";
import { restrictionsOf } from "./restrictions";

const choices = { tradeTypes: [{ value: "buy", label: "Buy" }], assetTypes: [], accounts: [{ value: "7", label: "Broker A" }] };

describe("the restrictions of a filter", () => {
  const filter = parseFilter({
    q: "NET",
    type: "buy,sell",
    account: "7",
    from: "2026-01-01",
    to: "2026-02-01",
    review: "1",
    sort: "oldest",
  });

  it("are named as people know them, and an unknown one as it stands", () => {
    expect(restrictionsOf(filter, choices).map(({ label }) => label)).toEqual([
      "Type: Buy",
      "Type: sell",
      "Account: Broker A",
      "From: 2026-01-01",
      "To: 2026-02-01",
      "Needs review",
    ]);
  });

  it("can each be taken away alone", () => {
    for (const { without } of restrictionsOf(filter, choices)) {
      expect(countRestrictions(without)).toBe(countRestrictions(filter) - 1);
      expect(without).toMatchObject({ q: "NET", sort: "oldest" });
    }
  });
});

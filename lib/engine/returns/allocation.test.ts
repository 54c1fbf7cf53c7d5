import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, add, compare, decimal, subtract } from "@/lib/money/decimal";
import { ALLOCATIONS, type Allocated, allocation, CASH, UNTAGGED } from "./allocation";

const holding = (value: string | null, fields: Partial<Allocated> = {}): Allocated => ({
  assetType: "stock",
  currency: "EUR",
  account: "1",
  instrument: "acme",
  tags: [],
  value: value === null ? null : decimal(value),
  ...fields,
});

describe("an allocation", () => {
  const holdings = [
    holding("50"),
    holding("30", { account: "2", currency: "USD", tags: ["green", "old"] }),
    holding("20", { assetType: "cash", instrument: null }),
    holding(null, { assetType: "bond", instrument: "b" }),
  ];

  it.each<[(typeof ALLOCATIONS)[number], [string, string, string][]]>([
    [
      "assetType",
      [
        ["stock", "80", "0.8"],
        ["cash", "20", "0.2"],
      ],
    ],
    [
      "currency",
      [
        ["EUR", "70", "0.7"],
        ["USD", "30", "0.3"],
      ],
    ],
    [
      "account",
      [
        ["1", "70", "0.7"],
        ["2", "30", "0.3"],
      ],
    ],
    [
      "instrument",
      [
        ["acme", "80", "0.8"],
        [CASH, "20", "0.2"],
      ],
    ],
    [
      "tag",
      [
        [UNTAGGED, "70", "0.5384615385"],
        ["green", "30", "0.2307692308"],
        ["old", "30", "0.2307692308"],
      ],
    ],
  ])("by %s is the largest slice first; what has no value is in none", (by, slices) => {
    expect(allocation(holdings, by).map(({ key, value, share }) => [key, value, share])).toEqual(slices);
  });

  it("shares by magnitude where something is short, so that no share is more than the whole", () => {
    const slices = allocation([holding("150"), holding("-50", { instrument: "short" })], "instrument");
    expect(slices).toEqual([
      { key: "acme", value: "150", share: "0.75" },
      { key: "short", value: "-50", share: "0.25" },
    ]);
  });

  it("of nothing, or of what cancels out, is empty", () => {
    expect(allocation([], "account")).toEqual([]);
    expect(allocation([holding("5"), holding("-5")], "account")).toEqual([]);
  });

  it("has shares that make one whole", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom("a", "b", "c", "d")), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.constantFrom(...ALLOCATIONS), (list, by) => {
        const slices = allocation(
          list.map(([value, key]) => holding(String(value), { instrument: key, account: key, tags: [key] })),
          by,
        );
        const sum = add(...slices.map(({ share }) => share));
        expect(slices.length === 0 || compare(absolute(subtract(sum, decimal("1"))), decimal("0.00000001")) < 0).toBe(true);
      }),
    );
  });
});

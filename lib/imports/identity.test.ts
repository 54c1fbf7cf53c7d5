import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draft } from "@/test/factories";
import { contentHash, contentKey, givenKey, Occurrences } from "./identity";

describe("the content key", () => {
  it("is the same for a trade spelled by ISIN and symbol or in other letters", () => {
    const one = draft({ symbol: "net", meta: { instrument: { isin: "US18915M1071" } } });
    const other = draft({ symbol: "NET.US", meta: { instrument: { isin: "us18915m1071" } } });
    expect(contentKey(one)).toBe(contentKey(other));
  });

  it("leaves notes and net amounts of trades out", () => {
    expect(contentKey(draft({ meta: { note: "first", netAmount: "-100" } }))).toBe(contentKey(draft({ meta: { netAmount: "-101" } })));
  });

  it("tells two dividends of one day apart by their amount", () => {
    const dividend = (netAmount: string) => draft({ tradeType: "dividend", quantity: "0", price: "0", meta: { netAmount } });
    expect(contentKey(dividend("5"))).not.toBe(contentKey(dividend("7")));
  });

  it("tells apart what differs in quantity, price, currency or moment", () => {
    const keys = [
      draft({}),
      draft({ quantity: "2" }),
      draft({ price: "2" }),
      draft({ currency: "USD" }),
      draft({ tradeTime: "2025-01-02T00:00:00.001Z" }),
    ].map(contentKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("the content hash", () => {
  it("changes when the broker corrects an amount", () => {
    expect(contentHash(draft({ meta: { netAmount: "-100" } }))).not.toBe(contentHash(draft({ meta: { netAmount: "-101" } })));
  });

  it("does not change when a person adds a note", () => {
    expect(contentHash(draft({ meta: { note: "mine" } }))).toBe(contentHash(draft({})));
  });
});

describe("occurrences", () => {
  it("keep three equal fills of one second three rows", () => {
    const occurrences = new Occurrences();
    const keys = [1, 2, 3].map(() => occurrences.keyOf(0, draft({})));
    expect(new Set(keys).size).toBe(3);
  });

  it("give the same keys however often the same rows are read, in whatever order", () => {
    const rows = fc.array(
      fc.integer({ min: 1, max: 4 }).map((quantity) => draft({ quantity: String(quantity) })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, fc.integer(), (drafts, seed) => {
        const keysOf = (list: typeof drafts) => {
          const occurrences = new Occurrences();
          return list.map((each) => occurrences.keyOf(0, each)).sort();
        };
        const shuffled = [...drafts].sort((a, b) => ((Number(a.quantity) * 7919 + seed) % 13) - ((Number(b.quantity) * 7919 + seed) % 13));
        expect(keysOf(shuffled)).toEqual(keysOf(drafts));
      }),
    );
  });

  it("prefer the broker's own id, and before it the key that our own export wrote", () => {
    expect(givenKey(draft({ meta: { externalId: "ibkr:trade:1" } }))).toBe("ibkr:trade:1");
    expect(givenKey(draft({ meta: { externalId: "ibkr:trade:1", importKey: "manual:x" } }))).toBe("manual:x");
    expect(givenKey(draft({}))).toBeNull();
  });
});

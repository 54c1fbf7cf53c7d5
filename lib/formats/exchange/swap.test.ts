import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DecimalString, decimal, negate, ZERO } from "@/lib/money/decimal";
import { transactionDraft } from "../draft";
import { quotesAreMoney } from "./assets";
import { Counting } from "./counting";
import { exchangeRows, type Swap } from "./swap";

const sized = (min: number, max: number) => fc.integer({ min, max }).map((digits) => decimal(`0.${String(digits).padStart(9, "0")}`));
// No exchange charges more than it hands out.
const [amounts, charges] = [sized(1000, 10 ** 9), sized(1, 400)];
const assets = fc.constantFrom("EUR", "USDT", "BTC", "ETH", "BNB");
const swaps = fc
  .record({
    given: fc.record({ asset: assets, amount: amounts }),
    taken: fc.record({ asset: assets, amount: amounts }),
    fees: fc.array(fc.record({ asset: assets, amount: charges }), { maxLength: 2 }),
    worth: fc.option(fc.record({ amount: amounts, currency: fc.constant("EUR") }), { nil: undefined }),
  })
  .filter(({ given, taken }) => given.asset !== taken.asset);

const swap = (parts: Pick<Swap, "given" | "taken"> & Partial<Swap>): Swap => ({
  source: "x",
  at: { instant: "2025-01-01T00:00:00.000Z", dateOnly: false },
  isMoney: quotesAreMoney,
  id: "x:1",
  countedIn: () => "USDT",
  ...parts,
});
const coin = (asset: string, amount: string) => ({ asset, amount: decimal(amount) });
const drafts = (parts: Parameters<typeof swap>[0]) => exchangeRows(swap(parts)).map(transactionDraft);

describe("one thing exchanged for another", () => {
  it("changes every balance by exactly what was given, taken and charged", () => {
    fc.assert(
      fc.property(swaps, ({ worth, ...parts }) => {
        const rows = drafts(worth === undefined ? parts : { ...parts, worth });
        const balance = (asset: string): DecimalString =>
          quotesAreMoney(asset)
            ? add(...rows.filter(({ currency }) => currency === asset).map(({ meta }) => meta.netAmount))
            : add(...rows.filter(({ symbol, assetType }) => assetType !== "cash" && symbol === asset).map(({ quantity }) => quantity));
        for (const asset of ["EUR", "USDT", "BTC", "ETH", "BNB"]) {
          const part = ({ asset: of, amount }: { asset: string; amount: DecimalString }) => (of === asset ? amount : ZERO);
          const inWorth = worth?.currency === asset && ![parts.given, parts.taken].some((side) => quotesAreMoney(side.asset));
          const fees = inWorth ? [] : parts.fees.map((fee) => negate(part(fee)));
          expect(balance(asset)).toBe(add(negate(part(parts.given)), part(parts.taken), ...fees));
        }
        expect(new Set(rows.map(({ meta }) => meta.externalId)).size).toBe(rows.length);
      }),
      { numRuns: 200 },
    );
  });

  it("is a purchase at the price of what arrives, when the fee is taken of the coin", () => {
    expect(drafts({ given: coin("USDT", "100"), taken: coin("ETH", "0.05"), fees: [coin("ETH", "0.00005")] })).toMatchObject([
      {
        tradeType: "buy",
        quantity: "0.04995",
        price: "2002.002002002002",
        currency: "USDT",
        meta: { netAmount: "-100", externalId: "x:1" },
      },
    ]);
  });

  it("has the fee in a third coin delivered out beside it", () => {
    expect(drafts({ given: coin("USDT", "100"), taken: coin("ETH", "0.05"), fees: [coin("BNB", "0.001")] })).toMatchObject([
      { tradeType: "buy", meta: { externalId: "x:1", groupId: "x:1" } },
      { tradeType: "transfer_out", symbol: "BNB", quantity: "-0.001", meta: { externalId: "x:1:fee:BNB", groupId: "x:1", subtype: "fee" } },
    ]);
  });

  it("between coins is for review where nobody tells their worth, and has no made-up price", () => {
    const rows = drafts({ given: coin("BTC", "0.05"), taken: coin("ETH", "1") });
    expect(rows).toMatchObject([
      { tradeType: "transfer_out", symbol: "BTC", quantity: "-0.05", price: "0", meta: { needsReview: true, subtype: "swap" } },
      { tradeType: "transfer_in", symbol: "ETH", quantity: "1", price: "0", meta: { needsReview: true, subtype: "swap" } },
    ]);
  });
});

describe("the money a coin is counted in", () => {
  it("is the one it is traded in most often, then the file's, then the one given", () => {
    const counting = new Counting("GBP");
    expect(counting.currencyOf("BTC")).toBe("GBP");
    for (const [traded, money] of [
      ["BTC", "USDT"],
      ["BTC", "EUR"],
      ["BTC", "EUR"],
      ["ETH", "USDT"],
      ["ETH", "USDT"],
    ] as const)
      counting.traded(traded, money);
    expect(["BTC", "ETH", "DOT"].map((each) => counting.currencyOf(each))).toEqual(["EUR", "USDT", "USDT"]);
  });
});

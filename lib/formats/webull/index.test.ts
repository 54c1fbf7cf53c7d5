import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { webull } from "./index";

const HEADER = "Name,Symbol,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time";
const FILE = [
  HEADER,
  "Acme Inc,ACME,Buy,Filled,100,100,@187.50,187.40,DAY,03/02/2026 09:31:00 EST,03/02/2026 09:31:05 EST",
  "Acme Inc,ACME,Sell,Cancelled,0,100,@195.00,,GTC,03/02/2026 09:40:00 EST,",
  "Acme Inc,ACME,Sell,Partial Filled,40,100,@189.00,189.10,DAY,07/02/2026 10:12:00 EDT,07/02/2026 10:12:40 EDT",
  "Acme Inc,ACME,Short,Filled,60,60,@189.00,189.10,DAY,07/02/2026 10:12:00 EDT,07/02/2026 10:12:40 EDT",
  "Vertical,,Buy,Filled,1,1,@1.00,1.00,DAY,07/02/2026 10:12:00 EDT,07/02/2026 10:12:40 EDT",
  "ACME 2026-07-17 190 Call,ACME260717C00190000,Buy,Filled,2,2,@1.00,0.95,DAY,07/02/2026 10:12:00 EDT,07/02/2026 10:12:40 EDT",
].join("\n");

describe("Webull's orders", () => {
  it("are known by their header", () => {
    expect(recognise(textBytes(`${HEADER}\n`), "x.csv")?.code).toBe("webull");
  });

  it("are read as far as they were filled, at the time of New York", () => {
    const items = itemsIn(webull, FILE);
    expect(items.map(({ kind }) => kind)).toEqual(["transaction", "skipped", "transaction", "transaction", "skipped", "transaction"]);
    expect(draftsIn(webull, FILE)).toMatchObject([
      {
        tradeType: "buy",
        symbol: "ACME",
        quantity: "100",
        price: "187.4",
        tradeTime: "2026-03-02T14:31:05.000Z",
        meta: { netAmount: "-18740" },
      },
      { tradeType: "sell", symbol: "ACME", quantity: "-40", tradeTime: "2026-07-02T14:12:40.000Z", meta: { netAmount: "7564" } },
      { tradeType: "sell", symbol: "ACME", quantity: "-60", meta: { positionEffect: "open" } },
      {
        tradeType: "buy",
        assetType: "option",
        quantity: "2",
        meta: { multiplier: "100", netAmount: "-190", instrument: { strike: "190" } },
      },
    ]);
    expect(unspokenLines(webull, textBytes(FILE))).toEqual([]);
  });

  it("say what is wrong with a line", () => {
    const odd = "Acme Inc,ACME,Buy,Filled,100,100,@187.50,,DAY,soon,later";
    const [item] = itemsIn(webull, `${HEADER}\n${odd}\n`);
    expect(item).toMatchObject({ kind: "refused", line: 2 });
    expect(item?.kind === "refused" && item.problem).toContain('Filled Time: "later" is not valid.');
    expect(item?.kind === "refused" && item.problem).not.toContain("Avg Price is empty.");
  });

  it("refuse an order without an average price, for its limit is not what was paid", () => {
    const odd = "Acme Inc,ACME,Buy,Filled,100,100,@187.50,,DAY,03/02/2026 09:31:00 EST,03/02/2026 09:31:05 EST";
    expect(itemsIn(webull, `${HEADER}\n${odd}\n`)).toMatchObject([{ kind: "refused", problem: "Avg Price is empty." }]);
  });

  it("keep a side that isn't known for review", () => {
    const odd = "Acme Inc,ACME,Lend,Filled,1,1,@1.50,1.5,DAY,03/02/2026 09:31:00 EST,03/02/2026 09:31:05 EST";
    expect(draftsIn(webull, `${HEADER}\n${odd}\n`)).toMatchObject([{ tradeType: "other", meta: { needsReview: true } }]);
  });

  it("throw nothing but a FormatError when they are damaged, and every line is spoken of", () => {
    fc.assert(
      fc.property(damaged(FILE), (file) => {
        expect(unspokenLines(webull, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { bitvavo } from ".";

const HEADER =
  "Timezone,Date,Time,Type,Currency,Amount,Quote Currency,Quote Price,Received / Paid Currency,Received / Paid Amount,Fee currency,Fee amount,Status,Transaction ID,Address";
const history = (...lines: string[]) => [HEADER, ...lines].join("\n");
const rows = (...lines: string[]) => draftsIn(bitvavo, history(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

const BUY = "Europe/Madrid,2026-02-05,16:29:01.408,buy,ETH,0.2,EUR,1650,EUR,-330.825,EUR,0.825,Completed,t1,";
const SELL = "Europe/Amsterdam,2026-07-06,10:00:00.000,sell,ETH,-0.1,EUR,2000,EUR,199.5,EUR,0.5,Completed,t2,";

describe("a history of Bitvavo", () => {
  it("is known by its columns", () => {
    expect(recognise(textBytes(`${HEADER}\n`), "x.csv")?.code).toBe("bitvavo");
  });

  it("books trades with the fee once, in the zone that the line names", () => {
    const drafts = rows(BUY, SELL);
    expect(brief(drafts)).toEqual([
      ["buy", "ETH", "0.2", "EUR", "-330.825"],
      ["sell", "ETH", "-0.1", "EUR", "199.5"],
    ]);
    expect(drafts[0]).toMatchObject({
      price: "1650",
      tradeTime: "2026-02-05T15:29:01.408Z",
      meta: { externalId: "bitvavo:t1", fees: [{ amount: "0.825", currency: "EUR" }] },
    });
    expect(drafts[1]).toMatchObject({ price: "2000", tradeTime: "2026-07-06T08:00:00.000Z" });
  });

  it("adds the fee where the amount paid is without it", () => {
    expect(brief(rows("Europe/Amsterdam,2024-01-19,10:05:00,buy,BTC,0.01,EUR,42000,EUR,420.00,EUR,1.05,Completed,x2,"))).toEqual([
      ["buy", "BTC", "0.01", "EUR", "-421.05"],
    ]);
  });

  it("knows deliveries, money and rewards", () => {
    expect(
      brief(
        rows(
          "Europe/Amsterdam,2024-01-19,10:00:00,deposit,EUR,500,,,,,,,Completed,x1,NL00BANK",
          "Europe/Amsterdam,2024-06-24,12:00:00,withdrawal,BTC,-0.01,,,,,BTC,0.0001,Completed,x4,bc1q",
          "Europe/Amsterdam,2024-06-25,12:00:00,staking,ADA,1.25,EUR,0.4,,,,,Distributed,x5,",
          "Europe/Amsterdam,2024-06-26,12:00:00,affiliate,EUR,10,,,,,,,Completed,x6,",
          "Europe/Amsterdam,2024-06-27,12:00:00,withdrawal,EUR,-100,,,,,EUR,0,Completed,x7,",
          "Europe/Amsterdam,2024-06-28,12:00:00,moonshot,SOL,1,,,,,,,Completed,x8,",
        ),
      ),
    ).toEqual([
      ["deposit", "EUR", "500", "EUR", "500"],
      ["transfer_out", "BTC", "-0.01", "EUR", "0"],
      ["reward", "ADA", "1.25", "EUR", "0"],
      ["interest", "EUR", "0", "EUR", "10"],
      ["withdrawal", "EUR", "-100", "EUR", "-100"],
      ["other", "SOL", "1", "EUR", "0"],
    ]);
  });

  it("empties a balance that was withdrawn whole, the fee in it and the noise of floats taken off", () => {
    const drafts = rows(
      "Europe/Amsterdam,2023-01-09,17:16:29.831,buy,USDT,32.156874,EUR,0.9306,EUR,-30.00,EUR,0.0748130556,Completed,x1,",
      "Europe/Amsterdam,2023-01-09,17:19:11,withdrawal,USDT,-32.156874000000003,,,,,USDT,5.4,Completed,x2,0xa",
      "Europe/Amsterdam,2023-01-10,17:19:11,deposit,ETH,0.123456789012345678,,,,,,,Completed,x3,",
    );
    expect(brief(drafts)).toEqual([
      ["buy", "USDT", "32.156874", "EUR", "-30"],
      ["transfer_out", "USDT", "-32.156874", "EUR", "0"],
      ["transfer_in", "ETH", "0.123456789012345678", "EUR", "0"],
    ]);
  });

  it("books both coins of a market in a stablecoin, in the price that is told", () => {
    const drafts = rows(
      "Europe/Amsterdam,2025-02-05,16:29:01.408,buy,SOL,2,USDC,100,USDC,-200.5,USDC,0.5,Completed,t8,",
      "Europe/Amsterdam,2025-02-06,16:29:01.408,sell,SOL,-2,USDC,100,USDC,199.5,USDC,0.5,Completed,t9,",
    );
    expect(brief(drafts)).toEqual([
      ["sell", "USDC", "-200.5", "USDC", "200.5"],
      ["buy", "SOL", "2", "USDC", "-200.5"],
      ["sell", "SOL", "-2", "USDC", "200"],
      ["buy", "USDC", "199.5", "USDC", "-200"],
    ]);
    expect(drafts.map(({ price }) => price)).toEqual(["1", "100", "100", "1"]);
  });

  it("skips what never happened, and says so", () => {
    expect(
      itemsIn(bitvavo, history("Europe/Amsterdam,2024-06-24,12:00:00,withdrawal,BTC,-0.01,,,,,BTC,0.0001,Cancelled,x4,bc1q")),
    ).toMatchObject([{ kind: "skipped", line: 2, reason: "Its status is “Cancelled”: nothing moved." }]);
  });

  it("doesn't take an id that several lines share for one row's own", () => {
    const drafts = rows(BUY, BUY.replace("0.2,EUR", "0.1,EUR"));
    expect(drafts.map(({ meta }) => [meta.externalId, meta.groupId])).toEqual([
      [undefined, "bitvavo:t1"],
      [undefined, "bitvavo:t1"],
    ]);
  });

  it("says what is wrong with a line", () => {
    const wrong = [
      BUY.replace("Europe/Madrid", "Mars/Olympus"),
      BUY.replace("0.2,EUR", "0.2x,EUR"),
      BUY.replace("EUR,-330.825", ",").replace("EUR,1650", ","),
    ];
    expect(itemsIn(bitvavo, history(...wrong)).map((item) => ("problem" in item ? item.problem : item.kind))).toEqual([
      'Timezone: "Mars/Olympus" is no time zone.',
      'Amount: "0.2x" is not valid.',
      expect.stringContaining("The trade doesn't say what it was paid in."),
    ]);
  });

  it("has an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(damaged(history(BUY, SELL)), (bytes) => {
        expect(unspokenLines(bitvavo, bytes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

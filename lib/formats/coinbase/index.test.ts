import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { givenKey, Occurrences } from "@/lib/imports/identity";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { describeSamples, readSample } from "@/test/samples";
import { recognise } from "../registry";
import { coinbase } from ".";

const NEW =
  "ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes";
const MIDDLE =
  "Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees),Fees,Notes";
const OLD =
  "Timestamp,Transaction Type,Asset,Quantity Transacted,EUR Spot Price at Transaction,EUR Subtotal,EUR Total (inclusive of fees),EUR Fees,Notes";
const PREAMBLE = "Transactions\nUser,Ada Example,5f0e3c1ad2b4a6c8e0f1a2b3\n\n";

const history = (...lines: string[]) => `${PREAMBLE}${[NEW, ...lines].join("\n")}\n`;
const rows = (...lines: string[]) => draftsIn(coinbase, history(...lines));
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

describe("a transaction history of Coinbase", () => {
  it.each([
    ["of 2024 with a preamble", history("a1,2024-03-01 10:00:00 UTC,Buy,BTC,0.01,EUR,€60000,€600.00,€609.00,€9.00,Bought")],
    [
      "of 2021 with the long preamble",
      `"You can use this transaction report to inform your likely tax obligations. For US customers, Sells, Converts are taxable."\n\nTransactions\n${MIDDLE}\n2021-05-10T14:23:05Z,Buy,ETH,1.5,USD,3000,4500,4515,15,Bought 1.5 ETH\n`,
    ],
    ["of 2020 with the money in the names", `${OLD}\n2020-05-10T14:23:05Z,Buy,ETH,1.5,180,270,272,2,Bought 1.5 ETH\n`],
  ])("%s is known", (_name, text) => {
    expect(recognise(textBytes(text), "x.csv")?.code).toBe("coinbase");
    expect(draftsIn(coinbase, text)).toHaveLength(1);
  });

  it("takes the money of old exports from the names of their columns", () => {
    const [row] = draftsIn(coinbase, `${OLD}\n2020-05-10T14:23:05Z,Buy,ETH,1.5,180,270,272,2,\n`);
    expect(row).toMatchObject({ currency: "EUR", price: "180", quantity: "1.5", tradeTime: "2020-05-10T14:23:05.000Z" });
    expect(row?.meta).toMatchObject({ netAmount: "-272", fees: [{ amount: "2", currency: "EUR" }] });
    expect(row?.meta.externalId).toBeUndefined();
  });

  it("names the account of the preamble", () => {
    expect(itemsIn(coinbase, history()).find(({ kind }) => kind === "statement")).toEqual({
      kind: "statement",
      line: 2,
      statement: { accountId: "5f0e3c1ad2b4a6c8e0f1a2b3" },
    });
  });

  it("books purchases and sales with their fee, in the account's money", () => {
    expect(
      brief(
        rows(
          "a1,2024-03-01 10:00:00 UTC,Buy,BTC,0.01,EUR,€60000,€600.00,€609.00,€9.00,Bought 0.01 BTC for €609.00 EUR",
          "a2,2024-03-02 10:00:00 UTC,Sell,BTC,-0.004,EUR,€61000,-€244.00,-€240.34,€3.66,Sold 0.004 BTC for €240.34 EUR",
          "a3,2024-03-03 10:00:00 UTC,Advanced Trade Buy,ETH,0.5,EUR,€3000,€1500,€1506,€6,Bought 0.5 ETH for 1506 EUR on ETH-EUR at 3000 EUR/ETH",
          'a4,2024-03-04 10:00:00 UTC,Sell,DOGE,"1,000",CZK,Kč2.5,"Kč2,500","Kč2,450",Kč50,Sold',
        ),
      ),
    ).toEqual([
      ["buy", "BTC", "0.01", "EUR", "-609"],
      ["sell", "BTC", "-0.004", "EUR", "240.34"],
      ["buy", "ETH", "0.5", "EUR", "-1506"],
      ["sell", "DOGE", "-1000", "CZK", "2450"],
    ]);
  });

  it("books both sides of a conversion, for the same money, so that cash nets to nothing and the spread is the new coin's cost", () => {
    const [sold, bought] = rows("c1,2024-12-05 06:33:40 UTC,Convert,ETH,-0.5,EUR,€3000,-€1480,-€1500,€20,Converted 0.5 ETH to 0.025 BTC");
    expect(brief([sold, bought].flatMap((row) => row ?? []))).toEqual([
      ["sell", "ETH", "-0.5", "EUR", "1500"],
      ["buy", "BTC", "0.025", "EUR", "-1500"],
    ]);
    expect(bought?.meta).toMatchObject({
      externalId: "coinbase:c1:BTC",
      groupId: "coinbase:c1",
      fees: [{ amount: "20", currency: "EUR" }],
    });
    expect(sold?.meta).toMatchObject({ externalId: "coinbase:c1:ETH", groupId: "coinbase:c1" });
  });

  it("books a conversion once where both of its sides are listed", () => {
    const items = itemsIn(
      coinbase,
      history(
        "c2,2024-12-05 06:33:40 UTC,Convert,BTC,0.025,EUR,€60000,€1500,€1500,€0,Converted 0.5 ETH to 0.025 BTC",
        "c1,2024-12-05 06:33:40 UTC,Convert,ETH,-0.5,EUR,€3000,-€1500,-€1500,€0,Converted 0.5 ETH to 0.025 BTC",
      ),
    );
    expect(items.filter(({ kind }) => kind === "transaction").map(({ line }) => line)).toEqual([6, 6]);
    expect(items).toContainEqual(expect.objectContaining({ kind: "skipped", line: 5, reason: "Part of the entry on line 6." }));
  });

  it("leaves a conversion without notes for review, with the units that went", () => {
    const [row] = rows("c3,2024-12-05 06:33:40 UTC,Convert,ETH,0.5,EUR,€3000,€1500,€1500,€0,");
    expect(row).toMatchObject({ tradeType: "other", symbol: "ETH", quantity: "-0.5", meta: { netAmount: "0", needsReview: true } });
  });

  it("books what an order on a market of coins was paid in", () => {
    const drafts = rows(
      "d1,2024-03-03 13:00:00 UTC,Advanced Trade Buy,SOL,0.5,EUR,€92,€46,€46.28,€0.28,Bought 0.5 SOL for 50.3 USDC on SOL-USDC at 100 USDC/SOL",
      "d2,2024-03-04 13:00:00 UTC,Advanced Trade Sell,SOL,-0.1,EUR,€100,-€10,-€9.90,€0.10,Sold 0.1 SOL for 10.89 USDC on SOL-USDC at 110 USDC/SOL",
    );
    expect(brief(drafts)).toEqual([
      ["sell", "USDC", "-50.3", "EUR", "46.28"],
      ["buy", "SOL", "0.5", "EUR", "-46.28"],
      ["sell", "SOL", "-0.1", "EUR", "9.9"],
      ["buy", "USDC", "10.89", "EUR", "-9.9"],
    ]);
    expect(drafts[2]).toMatchObject({ price: "100", meta: { fees: [{ amount: "0.1", currency: "EUR" }] } });
  });

  it("takes the money of the market where it isn't the account's", () => {
    const [row] = rows(
      "d3,2024-03-03 13:00:00 UTC,Advanced Trade Buy,SOL,2,EUR,€92,€184,€185,€1,Bought 2 SOL for 201.2 USD on SOL-USD at 100 USD/SOL",
    );
    expect(row).toMatchObject({ currency: "USD", meta: { netAmount: "-201.2", quoted: { price: "92", currency: "EUR" } } });
  });

  it("tells deliveries, money, rewards and fees apart by type and asset, whether the quantity has a sign or not", () => {
    expect(
      brief(
        rows(
          "e1,2024-01-01 10:00:00 UTC,Deposit,EUR,500,EUR,€1.00,€500.00,€500.00,€0.00,Deposit",
          "e2,2024-01-02 10:00:00 UTC,Withdrawal,EUR,100,EUR,€1.00,€100.00,€100.00,€0.00,",
          "e3,2024-01-03 10:00:00 UTC,Exchange Deposit,EUR,-50,EUR,€1.00,-€50.00,-€50.00,€0.00,",
          "e4,2024-01-04 10:00:00 UTC,Pro Withdrawal,BTC,0.2,EUR,€40000,€8000,€8000,€0.00,",
          "e5,2024-01-05 10:00:00 UTC,Send,BTC,0.1,EUR,€40000,€4000,€4000,€0.00,Sent 0.1 BTC",
          "e6,2024-01-06 10:00:00 UTC,Receive,ADA,10,EUR,€0.50,€5,€5,€0.00,",
          "e7,2024-01-07 10:00:00 UTC,Rewards Income,USDC,0.3,EUR,€0.92,€0.276,€0.276,€0.00,",
          "e8,2024-01-08 10:00:00 UTC,Learning Reward,GRT,2,EUR,€0.20,€0.40,€0.40,€0.00,",
          "e9,2024-01-09 10:00:00 UTC,Subscription,EUR,-29.99,EUR,€1.00,-€29.99,-€29.99,€0.00,Coinbase One",
          "e10,2024-01-10 10:00:00 UTC,Subscription Rebates (24 Hours),USDC,1,EUR,€0.92,€0.92,€0.92,€0.00,",
        ),
      ),
    ).toEqual([
      ["deposit", "EUR", "500", "EUR", "500"],
      ["withdrawal", "EUR", "-100", "EUR", "-100"],
      ["withdrawal", "EUR", "-50", "EUR", "-50"],
      ["transfer_in", "BTC", "0.2", "EUR", "0"],
      ["transfer_out", "BTC", "-0.1", "EUR", "0"],
      ["transfer_in", "ADA", "10", "EUR", "0"],
      ["reward", "USDC", "0.3", "EUR", "0"],
      ["reward", "GRT", "2", "EUR", "0"],
      ["fee", "EUR", "0", "EUR", "-29.99"],
      ["reward", "USDC", "1", "EUR", "0"],
    ]);
  });

  it("sells what was paid with a card, and lets the money go", () => {
    expect(brief(rows("f1,2024-01-01 10:00:00 UTC,Card Spend,BTC,-0.001,EUR,€40000,-€40,-€40,€0,Coffee"))).toEqual([
      ["sell", "BTC", "-0.001", "EUR", "40"],
      ["withdrawal", "EUR", "-40", "EUR", "-40"],
    ]);
  });

  it("carries the cost from a coin to its heir", () => {
    const drafts = rows(
      "g1,2024-10-15 10:00:00 UTC,Asset Migration,MATIC,-10,EUR,€0.4,-€4,-€4,€0,",
      "g2,2024-10-15 10:00:00 UTC,Asset Migration,POL,10,EUR,€0.4,€4,€4,€0,",
    );
    expect(brief(drafts)).toEqual([
      ["symbol_change", "MATIC", "-10", "EUR", "0"],
      ["symbol_change", "POL", "10", "EUR", "0"],
    ]);
    expect(drafts[0]?.meta.groupId).toBe(drafts[1]?.meta.groupId);
  });

  it("skips what stays in the account", () => {
    const items = itemsIn(
      coinbase,
      history(
        "h1,2024-01-08 17:38:49 UTC,Retail Staking Transfer,SOL,-0.124,EUR,€133,-€16,-€16,€0.00,",
        "h2,2025-01-07 19:26:56 UTC,Send,ETH2,-0.18,EUR,€3302,-€597,-€597,€0.00,Sent 0.18 ETH2s",
        "h3,2025-01-07 19:26:56 UTC,Receive,ETH,0.18,EUR,€3302,€597,€597,€0.00,Received 0.18 ETHs",
        "h4,2023-05-28 06:23:38 UTC,Convert,ETH,0.17,EUR,€1723,€298,€298,,Converted 0.17 ETH to 0.17 ETH2",
      ),
    );
    expect(items.filter(({ kind, line }) => kind === "skipped" && line > 4)).toHaveLength(4);
    expect(items.some(({ kind }) => kind === "transaction")).toBe(false);
  });

  it("keeps a type that nobody knows, for review", () => {
    const [row] = rows("z,2024-01-08 17:38:49 UTC,Moon Landing,SOL,-0.5,EUR,€133,-€66,-€66,€0.00,");
    expect(row).toMatchObject({ tradeType: "other", quantity: "-0.5", meta: { rawType: "Moon Landing", needsReview: true } });
  });

  it("says what is wrong with a line", () => {
    expect(itemsIn(coinbase, history("z,2024-13-08 17:38:49 UTC,Buy,SOL,one,EUR,1,1,1,0,")).at(-1)).toMatchObject({
      kind: "refused",
      line: 5,
      problem: expect.stringMatching(/Timestamp.*not valid.*Quantity Transacted: "one" is not valid/),
    });
  });
});

const FILLS = "portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit";
const ACCOUNT = "portfolio,type,time,amount,balance,amount/balance unit,transfer id,trade id,order id";

describe("reports of Coinbase Pro", () => {
  it("give one trade per fill, with the fee in its cash", () => {
    const drafts = draftsIn(
      coinbase,
      `${FILLS}\ndefault,381617,XLM-EUR,BUY,2019-06-26T09:43:18.503Z,1782.00000000,XLM,0.112815,0.301554495,-201.337884495,EUR\ndefault,7,ETH-USDC,SELL,2019-06-26T13:35:21.940Z,2,ETH,300,1.5,598.5,USDC\n`,
    );
    expect(brief(drafts)).toEqual([
      ["buy", "XLM", "1782", "EUR", "-201.337884495"],
      ["sell", "ETH", "-2", "USDC", "598.5"],
    ]);
    expect(drafts[0]).toMatchObject({ price: "0.112815", meta: { externalId: "coinbase:pro:XLM-EUR:381617" } });
  });

  it("give a fill between coins as two deliveries for review, because nothing tells their worth", () => {
    const drafts = draftsIn(
      coinbase,
      `${FILLS}\ndefault,204623,BAT-ETH,SELL,2020-01-13T09:15:06.311Z,1.00000000,BAT,0.00131511,0.00000657555,0.00130853445,ETH\n`,
    );
    expect(brief(drafts)).toEqual([
      ["transfer_out", "BAT", "-1", "USD", "0"],
      ["transfer_in", "ETH", "0.00130853445", "USD", "0"],
    ]);
    expect(drafts.every(({ meta }) => meta.needsReview && meta.groupId === "coinbase:pro:BAT-ETH:204623")).toBe(true);
  });

  const account = [
    ACCOUNT,
    "default,deposit,2021-03-01T10:00:00.000Z,1000,1000,USD,t-1,,",
    "default,match,2021-03-15T14:22:09.503Z,-500,500,USD,,112,o-1",
    "default,match,2021-03-15T14:22:09.503Z,0.01,0.01,BTC,,112,o-1",
    "default,fee,2021-03-15T14:22:09.503Z,-2.5,497.5,USD,,112,o-1",
    "default,conversion,2021-03-16T10:00:00.000Z,-100,397.5,USD,,,",
    "default,conversion,2021-03-16T10:00:00.000Z,100,100,USDC,,,",
    "default,withdrawal,2021-03-17T10:00:00.000Z,-0.004,0.006,BTC,t-2,,",
    "default,rebate,2021-03-18T10:00:00.000Z,1.5,399,USD,,,",
  ].join("\n");

  it("join the lines of a trade, and end in the balances that the report has", () => {
    const items = itemsIn(coinbase, account);
    const drafts = draftsIn(coinbase, account);
    expect(brief(drafts)).toEqual([
      ["deposit", "USD", "1000", "USD", "1000"],
      ["buy", "BTC", "0.01", "USD", "-502.5"],
      ["fx_conversion", "USD", "-100", "USD", "-100"],
      ["fx_conversion", "USDC", "100", "USDC", "100"],
      ["transfer_out", "BTC", "-0.004", "USD", "0"],
      ["interest", "USD", "0", "USD", "1.5"],
    ]);
    expect(add(...drafts.filter(({ currency }) => currency === "USD").map(({ meta }) => meta.netAmount))).toBe("399");
    expect(drafts[1]?.meta.externalId).toBe("coinbase:pro:BTC-USD:112");
    expect(items.filter(({ kind }) => kind === "skipped").map(({ line }) => line)).toEqual([4, 5, 7]);
  });

  it("of one balance are marked for review", () => {
    const [row] = draftsIn(coinbase, `${ACCOUNT}\ndefault,match,2021-03-15T14:22:09.503Z,0.01,0.01,BTC,,112,o-1\n`);
    expect(row).toMatchObject({ tradeType: "other", quantity: "0.01", meta: { needsReview: true } });
  });
});

describe("any file of Coinbase", () => {
  const text = history(
    "a1,2024-03-01 10:00:00 UTC,Buy,BTC,0.01,EUR,€60000,€600.00,€609.00,€9.00,Bought",
    "c1,2024-12-05 06:33:40 UTC,Convert,ETH,-0.5,EUR,€3000,-€1480,-€1500,€20,Converted 0.5 ETH to 0.025 BTC",
    "e7,2024-01-07 10:00:00 UTC,Rewards Income,USDC,0.3,EUR,€0.92,€0.276,€0.276,€0.00,",
  );
  const account = `${ACCOUNT}\nd,match,2021-03-15T14:22:09Z,-5,5,USD,,1,o\nd,match,2021-03-15T14:22:09Z,1,1,BTC,,1,o\nd,fee,2021-03-15T14:22:09Z,-2.5,4,USD,,1,o\n`;

  it("has an outcome for every line, however damaged", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(text), damaged(account)), (bytes) => {
        expect(unspokenLines(coinbase, bytes)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("without ids gives the same keys in any order of lines, and one for each of two equal lines", () => {
    const lines = Array.from({ length: 3 }, () => "2021-05-10T14:23:05Z,Buy,ETH,1.5,USD,3000,4500,4515,15,Bought");
    const other = "2021-05-11T14:23:05Z,Buy,ETH,1.5,USD,3000,4500,4515,15,Bought";
    const keys = (all: string[]) => {
      const occurrences = new Occurrences();
      return draftsIn(coinbase, [MIDDLE, ...all].join("\n"))
        .map((draft) => givenKey(draft) ?? occurrences.keyOf(0, draft))
        .sort();
    };
    expect(keys([...lines, other])).toEqual(keys([other, ...lines]));
    expect(new Set(keys([...lines, other])).size).toBe(4);
  });
});

describeSamples("a real history", () => {
  it("is rows and skipped lines, none refused", () => {
    const items = [...coinbase.parse(readSample("csv/coinbase.csv"))];
    expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
    expect(items.filter(({ kind }) => kind === "transaction")).toHaveLength(6);
    expect(unspokenLines(coinbase, readSample("csv/coinbase.csv"))).toEqual([]);
  });
});

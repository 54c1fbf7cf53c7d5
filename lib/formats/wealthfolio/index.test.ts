import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { recognise } from "../registry";
import { wealthfolio } from ".";

const HEADER = "date,symbol,instrumentType,quantity,activityType,unitPrice,currency,fee,amount,fxRate,subtype";
const EXAMPLE = "date,type,symbol,instrumentType,quantity,unit_price,currency,fee,amount,comment,fxRate,subtype";
const OLD = "date,symbol,quantity,activityType,unitPrice,currency,fee";
const example = (...lines: string[]) => [EXAMPLE, ...lines].join("\n");
const brief = (drafts: ReturnType<typeof draftsIn>) =>
  drafts.map(({ tradeType, symbol, quantity, currency, meta }) => [tradeType, symbol, quantity, currency, meta.netAmount]);

describe("Wealthfolio's activities", () => {
  it.each([HEADER, EXAMPLE, OLD, `${OLD},amount,comment,account`, HEADER.replaceAll(",", ";"), "date,symbol,quantity,avgCost,currency"])(
    "are known by %s",
    (header) => {
      expect(recognise(textBytes(`${header}\n`), "x.csv")?.code).toBe("wealthfolio");
    },
  );

  it.each([
    "date,symbol,quantity,price,currency\n2024-03-31,AAPL,50,171.48,USD",
    "Date,Symbol,DataSource,Currency,unitPrice,Quantity,Type,Fee\n",
    "date,type,symbol,quantity,price,currency,fee\n",
  ])("are not taken for granted: %s", (text) => {
    expect(recognise(textBytes(text), "x.csv")?.code).not.toBe("wealthfolio");
  });

  it("are the fourteen types, each with its units and cash", () => {
    const drafts = draftsIn(
      wealthfolio,
      example(
        "2024-01-15,BUY,AAPL,EQUITY,10,185.50,USD,4.95,,first,,",
        "2024-02-15,SELL,AAPL,EQUITY,5,192.00,USD,4.95,,,,",
        "2024-02-01,DIVIDEND,AAPL,EQUITY,10,0.24,USD,,,,,QUALIFIED",
        "2024-03-01,DEPOSIT,,,,,USD,,5000,,,",
        "2024-03-15,WITHDRAWAL,,,,,USD,,1000,,,",
        "2024-04-01,INTEREST,,,,,USD,,12.50,,,COUPON",
        "2024-04-15,FEE,,,,,USD,,25.00,,,",
        "2024-05-01,TRANSFER_IN,GOOGL,EQUITY,2,140.00,USD,,,,,",
        "2024-05-02,TRANSFER_OUT,,,,,USD,,75,,,",
        "2024-05-15,SPLIT,NVDA,EQUITY,3,,,,,3-for-1,,",
        "2024-06-01,TAX,,,,,USD,,150.00,,,WITHHOLDING",
        "2024-06-15,CREDIT,,,,,USD,,50.00,,,REBATE",
        "2024-06-16,CREDIT,,,,,USD,,20.00,,,BONUS",
        "2024-06-17,ADJUSTMENT,AAPL,EQUITY,1,0,USD,,,,,",
        "2024-06-18,UNKNOWN,AAPL,EQUITY,1,0,USD,,,,,",
      ),
    );
    expect(brief(drafts)).toEqual([
      ["buy", "AAPL", "10", "USD", "-1859.95"],
      ["sell", "AAPL", "-5", "USD", "955.05"],
      ["dividend", "AAPL", "0", "USD", "2.4"],
      ["deposit", "USD", "5000", "USD", "5000"],
      ["withdrawal", "USD", "-1000", "USD", "-1000"],
      ["interest", "USD", "0", "USD", "12.5"],
      ["fee", "USD", "0", "USD", "-25"],
      ["transfer_in", "GOOGL", "2", "USD", "0"],
      ["withdrawal", "USD", "-75", "USD", "-75"],
      ["split", "NVDA", "0", "USD", "0"],
      ["tax", "USD", "0", "USD", "-150"],
      ["fee", "USD", "0", "USD", "50"],
      ["interest", "USD", "0", "USD", "20"],
      ["adjustment", "AAPL", "1", "USD", "0"],
      ["other", "AAPL", "1", "USD", "0"],
    ]);
    expect(drafts[9]?.meta).toMatchObject({ corporateAction: { kind: "split", ratio: { to: "3", from: "1" } }, needsReview: true });
    expect(drafts[0]?.meta).toMatchObject({ dateOnly: true, description: "first", rawType: "BUY", fees: [{ amount: "4.95" }] });
  });

  it("have subtypes that make units of income", () => {
    const drafts = draftsIn(
      wealthfolio,
      example("2024-07-15,DIVIDEND,VTI,EQUITY,0.5,250,USD,,,,,DRIP", "2024-07-16,INTEREST,ETH-USD,CRYPTO,0.01,3000,USD,,,,,STAKING_REWARD"),
    );
    expect(brief(drafts)).toEqual([
      ["reinvest", "VTI", "0.5", "USD", "0"],
      ["reward", "ETH-USD", "0.01", "USD", "0"],
    ]);
    expect(drafts[1]?.assetType).toBe("crypto");
  });

  it("are read in the columns of its export, of its first versions, and between semicolons", () => {
    expect(
      brief(
        draftsIn(
          wealthfolio,
          `${HEADER}\n2024-02-15,,,1,DEPOSIT,1,USD,0,1000.00,,\n2024-06-01,TD.TO,EQUITY,10,BUY,85.00,CAD,9.99,,1.36,\n`,
        ),
      ),
    ).toEqual([
      ["deposit", "USD", "1000", "USD", "1000"],
      ["buy", "TD.TO", "10", "CAD", "-859.99"],
    ]);
    expect(brief(draftsIn(wealthfolio, `${OLD}\n2024-02-15T10:00:00.000Z,$CASH-USD,1000,DEPOSIT,1,USD,0\n`))).toEqual([
      ["deposit", "USD", "1000", "USD", "1000"],
    ]);
    expect(brief(draftsIn(wealthfolio, `${HEADER.replaceAll(",", ";")}\n15.02.2024;MSFT;EQUITY;10;BUY;380,50;USD;4,95;;;\n`))).toEqual([
      ["buy", "MSFT", "10", "USD", "-3809.95"],
    ]);
  });

  it("belong to the account that the line names", () => {
    const items = itemsIn(
      wealthfolio,
      `${OLD},account\n2024-01-15,AAPL,1,BUY,10,USD,0,Main\n2024-01-16,AAPL,1,BUY,10,USD,0,Main\n2024-01-17,AAPL,1,BUY,10,GBX,0,Other\n`,
    );
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement.accountId] : []))).toEqual(["Main", "Other"]);
    expect(items.at(-1)).toMatchObject({ draft: { price: "0.1", currency: "GBP", meta: { netAmount: "-0.1", minorUnit: "GBX" } } });
  });

  it("say what is wrong with a line", () => {
    expect(
      itemsIn(wealthfolio, example("not-a-date,BUY,AAPL,EQUITY,abc,185.50,USD,,,,,", "2024-01-15,BUY,AAPL,EQUITY,10,,USD,,,,,")),
    ).toMatchObject([
      { kind: "refused", line: 2, problem: expect.stringMatching(/date.*not valid.*quantity: "abc"/) },
      { kind: "refused", line: 3, problem: "The trade has neither a price nor an amount." },
    ]);
  });

  it("have an outcome for every line, however damaged", () => {
    const text = example(
      "2024-01-15,BUY,AAPL,EQUITY,10,185.50,USD,4.95,,first,,",
      "2024-03-01,DEPOSIT,,,,,USD,,5000,,,",
      "2024-05-15,SPLIT,NVDA,EQUITY,3,,,,,3-for-1,,",
    );
    fc.assert(
      fc.property(damaged(text), (bytes) => {
        expect(unspokenLines(wealthfolio, bytes)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

describe("Wealthfolio's holdings", () => {
  const text =
    "date,symbol,quantity,price,currency\n2024-03-31,AAPL,50,171.48,USD\n2024-06-30,AAPL,55,210.62,USD\n2024-03-31,$CASH,5000,,USD\n";

  it("are a snapshot for each day", () => {
    expect(recognise(textBytes(text), "x.csv")?.code).toBe("wealthfolio");
    const items = itemsIn(wealthfolio, text);
    expect(
      items.map((item) => (item.kind === "snapshot" ? item.asOf.slice(0, 10) : item.kind === "holding" ? item.draft.symbol : item.kind)),
    ).toEqual(["2024-03-31", "AAPL", "USD", "2024-06-30", "AAPL"]);
    expect(items[1]).toMatchObject({ draft: { quantity: "50", marketValue: "8574", avgPrice: null, costValue: null } });
    expect(items[2]).toMatchObject({ draft: { assetType: "cash", quantity: "5000", marketValue: "5000" } });
  });

  it("tell their cost where the column is one of cost", () => {
    expect(itemsIn(wealthfolio, "date,symbol,quantity,avgCost,currency\n2024-03-31,AAPL,50,100,USD\n")[1]).toMatchObject({
      draft: { avgPrice: "100", costValue: "5000", marketValue: null },
    });
  });
});

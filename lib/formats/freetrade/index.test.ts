import { describe, expect, it } from "vitest";
import {
  cashOf,
  draftsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  read,
  recognised,
  refusalsOf,
  skipsOf,
  unitsOf,
} from "../table/preset-harness";
import { freetrade } from ".";

const OLD =
  "Title,Type,Timestamp,Account Currency,Total Amount,Buy / Sell,Ticker,ISIN,Price per Share in Account Currency,Stamp Duty,Quantity,Venue,Order ID,Order Type,Instrument Currency,Total Shares Amount,Price per Share,FX Rate,Base FX Rate,FX Fee (BPS),FX Fee Amount,Dividend Ex Date,Dividend Pay Date,Dividend Eligible Quantity,Dividend Amount Per Share,Dividend Gross Distribution Amount,Dividend Net Distribution Amount,Dividend Withheld Tax Percentage,Dividend Withheld Tax Amount";
const NEW = `${OLD.replace("Total Amount", "Total Amount in Account Currency").replace("Total Shares Amount", "Total Amount in Instrument Currency")},Stock Split Ex Date,Stock Split Pay Date,Stock Split New ISIN,Stock Split Rate of Share Outturn From,Stock Split Rate of Share Outturn To,Stock Split Maintain Holding of Initial ISIN,Stock Split New Share Quantity,Stock Split Rate of Cash Outturn Amount,Stock Split Rate of Cash Outturn Currency,Stock Split Cash Outturn Received Amount,Stock Split Has Fractional Payout,Stock Split Rate of Fractional Payout Amount,Stock Split Rate of Fractional Payout Currency,Stock Split Fractional Payout Cash Received Amount,Stock Split Fractional Payout Cash Received Currency`;

type Cells = Record<string, string>;
const line = (header: string, cells: Cells) =>
  header
    .split(",")
    .map((name) => cells[name] ?? "")
    .join(",");
const rows = (...lines: Cells[]) => read(freetrade, [OLD, ...lines.map((cells) => line(OLD, cells))].join("\n"));
const only = (cells: Cells) => draftsOf(rows(cells))[0];
const split = (cells: Cells) => draftsOf(read(freetrade, [NEW, line(NEW, cells)].join("\n")));

const COMMON = { Timestamp: "2024-02-23T15:34:06.099Z", "Account Currency": "GBP" };
const ACME = { ...COMMON, Title: "Acme Trust", Ticker: "ACM", ISIN: "GB0000000101", "Instrument Currency": "GBP" };
const BIRCH = { ...COMMON, Title: "Birch", Ticker: "BIR", ISIN: "US0000000202", "Instrument Currency": "USD" };
const BUY = {
  ...ACME,
  Type: "ORDER",
  "Buy / Sell": "BUY",
  "Total Amount": "1005.00",
  "Price per Share in Account Currency": "10.00000000",
  "Stamp Duty": "5.00",
  Quantity: "100.00000000",
  "Order ID": "ORDER0001",
  "Order Type": "MARKET",
};
const ABROAD = {
  ...BIRCH,
  Type: "ORDER",
  "Buy / Sell": "SELL",
  "Total Amount": "79.60",
  "Price per Share in Account Currency": "40.00",
  "Stamp Duty": "0.00",
  Quantity: "2.00",
  "Order ID": "ORDER0002",
  "Price per Share": "50.00",
  "FX Rate": "1.256",
  "Base FX Rate": "1.25",
  "FX Fee Amount": "0.40",
};
const DIVIDEND = {
  ...BIRCH,
  Type: "DIVIDEND",
  "Total Amount": "6.80",
  Quantity: "40.00",
  "Base FX Rate": "0.80",
  "Dividend Pay Date": "2024-02-15",
  "Dividend Gross Distribution Amount": "10.00",
  "Dividend Net Distribution Amount": "8.50",
  "Dividend Withheld Tax Amount": "1.50",
};
const money = (type: string, total: string, title = type): Cells => ({ ...COMMON, Title: title, Type: type, "Total Amount": total });

describe("recognising Freetrade", () => {
  it.each([
    ["until 2025", OLD],
    ["with splits", NEW],
  ])("the activity %s", (_name, header) => expect(recognised(freetrade, `${header}\n`)).toBeGreaterThan(25));

  it("not by another broker's table", () =>
    expect(recognised(freetrade, "Date,Ticker,Type,Quantity,Price per share,Total Amount\n")).toBe(0));
});

describe("orders", () => {
  it("have stamp duty in their total, which has no sign", () => {
    expect(only(BUY)).toMatchObject({
      tradeType: "buy",
      assetType: "stock",
      symbol: "ACM",
      quantity: "100",
      price: "10",
      currency: "GBP",
      tradeTime: "2024-02-23T15:34:06.099Z",
      meta: {
        netAmount: "-1005",
        taxes: [{ type: "stamp_duty", amount: "5", currency: "GBP" }],
        externalId: "freetrade:ORDER0001",
        rawType: "ORDER BUY",
        instrument: { isin: "GB0000000101", name: "Acme Trust" },
      },
    });
  });

  it("abroad pay the fee of the exchange, and keep the price as quoted", () => {
    expect(only(ABROAD)).toMatchObject({
      tradeType: "sell",
      quantity: "-2",
      price: "40",
      currency: "GBP",
      meta: {
        netAmount: "79.6",
        fees: [{ amount: "0.4", currency: "GBP" }],
        fx: { rate: "0.8", from: "USD", to: "GBP" },
        quoted: { price: "50", currency: "USD" },
      },
    });
  });

  it("add up to cash and units", () => {
    const drafts = draftsOf(
      rows(money("TOP_UP", "2000"), BUY, { ...BUY, "Buy / Sell": "SELL", "Total Amount": "500", Quantity: "50" }, ABROAD),
    );
    expect(cashOf(drafts)).toEqual({ GBP: "1574.6" });
    expect(unitsOf(drafts)).toEqual({ ACM: "50", BIR: "-2" });
  });

  it("are told apart by their id, unless it stands twice", () => {
    expect(keysOf(rows(BUY, ABROAD))).toEqual(["freetrade:ORDER0001", "freetrade:ORDER0002"]);
    expect(new Set(keysOf(rows(BUY, { ...BUY, Quantity: "1" }))).size).toBe(2);
    expect(draftsOf(rows(BUY, { ...BUY, Quantity: "1" }))[0]?.meta).toMatchObject({ groupId: "freetrade:ORDER0001" });
  });

  it("for a free share cost nothing, and have the ticker of other lines", () => {
    const items = rows(BUY, { ...BUY, Type: "FREESHARE_ORDER", Ticker: "", "Order ID": "ORDER0003", Quantity: "1" });
    expect(draftsOf(items)[1]).toMatchObject({
      tradeType: "reward",
      symbol: "ACM",
      quantity: "1",
      price: "10",
      meta: { netAmount: "0", externalId: "freetrade:ORDER0003" },
    });
  });

  it("that were not carried out are skipped", () => {
    expect(skipsOf(rows({ ...BUY, Quantity: "", "Total Amount": "" }))).toEqual([
      "2: The order was not carried out: it has no quantity and no amount.",
    ]);
  });
});

describe("dividends", () => {
  it("have the tax that was withheld, in the account's currency", () => {
    expect(only(DIVIDEND)).toMatchObject({
      tradeType: "dividend",
      symbol: "BIR",
      quantity: "0",
      currency: "GBP",
      meta: {
        netAmount: "6.8",
        grossAmount: "8",
        taxes: [{ type: "withholding", amount: "1.2", currency: "GBP" }],
        fx: { rate: "0.8", from: "USD", to: "GBP" },
        settleDate: "2024-02-15",
      },
    });
  });

  it("without a rate have the one that the amounts show, and at home none", () => {
    expect(only({ ...DIVIDEND, "Base FX Rate": "Not available" })?.meta.fx).toMatchObject({ rate: "0.8" });
    const home = only({ ...ACME, Type: "SPECIAL_DIVIDEND", "Total Amount": "10", "Dividend Withheld Tax Amount": "0.00" });
    expect(home?.meta).toMatchObject({ netAmount: "10", subtype: "special" });
    expect(home?.meta).not.toHaveProperty("fx");
  });
});

describe("money", () => {
  it.each([
    ["TOP_UP", "Top up", "deposit", "10"],
    ["WITHDRAWAL", "Withdrawal", "withdrawal", "-10"],
    ["INTERNAL_TRANSFER", "Internal Transfer from GIA", "deposit", "10"],
    ["INTERNAL_TRANSFER", "Internal Transfer to ISA", "withdrawal", "-10"],
    ["INTEREST_FROM_CASH", "Interest", "interest", "10"],
    ["SHARE_LENDING_INCOME", "Share lending", "interest", "10"],
    ["SIPP_TAX_RELIEF", "Tax relief", "deposit", "10"],
    ["SUBSCRIPTION_FEE", "Plus", "fee", "-10"],
  ])("of %s (%s) is a %s of %s", (type, title, tradeType, net) => {
    const draft = only(money(type, "10.00", title));
    expect([draft?.tradeType, draft?.symbol, draft?.meta.netAmount, draft?.meta.needsReview]).toEqual([tradeType, "GBP", net, undefined]);
  });

  it("whose direction isn't told is for review", () => {
    expect(only(money("INTERNAL_TRANSFER", "10", "Internal Transfer"))?.meta.reasons).toEqual([
      "The title doesn't say whether the money came or went.",
    ]);
    expect(only(money("MYSTERY", "10"))).toMatchObject({
      tradeType: "other",
      meta: {
        netAmount: "10",
        reasons: ['The type "MYSTERY" isn\'t known.', "The export doesn't say whether the money came or went."],
      },
    });
  });

  it("doesn't move with documents, or with nothing", () => {
    expect(
      skipsOf(
        rows(
          { Title: "February Statement", Type: "MONTHLY_STATEMENT", Timestamp: COMMON.Timestamp },
          { Title: "Tax", Type: "TAX_CERTIFICATE", Timestamp: COMMON.Timestamp },
          money("INTEREST_FROM_CASH", "0.00"),
        ),
      ),
    ).toEqual(["2: A document to download: nothing was booked.", "3: A document to download: nothing was booked.", "4: The amount is 0."]);
  });
});

describe("splits", () => {
  const SPLIT = {
    ...BIRCH,
    Type: "STOCK_SPLIT",
    "Stock Split Rate of Share Outturn From": "1",
    "Stock Split Rate of Share Outturn To": "10",
    "Stock Split New Share Quantity": "30",
  };

  it("add what the ratio made of the old units", () => {
    expect(split(SPLIT)).toMatchObject([
      {
        tradeType: "split",
        symbol: "BIR",
        quantity: "27",
        meta: { netAmount: "0", needsReview: true, corporateAction: { ratio: { from: "1", to: "10" } } },
      },
    ]);
  });

  it("into another ISIN are a row for each, and pay for fractions", () => {
    const drafts = split({
      ...SPLIT,
      "Stock Split Rate of Share Outturn From": "4",
      "Stock Split Rate of Share Outturn To": "1",
      "Stock Split New Share Quantity": "5",
      "Stock Split New ISIN": "US0000000303",
      "Stock Split Fractional Payout Cash Received Amount": "3.20",
    });
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["split", "BIR", "-20", "0"],
      ["split", "US0000000303", "5", "0"],
      ["return_of_capital", "BIR", "0", "3.2"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("pay in the account's currency where the total tells it", () => {
    const cells = {
      ...SPLIT,
      "Stock Split Fractional Payout Cash Received Amount": "4",
      "Stock Split Fractional Payout Cash Received Currency": "USD",
    };
    expect(cashOf(split(cells))).toEqual({ USD: "4" });
    expect(cashOf(split({ ...cells, "Total Amount in Account Currency": "3.20" }))).toEqual({ GBP: "3.2" });
  });

  it("that keep the old units only add the new", () => {
    const kept = { ...SPLIT, "Stock Split Maintain Holding of Initial ISIN": "true", "Stock Split New ISIN": "US0000000303" };
    expect(split(kept).map(({ symbol, quantity }) => [symbol, quantity])).toEqual([["US0000000303", "30"]]);
  });

  it("without a number of units are left for review", () => {
    const [row] = split({ ...BIRCH, Type: "REVERSE_STOCK_SPLIT" });
    expect(row).toMatchObject({ quantity: "0", meta: { reasons: ["The export doesn't say how many units came or went."] } });
  });
});

describe("lines that can't be read", () => {
  it("are refused with what is wrong", () => {
    expect(
      refusalsOf(
        rows(
          { ...BUY, Quantity: "x" },
          { ...BUY, "Buy / Sell": "HOLD" },
          { ...BUY, Ticker: "", ISIN: "" },
          { ...money("TOP_UP", "1"), "Account Currency": "" },
          { ...money("TOP_UP", "1"), Timestamp: "yesterday" },
        ),
      ),
    ).toEqual([
      '2: Quantity: "x" is not valid. A number such as 1234.56.',
      '3: Buy / Sell: "HOLD" is not valid. BUY or SELL.',
      "4: The line names no instrument. A ticker or an ISIN.",
      "5: Account Currency is empty. A currency code such as USD.",
      '6: Timestamp: "yesterday" is not valid. A date that exists, such as 2025-12-31.',
    ]);
  });

  it("never go unsaid, however damaged the file", () => {
    const file = [OLD, ...[BUY, ABROAD, DIVIDEND, money("TOP_UP", "5"), money("MYSTERY", "5")].map((cells) => line(OLD, cells))].join("\n");
    expect(kindsOf(read(freetrade, file))).toEqual({ transaction: 5 });
    holdsUnderDamage(freetrade, file);
  });
});

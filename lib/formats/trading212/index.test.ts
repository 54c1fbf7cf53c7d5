import { describe, expect, it } from "vitest";
import { describeSamples, readSample } from "@/test/samples";
import { ibkrFlex } from "../ibkr-flex";
import {
  cashOf,
  draftsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  linesOf,
  read,
  recognised,
  refusalsOf,
  unitsOf,
} from "../table/preset-harness";
import { trading212 } from ".";

const OLDEST =
  "Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result (GBP),Total (GBP),Withholding tax,Currency (Withholding tax),Charge amount (GBP),Stamp duty reserve tax (GBP),Notes,ID,Currency conversion fee (GBP)";
const OLDER =
  "Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Notes,ID,Currency conversion fee,Currency (Currency conversion fee)";
const NEWER =
  "Action,Time (UTC),ISIN,Ticker,Name,Notes,ID,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Currency conversion from amount,Currency (Currency conversion from amount),Currency conversion to amount,Currency (Currency conversion to amount),Currency conversion fee,Currency (Currency conversion fee),Merchant name,Merchant category";
const NETTING =
  "Action,Time (UTC),ISIN,Ticker,Name,ID,No. of shares,Price / share,Currency (Price / share),Exchange rate,Gross Total,Currency (Gross Total),Withholding tax,Currency (Withholding tax),Taxes,Currency (Taxes),Net Total,Currency (Net Total)";

const file = (header: string, ...lines: string[]) => [header, ...lines].join("\n");
const only = (header: string, line: string) => draftsOf(read(trading212, file(header, line)))[0];

const BUY =
  "Market buy,2024-03-04 14:30:03.613,US0000000101,ACME,Acme Inc,2.5000000000,40.00,USD,1.25000,,EUR,80.12,EUR,,,,EOF100,0.12,EUR";

describe("recognising a Trading 212 history", () => {
  it.each([
    ["of 2021", OLDEST],
    ["of 2023", OLDER],
    ["of 2025", NEWER],
    ["with gross and net totals", NETTING],
    ["of cash alone", "Action,Time,Notes,ID,Total,Currency (Total)"],
  ])("%s", (_name, header) => {
    expect(recognised(trading212, `${header}\n`)).toBeGreaterThan(5);
  });

  it("leaves other brokers' tables alone", () => {
    expect(recognised(trading212, "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n")).toBe(0);
    expect(recognised(ibkrFlex, `${OLDER}\n`)).toBe(0);
  });
});

describe("orders", () => {
  it("cost what the total says, and keep the quoted price, the rate and the fee", () => {
    expect(only(OLDER, BUY)).toMatchObject({
      tradeType: "buy",
      assetType: "stock",
      symbol: "ACME",
      quantity: "2.5",
      price: "32",
      currency: "EUR",
      tradeTime: "2024-03-04T14:30:03.613Z",
      meta: {
        externalId: "trading212:EOF100:buy",
        netAmount: "-80.12",
        fees: [{ type: "currency_conversion", amount: "0.12", currency: "EUR" }],
        fx: { rate: "1.25", from: "EUR", to: "USD" },
        quoted: { price: "40", currency: "USD" },
        instrument: { isin: "US0000000101", name: "Acme Inc" },
      },
    });
  });

  it("in pence are in pounds, with the stamp duty among the taxes", () => {
    const line = "Limit buy,2021-03-02 09:15:00,GB0000000102,PNY,Penny Plc,100,250.50,GBX,Not available,,251.75,,,,1.25,,EOF101,";
    expect(only(OLDEST, line)).toMatchObject({
      price: "2.505",
      currency: "GBP",
      meta: { netAmount: "-251.75", minorUnit: "GBX", taxes: [{ type: "stamp_duty_reserve", amount: "1.25", currency: "GBP" }] },
    });
  });

  it("in pence on a euro account have their rate in pounds", () => {
    const line = "Market buy,2024-03-04 14:30:03,GB0000000102,PNY,Penny Plc,10,500,GBX,85.000,,EUR,58.82,EUR,,,,EOF102,,";
    expect(only(OLDER, line)?.meta).toMatchObject({
      fx: { rate: "0.85", from: "EUR", to: "GBP" },
      quoted: { price: "5", currency: "GBP" },
    });
  });

  it("that were sold bring the broker's own gain along", () => {
    const line = "Stop limit sell,2024-05-04 14:30:03,US0000000101,ACME,Acme Inc,2.5,50,USD,1.25,19.88,EUR,99.90,EUR,,,,EOF103,0.10,EUR";
    expect(only(OLDER, line)).toMatchObject({
      tradeType: "sell",
      quantity: "-2.5",
      price: "40",
      meta: { netAmount: "99.9", brokerGain: "19.88" },
    });
  });

  it("keep a buy and a sell apart that share an id, and every other row by its id", () => {
    const sell = BUY.replace("Market buy", "Market sell");
    const keys = keysOf(read(trading212, file(OLDER, BUY, sell)));
    expect(keys).toEqual(["trading212:EOF100:buy", "trading212:EOF100:sell"]);
  });

  it("whose price is written as 0E-10 are worth nothing", () => {
    const line = "Market sell,2026-09-08 14:05:12+00:00,US0000000101,ACME,Acme,,EOF104,2,0E-10,USD,1.1,-50,EUR,0.00,EUR,,,,,,,,,,";
    expect(only(NEWER, line)).toMatchObject({ quantity: "-2", price: "0", meta: { netAmount: "0", brokerGain: "-50" } });
  });
});

describe("income", () => {
  const DIVIDEND = "Dividend (Ordinary),2024-03-23 18:35:26,US0000000101,ACME,Acme Inc,24,0.50,USD,Not available,,,9.35,EUR,1.80,USD,,,,";

  it("is net of tax, has no units and no price, and says what a share got", () => {
    const draft = only(OLDER, DIVIDEND);
    expect(draft).toMatchObject({ tradeType: "dividend", quantity: "0", price: "0", currency: "EUR" });
    expect(draft?.meta).toMatchObject({
      netAmount: "9.35",
      perShare: { amount: "0.5", currency: "USD" },
      heldUnits: "24",
      taxes: [{ type: "withholding", amount: "1.8", currency: "USD" }],
    });
    expect(draft?.meta).not.toHaveProperty("externalId");
    expect(draft?.meta).not.toHaveProperty("grossAmount");
  });

  it("has a gross amount where the tax is told in the account's currency, or a rate is", () => {
    expect(only(OLDER, DIVIDEND.replace("1.80,USD", "1.65,EUR"))?.meta.grossAmount).toBe("11");
    expect(only(OLDER, DIVIDEND.replace("Not available", "1.20"))?.meta).toMatchObject({
      grossAmount: "10.85",
      taxes: [{ type: "withholding", amount: "1.5", currency: "EUR" }],
    });
  });

  it.each([
    ["Dividend (Dividends paid by us corporations)", "dividend"],
    ["Dividend (Bonus)", "dividend"],
    ["Dividend (Return of capital)", "return_of_capital"],
    ["Dividend (Interest)", "interest"],
    ["Dividend (Dividend manufactured payment)", "dividend"],
  ])("%s is %s", (action, tradeType) => {
    const draft = only(OLDER, DIVIDEND.replace("Dividend (Ordinary)", action));
    expect([draft?.tradeType, draft?.meta.rawType, draft?.meta.needsReview]).toEqual([tradeType, action, undefined]);
  });

  it("keeps equal payments apart, and gives the same rows in a second import", () => {
    const twice = file(OLDER, DIVIDEND, DIVIDEND);
    expect(new Set(keysOf(read(trading212, twice))).size).toBe(2);
    expect(keysOf(read(trading212, twice))).toEqual(keysOf(read(trading212, twice)));
  });

  it("with a net total moves that, and without one the gross total", () => {
    const line = "Interest on cash,2026-01-02 01:05:30+00:00,,,,abc-1,,,,,3.00,EUR,,,0.75,EUR,2.25,EUR";
    expect(only(NETTING, line)?.meta).toMatchObject({
      netAmount: "2.25",
      grossAmount: "3",
      taxes: [{ type: "tax", amount: "0.75", currency: "EUR" }],
    });
    expect(only(NETTING, line.replace("0.75,EUR,2.25,EUR", ",,,"))?.meta).toMatchObject({ netAmount: "3" });
  });
});

describe("cash", () => {
  const line = (action: string, total: string) =>
    `${action},2025-01-05 08:00:00,,,,a note,id-9,,,,,,,${total},EUR,,,,,,,,,Corner Shop,Groceries`;

  it.each([
    ["Deposit", "1000.00", "deposit", "1000"],
    ["Deposit", "-10.00", "withdrawal", "-10"],
    ["Withdrawal", "-250.00", "withdrawal", "-250"],
    ["Withdrawal", "250.00", "withdrawal", "-250"],
    ["Card debit", "-7.45", "withdrawal", "-7.45"],
    ["Card credit", "7.45", "deposit", "7.45"],
    ["Card refund", "7.45", "deposit", "7.45"],
    ["Spending cashback", "0.07", "interest", "0.07"],
    ["Lending interest", "0.02", "interest", "0.02"],
    ["New card cost", "-5.00", "fee", "-5"],
    ["Result adjustment", "-0.75", "adjustment", "-0.75"],
    ["Tax adjustment", "0.30", "tax", "0.3"],
  ])("%s of %s is a %s", (action, total, tradeType, net) => {
    const draft = only(NEWER, line(action, total));
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.assetType, draft?.symbol]).toEqual([tradeType, net, "cash", "EUR"]);
    expect(draft?.meta).toMatchObject({ externalId: "trading212:id-9", description: "Corner Shop: a note" });
  });

  it("that was converted is two rows of one group, and its fee a third", () => {
    const conversion = "Currency conversion,2025-01-05 08:00:00,,,,,id-8,,,,,,,-100.00,EUR,,,100.00,EUR,108.00,USD,-0.16,USD,,";
    const drafts = draftsOf(read(trading212, file(NEWER, conversion)));
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount, meta.externalId])).toEqual([
      ["fx_conversion", "EUR", "-100", "-100", "trading212:id-8:from"],
      ["fx_conversion", "USD", "108", "108", "trading212:id-8:to"],
      ["fee", "USD", "0", "-0.16", "trading212:id-8:fee"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId))).toEqual(new Set(["trading212:id-8"]));
    expect(drafts[0]?.meta.fx).toEqual({ rate: "1.08", from: "EUR", to: "USD" });
  });
});

describe("corporate actions", () => {
  const half = (which: string, shares: string, id: string, at = "24.104") =>
    `Stock split ${which},2025-03-24 07:24:${at},US0000000101,ACME,Acme,,${id},${shares},8,EUR,1,,EUR,59.68,EUR,,,,,,,,,,`;

  it("split a position by taking out the old units and putting in the new ones, without cash", () => {
    const drafts = draftsOf(read(trading212, file(NEWER, half("close", "30", "EOF1"), half("open", "7.5", "EOF2", "24.095"))));
    expect(drafts.map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
      ["split", "-30", "0"],
      ["split", "7.5", "0"],
    ]);
    expect(drafts.map(({ meta }) => meta.corporateAction?.ratio)).toEqual([
      { from: "30", to: "7.5" },
      { from: "30", to: "7.5" },
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("leave a split of which only one half is there without a ratio, and one of neither half for review", () => {
    const drafts = draftsOf(
      read(trading212, file(NEWER, half("close", "30", "EOF1"), half("", "5", "EOF3", "25").replace("split ,", "split,"))),
    );
    expect(drafts[0]?.meta.corporateAction).toEqual({ kind: "split", description: "Stock split close" });
    expect(drafts[1]).toMatchObject({ quantity: "0", meta: { needsReview: true } });
  });

  it.each([
    ["Stock distribution", "stock_dividend", "11"],
    ["Custom stock distribution", "spin_off", "11"],
    ["Transfer in", "transfer_in", "11"],
    ["Transfer out", "transfer_out", "-11"],
  ])("%s moves units and no cash", (action, tradeType, quantity) => {
    const draft = only(NEWER, `${action},2025-01-23 14:46:06,US0000000101,ACME,Acme,,EOF5,11,3,EUR,1,,EUR,33,EUR,,,,,,,,,,`);
    expect([draft?.tradeType, draft?.quantity, draft?.price, draft?.meta.netAmount]).toEqual([tradeType, quantity, "3", "0"]);
  });
});

describe("lines of another making", () => {
  it("in the newer order of columns under the older header are read by where the order's id stands", () => {
    const moved = "Transfer out,2025-02-28 08:25:01,DE0000000103,XBT,Coin Fund,,EOF28,595,3.419430,EUR,1.00000000,0.00,EUR,2034.56,EUR,,,,";
    const items = read(trading212, file(OLDER, BUY, moved));
    expect(refusalsOf(items)).toEqual([]);
    expect(draftsOf(items)[1]).toMatchObject({
      tradeType: "transfer_out",
      quantity: "-595",
      price: "3.41943",
      currency: "EUR",
      meta: { externalId: "trading212:EOF28", netAmount: "0" },
    });
  });

  it("with an action that isn't known are kept for review, with the cash they moved", () => {
    expect(only(NEWER, "Gift card,2025-01-05 08:00:00,,,,,id-7,,,,,,,5.00,EUR,,,,,,,,,,")).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "5", needsReview: true, reasons: ['The type "Gift card" isn\'t known.'] },
    });
  });

  it("are refused with all that is wrong with them", () => {
    const items = read(
      trading212,
      file(OLDER, BUY.replace("2.5000000000", "two").replace("2024-03-04", "2024-02-30"), BUY.replace("80.12", ""), BUY.slice(0, 60)),
    );
    expect(refusalsOf(items)).toEqual([
      '2: Time: "2024-02-30 14:30:03.613" is not valid. Expected: A date that exists, such as 2025-12-31. No. of shares: "two" is not valid. Expected: A number such as 1234.56.',
      "3: The line has no total. An amount in Total.",
      "4: The line has 5 cells where the header has 19 columns. 19 cells.",
    ]);
  });

  it("never crash it and are never passed over", () => {
    holdsUnderDamage(trading212, file(OLDER, BUY, "Deposit,2023-12-18 11:45:06,,,,,,,,,,31.00,EUR,,,Note,id-1,,", "", BUY));
  });
});

describeSamples("real exports", () => {
  const items = (name: string) => read(trading212, readSample(`csv/${name}`));

  it("end in the cash and the positions that were worked out by others", () => {
    const all = items("trading212-2024.csv");
    expect(kindsOf(all)).toEqual({ transaction: 7 });
    expect(cashOf(draftsOf(all))).toEqual({ GBP: "1758.05" });
    expect(unitsOf(draftsOf(all))).toEqual({});
    expect(new Set(keysOf(all)).size).toBe(7);
  });

  it("with lines of two orders of columns are read to the last one", () => {
    const all = items("trading212.csv");
    expect(kindsOf(all)).toEqual({ transaction: 13 });
    expect(linesOf(all)).toEqual(Array.from({ length: 13 }, (_line, index) => index + 2));
    expect(new Set(keysOf(all)).size).toBe(13);
    expect(draftsOf(all).at(-1)?.meta.corporateAction?.ratio).toEqual({ from: "29.80478", to: "7.451195" });
  });
});

import { describe, expect, it } from "vitest";
import {
  cashOf,
  draftsOf,
  holdingsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  read,
  recognised,
  refusalsOf,
  skipsOf,
  unitsOf,
} from "../table/preset-harness";
import { buildWorkbook } from "../table/workbook-builder";
import { FormatError } from "../types";
import { saxo } from ".";

const SHORT =
  "Client ID,Trade Date,Value Date,Type,Instrument,Instrument ISIN,Instrument currency,Exchange Description,Instrument Symbol,Event,Amount,Order ID,Conversion Rate";
const LONG =
  "Client ID,Trade Date,Value Date,Account ID,Trade ID,Position ID,Corporate Action Id,Bk_Record_ Id,Booking Id,Transaction Type,Event,Booked Amount,Currency,Conversion Rate,Conversion cost,Total cost,Realized P/L,IBAN,IBAN owner name,Comment,Correction reason,Instrument,Instrument Symbol,Instrument ISIN,Instrument currency,Type,Exchange Description,From Derivative,Underlying asset type";

const BUY = "700,02-Jan-2024,04-Jan-2024,Trade,Acme Inc,US0000000101,EUR,Euronext,ACM:xams,Buy 3 @ 20.00 EUR,-62,9001,1";
const SELL = "700,05-Feb-2024,07-Feb-2024,Trade,Acme Inc,US0000000101,EUR,Euronext,ACM:xams,Sell -1 @ 25.50 EUR,25.5,9002,1";
const DEPOSIT = "700,01-Jan-2024,01-Jan-2024,Cash Transfer,,,EUR,,,Deposit,1000,,1";
const ABROAD = "700,06-Feb-2024,08-Feb-2024,Trade,Birch Co,US0000000202,USD,NASDAQ,BIR:xnas,Buy 2 @ 50.00 USD,-91.2,9003,0.9";

const rows = (...lines: string[]) => read(saxo, [SHORT, ...lines].join("\n"));
const only = (line: string) => draftsOf(rows(line))[0];

/** A line of the long layout out of the cells that matter. */
function booking(cells: Record<string, string>): string {
  return LONG.split(",")
    .map((name) => cells[name] ?? "")
    .join(",");
}
const long = (...lines: Record<string, string>[]) => draftsOf(read(saxo, [LONG, ...lines.map(booking)].join("\n")));

describe("recognising Saxo", () => {
  it.each([
    ["the short layout", SHORT],
    ["the long layout", LONG],
    [
      "Dutch",
      "Klant-ID,Transactiedatum,Valutadatum,Type,Instrument,ISIN instrument,Instrumentvaluta,Gebeurtenis,Geboekt bedrag,Omrekeningskoers",
    ],
    ["positions", "Instrument,Quantity,Open Price,Current Price,Market Value,Currency,ISIN"],
  ])("%s", (_name, header) => expect(recognised(saxo, `${header}\n`)).toBeGreaterThan(5));

  it("not by any table with dates and amounts", () =>
    expect(recognised(saxo, "Date,Type,Details,Amount,Units,Balance,Position ID\n")).toBe(0));
});

describe("trades", () => {
  it("have units and price in the event, and their costs in what the amount has beyond them", () => {
    const items = rows(DEPOSIT, BUY, SELL);
    expect(draftsOf(items).slice(1)).toMatchObject([
      {
        tradeType: "buy",
        assetType: "stock",
        symbol: "ACM",
        quantity: "3",
        price: "20",
        currency: "EUR",
        tradeTime: "2024-01-02T00:00:00.000Z",
        meta: {
          netAmount: "-62",
          fees: [{ type: "commission", amount: "2", currency: "EUR" }],
          dateOnly: true,
          groupId: "saxo:9001",
          settleDate: "2024-01-04",
          instrument: { isin: "US0000000101", name: "Acme Inc", exchange: "XAMS" },
        },
      },
      { tradeType: "sell", quantity: "-1", price: "25.5", meta: { netAmount: "25.5" } },
    ]);
    expect(cashOf(draftsOf(items))).toEqual({ EUR: "963.5" });
    expect(unitsOf(draftsOf(items))).toEqual({ ACM: "2" });
    expect(kindsOf(items)).toEqual({ transaction: 3, statement: 1 });
  });

  it("in another currency are in the one of the account, which lines without an instrument show", () => {
    expect(draftsOf(rows(DEPOSIT, ABROAD))[1]).toMatchObject({
      currency: "EUR",
      quantity: "2",
      price: "45.6",
      meta: { netAmount: "-91.2", fx: { rate: "0.9", from: "USD", to: "EUR" }, quoted: { price: "50", currency: "USD" } },
    });
  });

  it("in another currency are refused where nothing shows the account's, until a person says it", () => {
    expect(rows(ABROAD)[1]).toMatchObject({ kind: "refused", cause: { code: "missing-currency" } });
    expect(draftsOf(read(saxo, [SHORT, ABROAD].join("\n"), { assume: { currency: "DKK" } }))[0]?.currency).toBe("DKK");
  });

  it.each([
    ["Buy 3 @ 20.00 EUR", "buy", "3", "20"],
    ["Koop 3 @ 20,00 EUR", "buy", "3", "20"],
    ["Købt 3 @ 20,5 EUR", "buy", "3", "20.5"],
    ["Kauf 1.000 @ 0,06 EUR", "buy", "1000", "0.06"],
    ["Solgt -3 @ 20,5 EUR", "sell", "-3", "20.5"],
    ["Verkoop -3 @ 20.00 EUR", "sell", "-3", "20"],
    ["Vente -3 @ 20.00 EUR", "sell", "-3", "20"],
    ["Buy 300 @ 6.6667 GBX", "buy", "300", "0.066667"],
  ])("are read from “%s”", (event, tradeType, quantity, price) => {
    const currency = event.endsWith("GBX") ? "GBX" : "EUR";
    const line = BUY.replace("Buy 3 @ 20.00 EUR", `"${event}"`).replace("EUR", currency);
    const draft = only(line);
    expect([draft?.tradeType, draft?.quantity, draft?.price]).toEqual([tradeType, quantity, price]);
    expect(draft?.currency).toBe(currency === "GBX" ? "GBP" : "EUR");
  });
});

describe("the long layout", () => {
  const trade = {
    "Client ID": "700",
    "Trade Date": "30-okt-2024",
    "Account ID": "700/INET",
    "Trade ID": "5001",
    "Booking Id": "81",
    "Transaction Type": "Trade",
    Event: "Buy 2 @ 50.00 USD",
    "Booked Amount": '"-92,10"',
    Currency: "EUR",
    "Conversion Rate": "0.9",
    "Total cost": '"-2,10"',
    Instrument: "Birch ETF",
    "Instrument Symbol": "BIR:xnas",
    "Instrument ISIN": "US0000000202",
    "Instrument currency": "USD",
    Type: "Etf",
  };

  it("names the account, the booking, its currency and its costs", () => {
    const items = read(saxo, [LONG, booking(trade)].join("\n"));
    expect(items.filter(({ kind }) => kind === "statement")).toMatchObject([{ statement: { accountId: "700/INET" } }]);
    expect(draftsOf(items)).toMatchObject([
      {
        assetType: "etf",
        currency: "EUR",
        price: "45",
        tradeTime: "2024-10-30T00:00:00.000Z",
        meta: { netAmount: "-92.1", externalId: "saxo:81", groupId: "saxo:5001", fees: [{ amount: "2.1", currency: "EUR" }] },
      },
    ]);
  });

  it("doesn't tell bookings apart by an id that several of them have", () => {
    const [one, other] = long(trade, { ...trade, Event: "Buy 1 @ 50.00 USD" });
    expect([one?.meta.externalId, other?.meta.externalId]).toEqual([undefined, undefined]);
  });

  it("keeps the broker's own gain", () => {
    const [sale] = long({ ...trade, Event: "Sell -2 @ 50.00 USD", "Booked Amount": "87.90", "Realized P/L": "-4.20", "Booking Id": "82" });
    expect(sale).toMatchObject({ quantity: "-2", meta: { netAmount: "87.9", brokerGain: "-4.2", externalId: "saxo:82" } });
  });

  it("has dividends in the account's currency", () => {
    expect(
      long({ ...trade, "Transaction Type": "Corporate action", Event: "Cash dividend", "Booked Amount": "1.83", "Booking Id": "83" }),
    ).toMatchObject([{ tradeType: "dividend", symbol: "BIR", currency: "EUR", quantity: "0", meta: { netAmount: "1.83" } }]);
  });
});

describe("other bookings", () => {
  it.each([
    ["Deposit", "1000", "deposit"],
    ["Storting", "1000", "deposit"],
    ["Indbetaling", "1000", "deposit"],
    ["Withdrawal", "-500", "withdrawal"],
    ["Opname", "-500", "withdrawal"],
    ["Client custody fee", "-3", "fee"],
    ["Bewaarloon", "-3", "fee"],
    ["Client Interest", "1.2", "interest"],
    ["VAT", "-0.6", "tax"],
  ])("%s of %s is a %s", (event, amount, tradeType) => {
    const draft = only(DEPOSIT.replace("Deposit", event).replace("1000", amount).replace("Cash Transfer", "Cash"));
    expect([draft?.tradeType, draft?.symbol, draft?.currency, draft?.meta.netAmount]).toEqual([tradeType, "EUR", "EUR", amount]);
  });

  it("Withholding tax is told from the dividend", () => {
    expect(only(BUY.replace("Buy 3 @ 20.00 EUR", "Dividend Withholding Tax"))).toMatchObject({
      tradeType: "tax",
      meta: { subtype: "withholding" },
    });
    expect(only(BUY.replace("Buy 3 @ 20.00 EUR", "Cash dividend").replace("-62", "6"))).toMatchObject({
      tradeType: "dividend",
      symbol: "ACM",
    });
  });

  it("that move units of which the export doesn't tell are for review", () => {
    expect(only(BUY.replace("Buy 3 @ 20.00 EUR", "Stock split").replace("-62", "0"))).toMatchObject({
      tradeType: "split",
      quantity: "0",
      meta: { netAmount: "0", needsReview: true, corporateAction: { kind: "split", description: "Stock split" } },
    });
  });

  it("that aren't known are kept for review, empty ones skipped", () => {
    const items = rows(DEPOSIT.replace("Deposit", "Zork").replace("Cash Transfer", "Cash"), DEPOSIT.replace("1000", "0"));
    expect(draftsOf(items)).toMatchObject([
      { tradeType: "other", meta: { netAmount: "1000", reasons: ['The type "Zork" isn\'t known.'], rawType: "Zork" } },
    ]);
    expect(skipsOf(items)).toEqual(["3: The amount is 0."]);
  });

  it("that can't be read are refused with what is wrong", () => {
    expect(refusalsOf(rows(DEPOSIT.replace("01-Jan-2024", "01-Foo-2024"), DEPOSIT.replace("1000", "abc")))).toEqual(
      [
        'Trade Date: "01-Foo-2024" is not valid. A date that exists, such as 31.12.2025.',
        'Amount: "abc" is not valid. A number such as 1234.56.',
      ].map((text, index) => `${index + 2}: ${text}`),
    );
  });
});

describe("the whole file", () => {
  it("gives equal rows of one day their own identity", () => {
    expect(new Set(keysOf(rows(BUY, BUY, SELL))).size).toBe(3);
  });

  it("may be a workbook with dates as such", () => {
    const cells: (string | number | { date: number })[] = BUY.split(",");
    cells[1] = { date: 45293 };
    cells[10] = -62;
    expect(draftsOf(read(saxo, buildWorkbook([{ name: "Transactions", rows: [SHORT.split(","), cells] }])))).toMatchObject([
      { tradeType: "buy", tradeTime: "2024-01-02T00:00:00.000Z", meta: { netAmount: "-62" } },
    ]);
  });

  it("says something of every line, however damaged", () => holdsUnderDamage(saxo, [SHORT, DEPOSIT, BUY, SELL, ABROAD].join("\n")));
});

describe("positions", () => {
  const FILE = [
    "Instrument,ISIN,Quantity,Open Price,Current Price,Market Value,Currency,Symbol",
    "Acme Inc,US0000000101,3,20,25,75,EUR,ACM:xams",
    "Stocks (1),,,,,75,EUR,",
  ].join("\n");

  it("are of the day in the file's name", () => {
    const items = read(saxo, FILE, { fileName: "Positions_31-Dec-2025.csv" });
    expect(items).toContainEqual({ kind: "snapshot", line: 1, asOf: "2025-12-31T00:00:00.000Z", dateOnly: true });
    expect(holdingsOf(items)).toMatchObject([
      { symbol: "ACM", isin: "US0000000101", quantity: "3", avgPrice: "20", costValue: "60", marketValue: "75", currency: "EUR" },
    ]);
    expect(skipsOf(items)).toEqual(["3: A total of other lines."]);
  });

  it("of a file without a day in its name are refused whole", () => expect(() => read(saxo, FILE)).toThrow(FormatError));
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trading212 as files } from "@/lib/formats/trading212";
import { FormatError, type FormatItem, type TransactionDraft } from "@/lib/formats/types";
import { contentHash, contentKey, givenKey } from "@/lib/imports/identity";
import { damaged, draftsIn as fittingDrafts } from "@/test/hardiness";
import { DIVIDENDS, LISTED, MOVEMENTS, ORDERS, POSITIONS, SUMMARY } from "@/test/simulators/trading212-ledger";
import { writePages } from "../pages";
import { trading212Pages } from "./format";

const ACME = { ticker: "ACME_US_EQ", name: "Acme Inc", isin: "US0000000101", currency: "USD" };
const PENNY = { ticker: "PNYl_EQ", name: "Penny Plc", isin: "GB0000000102", currency: "GBX" };

function read(pages: { stream: string; body: unknown }[], currency = "EUR"): FormatItem[] {
  const of = { broker: "trading212", account: { id: "1", name: "1", currency }, fetchedAt: "2024-07-01T10:00:00.000Z", since: null };
  const written = pages.map(({ stream, body }) => ({ stream, body: typeof body === "string" ? body : JSON.stringify(body) }));
  return [...trading212Pages.parse(writePages(of, written))];
}

const draftsIn = (items: Iterable<FormatItem>) => [...items].flatMap((item) => (item.kind === "transaction" ? item.draft : []));
const history = (stream: string, items: unknown[], currency?: string) => read([{ stream, body: { items, nextPagePath: null } }], currency);
const orders = (...items: unknown[]) => draftsIn(history("orders", items));

interface Order {
  side?: string;
  status?: string;
  instrument?: unknown;
  fill?: Record<string, unknown> | null;
  wallet?: Record<string, unknown>;
}
const order = ({ side = "BUY", status = "FILLED", instrument = ACME, fill = {}, wallet = {} }: Order = {}) => ({
  order: { id: 700, status, side, type: "MARKET", ticker: "ACME_US_EQ", currency: "EUR", instrument },
  fill: fill && {
    id: 100,
    type: "TRADE",
    quantity: 2.5,
    price: 40,
    filledAt: "2024-03-04T14:30:03.613Z",
    ...fill,
    walletImpact: { currency: "EUR", netValue: 80.12, fxRate: 1.25, taxes: [], ...wallet },
  },
});
const FEE = { name: "CURRENCY_CONVERSION_FEE", quantity: -0.12, currency: "EUR" };

const fromFile = (header: string, line: string): TransactionDraft[] =>
  draftsIn(files.parse(new TextEncoder().encode(`${header}\n${line}\n`)));
const HEADER =
  "Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Notes,ID,Currency conversion fee,Currency (Currency conversion fee)";

/** By what an import tells whether two rows are the same, and whether one differs. */
const identity = (draft: TransactionDraft | undefined) => draft && [givenKey(draft) ?? contentKey(draft), contentHash(draft)];

describe("the same in a file and by the API", () => {
  it("is one row, if it is a purchase in another currency", () => {
    const [line] = fromFile(
      HEADER,
      "Market buy,2024-03-04 14:30:03.613,US0000000101,ACME,Acme Inc,2.5000000000,40.00,USD,1.25000,,EUR,80.12,EUR,,,,EOF100,0.12,EUR",
    );
    const [row] = orders(order({ wallet: { taxes: [FEE] } }));
    expect(identity(row)).toEqual(identity(line));
    expect(row).toMatchObject({
      price: "32",
      meta: { fees: line?.meta.fees, fx: line?.meta.fx, quoted: line?.meta.quoted, netAmount: "-80.12" },
    });
  });

  it("is one row, if it is a sale with the broker's own gain", () => {
    const [line] = fromFile(
      HEADER,
      "Market sell,2024-05-04 14:30:03,US0000000101,ACME,Acme Inc,2.5,50,USD,1.25,19.88,EUR,99.90,EUR,,,,EOF103,0.10,EUR",
    );
    const sale = { id: 103, quantity: -2.5, price: 50, filledAt: "2024-05-04T14:30:03.000Z" };
    const wallet = { netValue: 99.9, realisedProfitLoss: 19.88, taxes: [{ ...FEE, quantity: -0.1 }] };
    const [row] = orders(order({ side: "SELL", fill: sale, wallet }));
    expect(identity(row)).toEqual(identity(line));
    expect(row).toMatchObject({ tradeType: "sell", quantity: "-2.5", price: "40", meta: { brokerGain: "19.88" } });
  });

  it("is one row, if it is in pence", () => {
    const [line] = fromFile(
      HEADER,
      "Market buy,2024-03-04 14:30:03,GB0000000102,PNY,Penny Plc,100,250.50,GBX,100.00000,,GBP,250.50,GBP,,,,EOF101,,",
    );
    const fill = { id: 101, quantity: 100, price: 250.5, filledAt: "2024-03-04T14:30:03.000Z" };
    const wallet = { currency: "GBP", netValue: 250.5, fxRate: 1 };
    const [row] = draftsIn(history("orders", [order({ instrument: PENNY, fill, wallet })], "GBP"));
    expect(identity(row)).toEqual(identity(line));
    expect(row).toMatchObject({ symbol: "PNY", price: "2.505", currency: "GBP", meta: { minorUnit: "GBX", netAmount: "-250.5" } });
  });

  it("is one row, if it is a dividend, which has no id in files", () => {
    const [line] = fromFile(
      HEADER,
      "Dividend (Ordinary),2024-03-23 18:35:26,US0000000101,ACME,Acme Inc,24,0.50,USD,Not available,,,9.35,EUR,,,,,,",
    );
    const paid = { reference: "d-1", amount: 9.35, currency: "EUR", paidOn: "2024-03-23T18:35:26.000Z", type: "ORDINARY" };
    const per = { grossAmountPerShare: 0.5, tickerCurrency: "USD", quantity: 24, ticker: "ACME_US_EQ", instrument: ACME };
    const [row] = draftsIn(history("dividends", [{ ...paid, ...per }]));
    expect(identity(row)).toEqual(identity(line));
    expect(row?.meta).toMatchObject({ perShare: line?.meta.perShare, heldUnits: "24", reference: "d-1" });
  });

  it("is one row, if it is a deposit", () => {
    const [line] = fromFile(HEADER, "Deposit,2024-01-02 08:00:00,,,,,,,,,,500.00,EUR,,,Bank,c02c0223-4843,,");
    const paid = { reference: "c02c0223-4843", amount: 500, currency: "EUR", dateTime: "2024-01-02T08:00:00.000Z", type: "DEPOSIT" };
    expect(identity(draftsIn(history("transactions", [paid]))[0])).toEqual(identity(line));
  });
});

describe("fills", () => {
  it.each([
    ["told as in files", 1.25],
    ["told the other way round", 0.8],
  ])("have their rate %s", (_how, fxRate) => {
    expect(orders(order({ wallet: { fxRate, netValue: 80 } }))[0]?.meta.fx).toEqual({ rate: "1.25", from: "EUR", to: "USD" });
  });

  it.each([85, 0.85])("in pence on a euro account have their rate in pounds, told as %s", (fxRate) => {
    const fill = { quantity: 10, price: 500 };
    const [row] = orders(order({ instrument: PENNY, fill, wallet: { fxRate, netValue: 58.82 } }));
    expect(row?.meta).toMatchObject({ fx: { rate: "0.85", from: "EUR", to: "GBP" }, quoted: { price: "5", currency: "GBP" } });
  });

  it("whose rate doesn't come to what moved have none", () => {
    expect(orders(order({ wallet: { fxRate: 3 } }))[0]?.meta).not.toHaveProperty("fx");
  });

  it.each([
    ["STOCK_DISTRIBUTION", "BUY", "stock_dividend", "2.5", "0"],
    ["STOCK_DIVIDENDS", "BUY", "stock_dividend", "2.5", "0"],
    ["CUSTOM_STOCK_DISTRIBUTION", "BUY", "spin_off", "2.5", "0"],
    ["SPIN_OFF", "BUY", "spin_off", "2.5", "0"],
    ["EQUITY_RIGHTS", "BUY", "rights", "2.5", "0"],
    ["FOP", "BUY", "transfer_in", "2.5", "0"],
    ["FOP_CORRECTION", "SELL", "transfer_out", "-2.5", "0"],
    ["STOCK_ACQUISITION", "SELL", "merger", "-2.5", "0"],
    ["CASH_AND_STOCK_ACQUISITION", "SELL", "merger", "-2.5", "80.12"],
  ])("of type %s (%s) are %s", (type, side, tradeType, quantity, netAmount) => {
    const [row] = orders(order({ side, fill: { type } }));
    expect([row?.tradeType, row?.quantity, row?.meta.netAmount, row?.meta.rawType]).toEqual([tradeType, quantity, netAmount, type]);
    expect(row?.meta.externalId).toBe("trading212:EOF100");
  });

  it("of a kind that nobody knows are kept for a person to look at", () => {
    const [row] = orders(order({ fill: { type: "MOON_LANDING" } }));
    expect(row).toMatchObject({ tradeType: "other", quantity: "2.5", meta: { rawType: "MOON_LANDING", needsReview: true } });
  });

  it("that are the two halves of a split tell its ratio; one alone is for a person to look at", () => {
    const [close, open] = [
      order({ side: "SELL", fill: { id: 1, type: "STOCK_SPLIT", quantity: -4, filledAt: "2025-03-24T07:24:10.000Z" } }),
      order({ fill: { id: 2, type: "STOCK_SPLIT", quantity: 40, filledAt: "2025-03-24T07:24:11.000Z" } }),
    ];
    const rows = orders(open, close);
    expect(rows.map(({ quantity, meta }) => [quantity, meta.groupId, meta.corporateAction?.ratio])).toEqual([
      ["40", "trading212:split:US0000000101 2025-03-24 07:24", { from: "4", to: "40" }],
      ["-4", "trading212:split:US0000000101 2025-03-24 07:24", { from: "4", to: "40" }],
    ]);
    expect(orders(open)[0]?.meta).toMatchObject({ needsReview: true });
  });

  it("that a merger is made of are one event", () => {
    const next = { ticker: "NEXT_US_EQ", name: "Next", isin: "US0000000202", currency: "USD" };
    const rows = orders(
      order({ side: "SELL", fill: { id: 1, type: "STOCK_ACQUISITION" } }),
      order({ instrument: next, fill: { id: 2, type: "STOCK_ACQUISITION", quantity: 1 } }),
    );
    expect(rows.map(({ symbol, quantity, meta }) => [symbol, quantity, meta.groupId, meta.needsReview])).toEqual([
      ["ACME", "-2.5", "trading212:merger:2024-03-04 14:30:US0000000101", undefined],
      ["NEXT", "1", "trading212:merger:2024-03-04 14:30:US0000000101", undefined],
    ]);
  });

  it("are read to the last digit, however small", () => {
    const body = JSON.stringify({ items: [order({ fill: { quantity: 0 } })] }).replace(
      '"quantity":0',
      '"quantity":1.234567890123456789E-7',
    );
    expect(draftsIn(read([{ stream: "orders", body }]))[0]?.quantity).toBe("0.0000001234567890123456789");
  });

  it("that never happened are listed as such, and what can't be read is refused", () => {
    const kinds = history("orders", [order({ status: "CANCELLED", fill: null }), { order: { id: 1 }, fill: { id: 2 } }, order()]);
    expect(kinds.map(({ kind }) => kind)).toEqual(["statement", "skipped", "refused", "transaction"]);
  });

  it("are of what the broker's list says of their ticker", () => {
    const list = [{ ticker: "ACME_US_EQ", type: "ETF", shortName: "ACM", isin: ACME.isin, name: ACME.name, currencyCode: "USD" }];
    const [row] = draftsIn(
      read([
        { stream: "orders", body: { items: [order()] } },
        { stream: "instruments", body: list },
      ]),
    );
    expect(row).toMatchObject({ assetType: "etf", symbol: "ACM", meta: { instrument: { isin: ACME.isin, brokerId: "ACME_US_EQ" } } });
  });
});

describe("dividends", () => {
  const paid = { reference: "d", amount: 8.5, currency: "USD", paidOn: "2024-03-23T18:35:26.000+02:00", instrument: ACME };
  const dividend = (fields: object) => draftsIn(history("dividends", [{ ...paid, ...fields }], "USD"))[0];

  it.each([
    ["ORDINARY", "dividend", undefined],
    ["ORDINARY_MANUFACTURED_PAYMENT", "dividend", "in_lieu"],
    ["RETURN_OF_CAPITAL_NON_US", "return_of_capital", undefined],
    ["INTEREST_PAID_BY_US_OBLIGORS", "interest", undefined],
    ["LONG_TERM_CAPITAL_GAINS", "dividend", "capital_gain_long"],
    ["TAX_EVENT_1446F_FOR_PUBLICLY_TRADED_SECURITIES", "tax", "withholding"],
    ["OF_A_KIND_TO_COME", "dividend", undefined],
  ])("of type %s are %s (%s)", (type, tradeType, subtype) => {
    const row = dividend({ type });
    expect([row?.tradeType, row?.meta.subtype, row?.meta.rawType, row?.meta.needsReview]).toEqual([tradeType, subtype, type, undefined]);
  });

  it("have the tax that is missing from what shares got, where both are in one currency", () => {
    const withheld = dividend({ grossAmountPerShare: 0.5, tickerCurrency: "USD", quantity: 20 });
    expect(withheld?.meta).toMatchObject({
      netAmount: "8.5",
      grossAmount: "10",
      taxes: [{ type: "withholding", amount: "1.5", currency: "USD" }],
    });
    expect(withheld?.tradeTime).toBe("2024-03-23T16:35:26.000Z");
    expect(dividend({ grossAmountPerShare: 0.426, tickerCurrency: "USD", quantity: 20 })?.meta).not.toHaveProperty("taxes");
    expect(dividend({ grossAmountPerShare: 0.5, tickerCurrency: "EUR", quantity: 20 })?.meta).not.toHaveProperty("taxes");
  });

  it("that come again on the next page are one; equal ones with ids of their own are two", () => {
    const items = history("dividends", [paid, { ...paid, reference: "e" }, paid], "USD");
    expect(items.map(({ kind }) => kind)).toEqual(["statement", "transaction", "transaction", "skipped"]);
  });
});

describe("money in and out", () => {
  it.each([
    ["DEPOSIT", 500, "deposit", "500"],
    ["WITHDRAW", -100, "withdrawal", "-100"],
    ["WITHDRAW", 100, "withdrawal", "-100"],
    ["FEE", 1.5, "fee", "-1.5"],
    ["TRANSFER", -20, "withdrawal", "-20"],
    ["INTEREST", 0.11, "interest", "0.11"],
    ["NEW_KIND", 7, "other", "7"],
  ])("%s of %s is %s", (type, amount, tradeType, netAmount) => {
    const [row] = draftsIn(history("transactions", [{ reference: "r", type, amount, currency: "EUR", dateTime: "2024-01-02T08:00:00Z" }]));
    expect([row?.tradeType, row?.meta.netAmount, row?.meta.needsReview ?? false]).toEqual([tradeType, netAmount, tradeType === "other"]);
  });
});

describe("positions", () => {
  const held = { quantity: 10, averagePricePaid: 250.5, currentPrice: 260, instrument: PENNY };
  const summary = { currency: "EUR", cash: { availableToTrade: 10.5, inPies: 2.25, reservedForOrders: 1 } };

  it("are in the instrument's currency, pence in pounds, with what they are worth in the account's beside", () => {
    const walletImpact = { currency: "EUR", totalCost: 29.4, currentValue: 30.5 };
    const items = read([
      { stream: "summary", body: summary },
      { stream: "positions", body: [{ ...held, walletImpact }] },
    ]);
    expect(items.slice(1)).toMatchObject([
      { kind: "snapshot", asOf: "2024-07-01T10:00:00.000Z" },
      { draft: { assetType: "cash", symbol: "EUR", quantity: "13.75" } },
      {
        draft: {
          symbol: "PNY",
          isin: PENNY.isin,
          avgPrice: "2.505",
          currency: "GBP",
          costValue: "25.05",
          marketValue: "26",
          meta: { price: "2.6", minorUnit: "GBX", inAccount: { currency: "EUR", cost: "29.4", value: "30.5" } },
        },
      },
    ]);
  });

  it("of which nobody says in what currency they are, are refused", () => {
    const items = read([{ stream: "positions", body: [{ ...held, instrument: { ticker: "X_EQ" } }] }]);
    expect(items.map(({ kind }) => kind)).toEqual(["statement", "snapshot", "refused"]);
  });
});

describe("whatever Trading 212 sends", () => {
  const of = { broker: "trading212", account: { id: "1", name: "1", currency: "GBP" }, fetchedAt: "2024-07-01T10:00:00.000Z", since: null };
  const some = ORDERS.slice(-20);
  const lists = { orders: { items: some }, dividends: { items: DIVIDENDS }, transactions: { items: MOVEMENTS } };
  const bodies = { summary: SUMMARY, positions: POSITIONS, instruments: LISTED, ...lists };
  const whole = new TextDecoder().decode(
    writePages(
      of,
      Object.entries(bodies).map(([stream, body]) => ({ stream, body: JSON.stringify(body) })),
    ),
  );

  it("is rows that the database takes", () => {
    const filled = some.filter(({ fill }) => fill !== null).length;
    expect(fittingDrafts(trading212Pages, whole)).toHaveLength(filled + DIVIDENDS.length + MOVEMENTS.length);
  });

  it("is rows, refusals, or no file of ours, however it is damaged", () => {
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
        try {
          fittingDrafts(trading212Pages, new TextDecoder().decode(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 60 },
    );
  });
});

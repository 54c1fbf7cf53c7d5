import { describe, expect, it } from "vitest";
import { element, flexOf, kinds, parse, rowsOf, trade, trades } from "./flex-builder";

const transfers = (attributes: Record<string, string>) =>
  rowsOf(
    element(
      "Transfers",
      {},
      element("Transfer", {
        currency: "USD",
        assetCategory: "STK",
        symbol: "ACME",
        conid: "4711",
        date: "20250110",
        type: "ACATS",
        direction: "IN",
        quantity: "22",
        positionAmount: "550",
        cashTransfer: "0",
        transactionID: "6",
        ...attributes,
      }),
    ),
  );
const event = (attributes: Record<string, string> = {}) =>
  element(
    "OptionEAE",
    {},
    element("OptionEAE", {
      currency: "USD",
      assetCategory: "OPT",
      symbol: "ACME  250117C00050000",
      underlyingSymbol: "ACME",
      strike: "50",
      putCall: "C",
      expiry: "20250117",
      multiplier: "100",
      date: "20250117",
      transactionType: "Expiration",
      quantity: "-2",
      tradePrice: "0",
      proceeds: "0.00",
      realizedPnl: "-1,200.50",
      tradeID: "31",
      ...attributes,
    }),
  );

describe("a transfer", () => {
  it("brings units in or takes them out, at the value of the day", () => {
    expect(transfers({})[0]).toMatchObject({
      tradeType: "transfer_in",
      quantity: "22",
      price: "25",
      meta: { netAmount: "0", externalId: "ibkr:tx:6", dateOnly: true },
    });
    expect(transfers({ direction: "OUT" })[0]).toMatchObject({ tradeType: "transfer_out", quantity: "-22" });
    expect(transfers({ direction: "OUT", quantity: "-22" })[0]).toMatchObject({ quantity: "-22" });
  });

  it("of cash is a deposit or a withdrawal", () => {
    expect(transfers({ assetCategory: "CASH", symbol: "--", quantity: "", cashTransfer: "-100", direction: "OUT" })[0]).toMatchObject({
      tradeType: "withdrawal",
      assetType: "cash",
      symbol: "USD",
      quantity: "-100",
      price: "1",
      meta: { netAmount: "-100", subtype: "transfer" },
    });
  });

  it("between two accounts of the same person has the same group in both", () => {
    const group = (direction: string, transactionID: string) => transfers({ type: "INTERNAL", direction, transactionID })[0]?.meta.groupId;
    expect(group("IN", "6")).toBe(group("OUT", "7"));
  });
});

describe("an option's end in a section of its own", () => {
  it("is a row when the trades don't list it", () => {
    expect(rowsOf(event())).toMatchObject([
      { tradeType: "option_expiration", quantity: "-2", meta: { netAmount: "0", brokerGain: "-1200.5" } },
    ]);
  });

  it("is skipped when they do, by id or by instrument and day", () => {
    const booked = (attributes: Record<string, string>) =>
      trades(trade({ assetCategory: "OPT", transactionType: "BookTrade", notes: "Ep", buySell: "SELL", tradePrice: "0", ...attributes }));
    expect(kinds(parse(flexOf(event(), booked({ tradeID: "31" }))))).toEqual(["skipped", "transaction"]);
    expect(kinds(parse(flexOf(event({ tradeID: "" }), booked({ symbol: "ACME  250117C00050000", dateTime: "20250117;162000" }))))).toEqual([
      "skipped",
      "transaction",
    ]);
  });

  it("shares the group of the shares it delivers", () => {
    const [end, delivery] = [
      ...rowsOf(event({ transactionType: "Assignment", quantity: "2" })),
      ...rowsOf(
        event({
          transactionType: "Sell",
          assetCategory: "STK",
          symbol: "ACME",
          quantity: "-200",
          tradePrice: "50",
          proceeds: "10000",
          tradeID: "32",
        }),
      ),
    ];
    expect(end).toMatchObject({ tradeType: "option_assignment" });
    expect(delivery).toMatchObject({ tradeType: "sell", quantity: "-200", meta: { netAmount: "10000", groupId: end?.meta.groupId } });
  });
});

describe("conversion rates", () => {
  const rate = (attributes: Record<string, string>) =>
    parse(
      flexOf(
        element(
          "ConversionRates",
          {},
          element("ConversionRate", { reportDate: "20250110", fromCurrency: "USD", toCurrency: "EUR", rate: "0.97", ...attributes }),
        ),
      ),
    ).at(-1);

  it("say what one unit of a currency was on a day", () => {
    expect(rate({})).toEqual({ kind: "rate", line: 6, date: "2025-01-10", from: "USD", to: "EUR", rate: "0.97" });
  });

  it("of -1 say that there is none, and what isn't a currency has none", () => {
    expect(rate({ rate: "-1" })).toMatchObject({ kind: "skipped" });
    expect(rate({ fromCurrency: "BTC.USD-X" })).toMatchObject({ kind: "skipped" });
  });

  it("of zero, or of a day that doesn't exist, are refused", () => {
    expect(rate({ rate: "0" })).toMatchObject({ kind: "refused" });
    expect(rate({ reportDate: "20250231" })).toMatchObject({ kind: "refused" });
  });
});

describe("sections that are no rows", () => {
  it("are named line by line, with the reason", () => {
    const items = parse(
      flexOf(
        element(
          "FxTransactions",
          {},
          element("FxTransaction", { activityDescription: "STK: 10 ACME" }),
          element("FxTransaction", { activityDescription: "ACME SPLIT" }),
        ),
        element("InterestAccruals", {}, element("InterestAccrualsCurrency", { currency: "EUR" })),
        element("SomethingNew", {}, element("Novelty", { a: "1" }, element("Detail", { b: "2" }))),
        element("ChangeInNAV", { startingValue: "1" }),
      ),
    );
    expect(kinds(items)).toEqual(["skipped", "skipped", "skipped", "skipped", "skipped", "skipped"]);
    const reasons = items.flatMap((item) => (item.kind === "skipped" ? [item.reason] : []));
    expect(reasons[0]).toContain("listed under Trades");
    expect(reasons[1]).toContain("ACME SPLIT");
    expect(reasons[3]).toContain("SomethingNew");
    expect(reasons[5]).toContain("ChangeInNAV");
  });

  it("say nothing when they are empty", () => {
    expect(kinds(parse(flexOf(element("InterestAccruals"), element("OptionEAE"), element("CorporateActions"), element("Trades"))))).toEqual(
      [],
    );
  });
});

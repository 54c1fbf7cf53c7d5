import { describe, expect, it } from "vitest";
import { describeSamples, readSample } from "@/test/samples";
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
  skipsOf,
  unitsOf,
} from "../table/preset-harness";
import { revolut } from ".";

const STOCKS = "Date,Ticker,Type,Quantity,Price per share,Total Amount,Currency,FX Rate";
const STOCKS_2 = "Date,Symbol,Type,Quantity,Price,Amount,Currency,State,Commission";
const CRYPTO = "Symbol,Type,Quantity,Price,Value,Fees,Date";
const ACCOUNT = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance";
const COINS =
  "Type,Product,Started Date,Completed Date,Description,Amount,Currency,Fiat amount,Fiat amount (inc. fees),Fee,Base currency,State,Balance";

const rows = (header: string, ...lines: string[]) => read(revolut, [header, ...lines].join("\n"));
const only = (header: string, line: string) => draftsOf(rows(header, line))[0];

describe("recognising Revolut", () => {
  it.each([
    ["stocks", STOCKS],
    ["stocks with commissions", STOCKS_2],
    ["crypto", CRYPTO],
    ["the account", ACCOUNT],
    ["coins until 2023", COINS],
    ["the account in French", "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde"],
    ["the account in Spanish", "Tipo,Producto,Fecha de inicio,Fecha de finalización,Descripción,Importe,Comisión,Divisa,State,Saldo"],
    ["the account in Polish", "Rodzaj,Produkt,Data rozpoczęcia,Data zrealizowania,Opis,Kwota,Opłata,Waluta,State,Saldo"],
    ["the account in German", "Art,Produkt,Datum des Beginns,Datum des Abschlusses,Beschreibung,Betrag,Gebühr,Währung,Status,Kontostand"],
  ])("%s", (_name, header) => expect(recognised(revolut, `${header}\n`)).toBeGreaterThan(6));
});

describe("stocks", () => {
  it("cost the total, in which a commission may hide", () => {
    expect(only(STOCKS, "2023-09-22T13:30:10.514Z,ACME,BUY - MARKET,1.5,$52.00,$78.99,USD,1.0665")).toMatchObject({
      tradeType: "buy",
      symbol: "ACME",
      quantity: "1.5",
      price: "52",
      currency: "USD",
      tradeTime: "2023-09-22T13:30:10.514Z",
      meta: { netAmount: "-78.99", fees: [{ amount: "0.99" }] },
    });
    expect(only(STOCKS, "2023-09-22T13:30:10.514Z,ACME,SELL - LIMIT,4,USD 220.00,USD 879.95,USD,1.0")).toMatchObject({
      quantity: "-4",
      price: "220",
      meta: { netAmount: "879.95", fees: [{ amount: "0.05" }] },
    });
    expect(only(STOCKS, "2025-09-22T17:08:53Z,ACME,BUY - MARKET,1.53673094,USD 325.37,USD 500,USD,1.1815")?.meta).not.toHaveProperty(
      "fees",
    );
  });

  it("of the layout with commissions have them beside the amount", () => {
    expect(only(STOCKS_2, "2024-09-22T13:30:10Z,ACME,BUY,2,50,100,USD,COMPLETED,1.00")?.meta).toMatchObject({
      netAmount: "-101",
      fees: [{ amount: "1" }],
    });
  });

  it("with a decimal comma in one cell and a point in the next are read cell by cell", () => {
    expect(only(STOCKS, '2025-09-08T07:29:03.333Z,ACME,BUY - MARKET,"0,76672417",€26.09,€20,EUR,1')).toMatchObject({
      quantity: "0.76672417",
      currency: "EUR",
      meta: { netAmount: "-20" },
    });
  });

  it.each([
    ["CASH TOP-UP", "$5.22", "deposit", "5.22"],
    ["CASH WITHDRAWAL", "-$30.93", "withdrawal", "-30.93"],
    ["CUSTODY FEE", "-$0.01", "fee", "-0.01"],
    ["CUSTODY FEE REVERSAL", "$0.01", "fee", "0.01"],
    ["ROBO MANAGEMENT FEE", "-$0.10", "fee", "-0.1"],
    ["LENDING INCOME", "$0.55", "interest", "0.55"],
  ])("%s of %s is a %s", (type, total, tradeType, net) => {
    const draft = only(STOCKS, `2022-01-15T12:00:00.000Z,,${type},,,${total},USD,1.14`);
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.symbol]).toEqual([tradeType, net, "USD"]);
  });

  it.each([
    ["DIVIDEND", "", "$0.08", "dividend", "0", "0.08"],
    ["DIVIDEND TAX (CORRECTION)", "", "-$0.02", "tax", "0", "-0.02"],
    ["STOCK SPLIT", "0.16431924", "$0", "split", "0.16431924", "0"],
    ["STOCK SPLIT", "-3", "$0", "split", "-3", "0"],
    ["SPINOFF", "2", "$0", "spin_off", "2", "0"],
    ["MERGER - STOCK", "-2", "$0", "merger", "-2", "0"],
    ["MERGER - CASH", "", "$12.50", "merger", "0", "12.5"],
    ["POSITION CLOSURE", "2", "$10", "sell", "-2", "10"],
  ])("%s of %s units is a %s", (type, quantity, total, tradeType, units, net) => {
    const draft = only(STOCKS, `2022-01-15T12:00:00.000Z,ACME,${type},${quantity},,${total},USD,1.14`);
    expect([type, draft?.tradeType, draft?.quantity, draft?.meta.netAmount]).toEqual([type, tradeType, units, net]);
  });

  it("that Revolut moved to another of its companies stay where they are", () => {
    const move = "TRANSFER FROM REVOLUT TRADING LTD TO REVOLUT SECURITIES EUROPE UAB";
    expect(skipsOf(rows(STOCKS, `2023-08-06T09:06:58.899860Z,ACME,${move},0.5,,$0,USD,1.1`))).toEqual([
      "2: A move between companies of Revolut: nothing came or went.",
    ]);
    expect(only(STOCKS, `2023-08-06T09:06:58.899860Z,,${move},,,-$0.01,USD,1.1`)).toMatchObject({
      tradeType: "journal",
      meta: { netAmount: "-0.01" },
    });
  });

  it("in the older British dates are of the day that they name first", () => {
    expect(only(STOCKS, "10/03/2020 17:48:01,,CASH TOP-UP,,,30.00,USD,1.13")?.tradeTime).toBe("2020-03-10T16:48:01.000Z");
  });

  it("keep what isn't known, and refuse what can't be read", () => {
    expect(only(STOCKS, "2022-01-15T12:00:00.000Z,ACME,MYSTERY EVENT,2,,$3,USD,1")).toMatchObject({
      tradeType: "other",
      quantity: "2",
      meta: { netAmount: "3", needsReview: true },
    });
    expect(refusalsOf(rows(STOCKS, "2022-01-15T12:00:00.000Z,ACME,BUY - MARKET,,$5,,USD,1"))).toEqual([
      "2: Quantity is empty. Expected: A number of shares. Total Amount is empty. Expected: An amount.",
    ]);
    holdsUnderDamage(
      revolut,
      `${STOCKS}\n2023-09-22T13:30:10.514Z,ACME,BUY - MARKET,1.5,$52.00,$78.99,USD,1.0665\n2022-01-15T12:00:00.000Z,,CASH TOP-UP,,,$5,USD,1`,
    );
  });

  it("give equal rows identities of their own, the same in every import", () => {
    const line = "2023-09-22T13:30:10.514Z,ACME,BUY - MARKET,1.5,$52.00,$78.00,USD,1.0665";
    const keys = keysOf(rows(STOCKS, line, line));
    expect(new Set(keys).size).toBe(2);
    expect(keysOf(rows(STOCKS, line, line))).toEqual(keys);
  });
});

describe("crypto", () => {
  it("costs the value and the fee, and brings the value without it", () => {
    expect(only(CRYPTO, 'BTC,Buy,0.5,"€60,000.00","€30,000.00",€44.85,"Mar 8, 2022, 2:08:54 PM"')).toMatchObject({
      tradeType: "buy",
      assetType: "crypto",
      symbol: "BTC",
      quantity: "0.5",
      price: "60000",
      currency: "EUR",
      tradeTime: "2022-03-08T13:08:54.000Z",
      meta: { netAmount: "-30044.85", fees: [{ amount: "44.85" }] },
    });
    expect(only(CRYPTO, 'XRP,Sell,2,35.52 CZK,71.04 CZK,1.04 CZK,"13 Apr 2021, 09:54:54"')).toMatchObject({
      quantity: "-2",
      currency: "CZK",
      tradeTime: "2021-04-13T07:54:54.000Z",
      meta: { netAmount: "70" },
    });
  });

  it.each([
    ["Send", "transfer_out", "-0.5"],
    ["Receive", "transfer_in", "0.5"],
    ["Payment", "transfer_out", "-0.5"],
  ])("%s is a %s without cash", (type, tradeType, quantity) => {
    const draft = only(CRYPTO, `BTC,${type},0.5,$10.00,$5.00,$0.00,"Mar 8, 2022, 2:08:54 PM"`);
    expect([draft?.tradeType, draft?.quantity, draft?.currency, draft?.meta.netAmount]).toEqual([tradeType, quantity, "USD", "0"]);
  });

  it("that is staked stays, and what staking brings is a reward", () => {
    expect(
      kindsOf(rows(CRYPTO, 'ETH,Stake,0.2,1 SEK,2 SEK,0 SEK,"Feb 2, 2024, 11:03:12 AM"', 'ETH,Unstake,0.2,,,,"Feb 2, 2024, 11:03:12 AM"')),
    ).toEqual({ skipped: 2 });
    expect(only(CRYPTO, 'ETH,Staking reward,0.0001,,,,"Jan 15, 2025, 12:23:31 AM"')).toMatchObject({
      tradeType: "reward",
      quantity: "0.0001",
      price: "0",
    });
  });

  it("of kinds that aren't known is for review, and without a value refused", () => {
    expect(only(CRYPTO, 'BTC,Other,0.5,$10.00,$5.00,$0.00,"Mar 8, 2022, 2:08:54 PM"')).toMatchObject({
      tradeType: "other",
      meta: { needsReview: true },
    });
    expect(refusalsOf(rows(CRYPTO, 'BTC,Buy,0.5,,,,"Mar 8, 2022, 2:08:54 PM"'))).toEqual([
      "2: Value is empty. An amount and its currency.",
    ]);
    holdsUnderDamage(revolut, `${CRYPTO}\nBTC,Buy,0.5,€10.00,€5.00,€0.10,2022-03-08 10:00:00\nETH,Stake,0.2,,,,2022-03-08 10:00:00`);
  });

  it("of the account until 2023 has units and what they were worth", () => {
    const line = (type: string, amount: string, fiat: string, state = "COMPLETED") =>
      `${type},Current,2018-07-19 15:52:15,2018-07-20 05:28:14,Exchanged,${amount},BTC,${fiat},${fiat},0.50,EUR,${state},1`;
    expect(
      draftsOf(rows(COINS, line("EXCHANGE", "0.5", "50"), line("EXCHANGE", "-0.2", "-20"), line("CARD_PAYMENT", "-0.1", "-10"))),
    ).toMatchObject([
      { tradeType: "buy", quantity: "0.5", meta: { netAmount: "-50.5" } },
      { tradeType: "sell", quantity: "-0.2", meta: { netAmount: "19.5" } },
      { tradeType: "transfer_out", quantity: "-0.1", meta: { netAmount: "0" } },
    ]);
    expect(skipsOf(rows(COINS, line("EXCHANGE", "0.5", "50", "REVERTED")))).toEqual(["2: The booking isn't completed: REVERTED."]);
  });
});

describe("the account statement", () => {
  const line = (
    type: string,
    amount: string,
    fee: string,
    currency = "EUR",
    more: { product?: string; state?: string; started?: string } = {},
  ) =>
    `${type},${more.product ?? "Current"},${more.started ?? "2026-01-28 12:54:57"},2026-01-28 12:55:27,Something,${amount},${fee},${currency},${more.state ?? "COMPLETED"},20`;

  it("adds up to its balance: fees are beside the amounts", () => {
    const drafts = draftsOf(
      rows(
        ACCOUNT,
        line("TOPUP", "100.00", "0.50"),
        line("CARD_PAYMENT", "-20.00", "0.00"),
        line("INTEREST", "0.10", "0.00", "EUR", { product: "Savings" }),
      ),
    );
    expect(cashOf(drafts)).toEqual({ EUR: "79.6" });
    expect(drafts.map(({ tradeType, meta }) => [tradeType, meta.subtype])).toEqual([
      ["deposit", "current"],
      ["withdrawal", "current"],
      ["interest", "savings"],
    ]);
  });

  it("has the two sides of an exchange in one group", () => {
    const drafts = draftsOf(rows(ACCOUNT, line("EXCHANGE", "-100.00", "0.00"), line("EXCHANGE", "108.00", "0.00", "USD")));
    expect(drafts.map(({ tradeType, quantity, currency }) => [tradeType, quantity, currency])).toEqual([
      ["fx_conversion", "-100", "EUR"],
      ["fx_conversion", "108", "USD"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("has gold bought with the money of the other line", () => {
    const items = rows(ACCOUNT, line("EXCHANGE", "-100.00", "1.00"), line("EXCHANGE", "0.05", "0.00", "XAU"));
    expect(draftsOf(items)).toMatchObject([
      {
        tradeType: "buy",
        assetType: "commodity",
        symbol: "XAU",
        quantity: "0.05",
        price: "2020",
        currency: "EUR",
        meta: { netAmount: "-101" },
      },
    ]);
    expect(skipsOf(items)).toEqual(["2: Part of the exchange on line 3."]);
    expect(draftsOf(rows(ACCOUNT, line("EXCHANGE", "0.05", "0.00", "XAU")))).toMatchObject([
      { tradeType: "transfer_in", meta: { needsReview: true } },
    ]);
  });

  it("leaves out what isn't completed, and is read in other languages", () => {
    expect(skipsOf(rows(ACCOUNT, line("TRANSFER", "-5.00", "0.00", "EUR", { state: "PENDING" })))).toEqual([
      "2: The booking isn't completed: PENDING.",
    ]);
    const french = "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde";
    expect(draftsOf(rows(french, line("Recharge", "100.00", "0.00", "EUR", { state: "TERMINÉ" })))).toMatchObject([
      { tradeType: "deposit" },
    ]);
    holdsUnderDamage(revolut, [ACCOUNT, line("EXCHANGE", "-100.00", "1.00"), line("EXCHANGE", "0.05", "0.00", "XAU")].join("\n"));
  });
});

describeSamples("real statements", () => {
  it("of stocks are read whole", () => {
    const items = read(revolut, readSample("csv/revolut-invest.csv"));
    expect(kindsOf(items)).toEqual({ transaction: 10, skipped: 2 });
    expect(linesOf(items)).toEqual(Array.from({ length: 12 }, (_line, index) => index + 2));
    expect(draftsOf(items).filter(({ meta }) => meta.needsReview)).toEqual([]);
  });

  it("of crypto are read whole", () => {
    const items = read(revolut, readSample("csv/revolut-crypto.csv"));
    expect(kindsOf(items)).toEqual({ transaction: 12, skipped: 1 });
    expect(unitsOf(draftsOf(items))).toEqual({ BTC: "0.00163011", ETH: "0.00442906" });
    expect(cashOf(draftsOf(items))).toEqual({ SEK: "-159.01", EUR: "-20.38", USD: "-10.24" });
  });
});

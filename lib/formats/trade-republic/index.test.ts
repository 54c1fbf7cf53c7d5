import { describe, expect, it } from "vitest";
import { describeSamples, readSample, sampleNames } from "@/test/samples";
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
import { tradeRepublic } from ".";

const HEADER =
  "datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,original_amount,original_currency,fx_rate,description,transaction_id,counterparty_name,counterparty_iban,payment_reference,mcc_code";

const BLANK = {
  datetime: "2026-03-06T10:20:05.865Z",
  date: "2026-03-06",
  account_type: "DEFAULT",
  category: "CASH",
  currency: "EUR",
  transaction_id: "0000-1",
};
/** A line of the official export: what isn't said stays blank. */
const line = (cells: Record<string, string>) =>
  HEADER.split(",")
    .map((column) => ({ ...BLANK, ...cells })[column as "date"] ?? "")
    .join(",");
const file = (...lines: string[]) => [HEADER, ...lines].join("\n");
const only = (cells: Record<string, string>) => draftsOf(read(tradeRepublic, file(line(cells))))[0];

const ACME = { name: "Acme", symbol: "US0000000101", asset_class: "STOCK" };

describe("recognising Trade Republic", () => {
  it.each([
    ["the official export", HEADER],
    ["pytr in German", "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern;ISIN2;Stück2"],
    ["pytr in English", "Date;Type;Value;Note;ISIN;Shares;Fees;Taxes"],
    ["pytr in Dutch", "Datum;Transactietype;Waarde (netto);Opmerking;ISIN;Aantal;Kosten;Belasting"],
    ["pytr in French", "Date;Type;Valeur;Note;ISIN;Parts;Frais;Impôts"],
    ["pytr in Spanish", "Fecha;Tipo;Valor;Nota;ISIN;Acciones;Comisiones;Impuestos"],
  ])("%s", (_name, header) => expect(recognised(tradeRepublic, `${header}\n`)).toBeGreaterThan(6));

  it("leaves Portfolio Performance's table alone", () => {
    expect(recognised(tradeRepublic, "Datum;Typ;Wert;Buchungswährung;Bruttobetrag;Stück;ISIN;Wertpapiername\n")).toBe(0);
  });
});

describe("the official export", () => {
  it("has trades whose fee and tax are not in the amount", () => {
    expect(
      only({
        ...ACME,
        category: "TRADING",
        type: "BUY",
        shares: "2.0000000000",
        price: "25.50",
        amount: "-51.00",
        fee: "-1.00",
        tax: "-0.15",
      }),
    ).toMatchObject({
      tradeType: "buy",
      assetType: "stock",
      symbol: "US0000000101",
      quantity: "2",
      price: "25.5",
      currency: "EUR",
      tradeTime: "2026-03-06T10:20:05.865Z",
      meta: {
        netAmount: "-52.15",
        externalId: "trade-republic:0000-1",
        fees: [{ amount: "1" }],
        taxes: [{ amount: "0.15" }],
        instrument: { isin: "US0000000101", name: "Acme" },
      },
    });
    expect(only({ ...ACME, type: "SELL", shares: "-2", price: "25", amount: "50.00", fee: "-1.00" })).toMatchObject({
      tradeType: "sell",
      quantity: "-2",
      meta: { netAmount: "49" },
    });
  });

  it.each([
    ["CRYPTO", "BTC", "crypto"],
    ["FUND", "IE0000000102", "etf"],
    ["BOND", "XS0000000103", "bond"],
    ["PRIVATE_FUND", "LU0000000104", "mutual_fund"],
    ["DERIVATIVE", "DE0000000105", "warrant"],
    ["SOMETHING", "US0000000101", "stock"],
  ])("has %s %s as %s", (asset_class, symbol, assetType) => {
    expect(only({ type: "BUY", shares: "1", price: "1", amount: "-1", asset_class, symbol })?.assetType).toBe(assetType);
  });

  it("has dividends net of tax, with the foreign payment and its rate", () => {
    const dividend = {
      ...ACME,
      type: "DIVIDEND",
      shares: "10",
      amount: "27.97",
      tax: "-5.14",
      original_amount: "31.67",
      original_currency: "USD",
      fx_rate: "0.883080",
    };
    expect(only(dividend)).toMatchObject({
      tradeType: "dividend",
      quantity: "0",
      meta: {
        netAmount: "22.83",
        grossAmount: "27.97",
        heldUnits: "10",
        fx: { rate: "0.88308", from: "USD", to: "EUR" },
        taxes: [{ amount: "5.14" }],
      },
    });
    expect(only({ ...dividend, amount: "-27.97", tax: "5.14" })?.meta).toMatchObject({ netAmount: "-22.83", subtype: "reversal" });
  });

  it.each([
    ["CUSTOMER_INPAYMENT", "10.10", "-0.10", "deposit", "10"],
    ["TRANSFER_IN", "53.00", "", "deposit", "53"],
    ["TRANSFER_OUT", "-53.00", "", "withdrawal", "-53"],
    ["TRANSFER_INSTANT_OUTBOUND", "-1.00", "", "withdrawal", "-1"],
    ["CARD_TRANSACTION", "-27.80", "", "withdrawal", "-27.8"],
    ["CARD_TRANSACTION", "5.00", "", "deposit", "5"],
    ["CARD_ORDERING_FEE", "0.00", "-5.00", "fee", "-5"],
    ["INTEREST_PAYMENT", "50.00", "", "interest", "50"],
    ["BENEFITS_SAVEBACK", "4.31", "", "interest", "4.31"],
    ["STOCKPERK", "10.00", "", "interest", "10"],
  ])("has %s of %s and %s as a %s of %s", (type, amount, fee, tradeType, net) => {
    const draft = only({ type, amount, fee });
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.symbol]).toEqual([tradeType, net, "EUR"]);
  });

  it("has a tax that stands alone, in the tax column only", () => {
    expect(only({ type: "TAX_OPTIMIZATION", amount: "0.000000", tax: "-4.21" })).toMatchObject({
      tradeType: "tax",
      meta: { netAmount: "-4.21" },
    });
  });

  it("has a redemption in two lines, one of units and one of money, as one row", () => {
    const bond = { asset_class: "BOND", symbol: "XS0000000103", name: "Bond", category: "CORPORATE_ACTION" };
    const items = read(
      tradeRepublic,
      file(
        line({ ...bond, type: "FINAL_MATURITY", amount: "99.47", tax: "-1.00", transaction_id: "0000-1" }),
        line({ ...bond, type: "REDEMPTION", shares: "-99.47", price: "1.000000", transaction_id: "0000-2" }),
      ),
    );
    expect(draftsOf(items)).toMatchObject([
      {
        tradeType: "redemption",
        quantity: "-99.47",
        price: "1",
        meta: { netAmount: "98.47", externalIds: ["trade-republic:0000-1", "trade-republic:0000-2"] },
      },
    ]);
    expect(skipsOf(items)).toEqual(["3: Part of the redemption on line 2."]);
  });

  it("has both ends of a migration, without cash", () => {
    const fund = { asset_class: "FUND", symbol: "IE0000000102", category: "DELIVERY", type: "MIGRATION", price: "94.344" };
    const drafts = draftsOf(
      read(
        tradeRepublic,
        file(line({ ...fund, shares: "-8.69", transaction_id: "0000-1" }), line({ ...fund, shares: "8.69", transaction_id: "0000-2" })),
      ),
    );
    expect(drafts.map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
      ["transfer_out", "-8.69", "0"],
      ["transfer_in", "8.69", "0"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
    expect(unitsOf(drafts)).toEqual({});
  });

  it("has free shares, splits for review, and private funds paid ahead", () => {
    expect(only({ ...ACME, category: "DELIVERY", type: "FREE_RECEIPT", shares: "0.5", price: "20" })).toMatchObject({
      tradeType: "transfer_in",
      quantity: "0.5",
    });
    expect(only({ ...ACME, category: "CORPORATE_ACTION", type: "FREE_RECEIPT", shares: "5" })).toMatchObject({
      tradeType: "stock_dividend",
    });
    expect(only({ ...ACME, category: "CORPORATE_ACTION", type: "SPLIT", shares: "5" })).toMatchObject({
      tradeType: "split",
      quantity: "5",
      meta: { needsReview: true },
    });
    expect(only({ asset_class: "PRIVATE_FUND", symbol: "LU0000000104", type: "PRIVATE_MARKET_BUY", amount: "-50.00" })).toMatchObject({
      tradeType: "settlement",
      quantity: "0",
      meta: { netAmount: "-50" },
    });
    expect(only({ asset_class: "PRIVATE_FUND", symbol: "LU0000000104", type: "BUY", shares: "50", price: "1" })?.meta.netAmount).toBe("0");
  });

  it("has another account for a child", () => {
    const items = read(
      tradeRepublic,
      file(
        line({ type: "TRANSFER_IN", amount: "1.00", transaction_id: "0000-1" }),
        line({ type: "TRANSFER_IN", amount: "2.00", account_type: "JUNIOR", transaction_id: "0000-2" }),
        line({ type: "TRANSFER_IN", amount: "3.00", transaction_id: "0000-3" }),
      ),
    );
    expect(items.flatMap((item) => (item.kind === "statement" ? [[item.line, item.statement.accountId]] : []))).toEqual([
      [3, "JUNIOR"],
      [4, ""],
    ]);
  });

  it("keeps types that aren't known, and refuses what can't be read", () => {
    expect(only({ type: "QUANTUM_LEAP", amount: "5.00" })).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "5", needsReview: true },
    });
    expect(
      refusalsOf(read(tradeRepublic, file(line({ ...ACME, type: "BUY", amount: "-5.00" }), line({ type: "TRANSFER_IN", amount: "x" })))),
    ).toEqual(["2: shares is empty. A number of shares.", '3: amount: "x" is not valid. A number such as 1234.56.']);
    holdsUnderDamage(
      tradeRepublic,
      file(line({ ...ACME, type: "BUY", shares: "1", price: "5", amount: "-5.00" }), line({ type: "TRANSFER_IN", amount: "5.00" })),
    );
  });
});

describe("pytr's table", () => {
  const GERMAN = "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern;ISIN2;Stück2";
  const rows = (...lines: string[]) => draftsOf(read(tradeRepublic, [GERMAN, ...lines].join("\n")));

  it("has amounts net of fees, and a price without them", () => {
    expect(rows("2026-01-05T10:12:44;Kauf;-501,00;Acme;US0000000101;2,5;-1,00;;;")).toMatchObject([
      {
        tradeType: "buy",
        quantity: "2.5",
        price: "200",
        tradeTime: "2026-01-05T09:12:44.000Z",
        meta: { netAmount: "-501", fees: [{ amount: "1" }] },
      },
    ]);
    expect(rows("2026-03-05T09:00:00;Verkauf;459.23;Acme;US0000000101;-2.0;-1.0;-2.5;;")).toMatchObject([
      { tradeType: "sell", quantity: "-2", price: "231.365", meta: { netAmount: "459.23" } },
    ]);
  });

  it.each([
    ["Einlage", "1.000,00", "deposit", "1000"],
    ["Kartenzahlung", "-3.002,80", "withdrawal", "-3002.8"],
    ["Onttrekking", "-10,84", "withdrawal", "-10.84"],
    ["Removal", "-10.0", "withdrawal", "-10"],
    ["Zinsbelastung", "-0,50", "interest", "-0.5"],
    ["Steuerrückerstattung", "3,20", "tax", "3.2"],
    ["Gebühren", "-5,00", "fee", "-5"],
    ["Intérêts", "1,25", "interest", "1.25"],
  ])("has %s of %s as a %s", (type, value, tradeType, net) => {
    const [draft] = rows(`2026-01-05;${type};${value};Note;;;;;;`);
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.meta.dateOnly]).toEqual([tradeType, net, true]);
  });

  it("has a dividend's tax beside it, swaps as two rows, and the rest for review", () => {
    expect(rows("2026-02-10T08:00:00;Dividende;0,48;Acme;US0000000101;2,5;;-0,12;;")).toMatchObject([
      { tradeType: "dividend", quantity: "0", meta: { netAmount: "0.48", grossAmount: "0.6" } },
    ]);
    expect(
      rows("2026-02-10T08:00:00;Swap;;Acme;US0000000101;2,5;;;US0000000102;5").map(({ symbol, quantity }) => [symbol, quantity]),
    ).toEqual([
      ["US0000000101", "-2.5"],
      ["US0000000102", "5"],
    ]);
    expect(rows("2026-02-10;Wunder;5,00;Acme;;;;;;")).toMatchObject([{ tradeType: "other", meta: { needsReview: true } }]);
    expect(refusalsOf(read(tradeRepublic, `${GERMAN}\n2026-02-10;Swap;;Acme;US0000000101;2,5;;;;\n2026-02-10;Kauf;-5;Acme;;;;;;`))).toEqual(
      [
        "2: The swap doesn't name both securities and their numbers. ISIN, shares, ISIN2 and shares2.",
        "3: Stück is empty. A number of shares.",
      ],
    );
    holdsUnderDamage(
      tradeRepublic,
      `${GERMAN}\n2026-02-10;Kauf;-5,00;Acme;US0000000101;2,5;;;;\n2026-02-10;Swap;;A;US0000000101;2,5;;;US0000000102;5`,
    );
  });
});

describeSamples("real exports", () => {
  it.each(sampleNames("traderepublic"))("%s is read whole, each row by its id", (name) => {
    const bytes = readSample(name);
    const items = read(tradeRepublic, bytes);
    const lines = bytes.toString("utf8").trim().split("\n").length;
    expect(linesOf(items)).toEqual(Array.from({ length: lines - 1 }, (_line, index) => index + 2));
    expect(kindsOf(items)).toMatchObject({ transaction: lines - 1 });
    expect(new Set(keysOf(items)).size).toBe(lines - 1);
    expect(draftsOf(items).filter(({ meta }) => meta.needsReview)).toEqual([]);
  });

  it("with decimal commas in some rows and points in others are read row by row", () => {
    const items = read(tradeRepublic, readSample("csv/traderepublic.csv"));
    expect(kindsOf(items)).toEqual({ transaction: 9 });
    expect(cashOf(draftsOf(items))).toEqual({ EUR: "-638.536621" });
    expect(unitsOf(draftsOf(items))).toEqual({ LU1829221024: "0.2989", US88160R1014: "-0.2625", SI0031102120: "5" });
  });
});

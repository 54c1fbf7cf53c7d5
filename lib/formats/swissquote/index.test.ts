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
import { swissquote } from ".";

const ENGLISH = "Date;Order #;Transaction;Symbol;Name;ISIN;Quantity;Unit price;Costs;Accrued Interest;Net Amount;Balance;Currency";
const GERMAN =
  "Datum;Auftrag #;Transaktionen;Symbol;Name;ISIN;Anzahl;Stückpreis;Kosten;Aufgelaufene Zinsen;Nettobetrag;Währung Nettobetrag;Nettobetrag in der Währung des Kontos;Saldo;Währung";

const rows = (...lines: string[]) => read(swissquote, [ENGLISH, ...lines].join("\n"));
const only = (line: string) => draftsOf(rows(line))[0];
const german = (...lines: string[]) => draftsOf(read(swissquote, [GERMAN, ...lines].join("\n")));

const BUY = "10-08-2022 15:30:02;900001;Buy;ACM;ACME INC;US0000000101;200.0;19.85;5.96;0.00;-3975.96;1000.00;USD";
const SELL = "11-08-2022 10:37:37;900002;Sell;ACM;ACME INC;US0000000101;50.0;20.00;10.00;0.00;990.00;1990.00;USD";
const DIVIDEND = "30-06-2022 16:35:13;00000000;Dividend;ACM;ACME INC;US0000000101;1.0;100.00;15.00;0.00;85.00;941.93;USD";
const booking = (word: string, net: string, currency = "CHF") =>
  `30-06-2022 18:01:13;00000000;${word};;;;1.0;${net.replace("-", "")};0.00;0.00;${net};28197.90;${currency}`;

describe("recognising Swissquote", () => {
  it.each([
    ["English", ENGLISH],
    ["German", GERMAN],
    ["German of PostFinance", GERMAN.replace("in der Währung des Kontos", "in Kontowährung")],
    [
      "German until 2020",
      "Datum;Auftrag #;Transaktionen;Symbol;Name;ISIN;Anzahl;Stückpreis;Kosten;Aufgelaufene Zinsen;Nettobetrag;Saldo;Währung",
    ],
    ["French", "Date;Ordre #;Transaction;Symbole;Nom;ISIN;Quantité;Prix unitaire;Coûts;Intérêts courus;Montant net;Solde;Monnaie"],
    ["Italian", "Data;Ordine #;Transazione;Simbolo;Nome;ISIN;Quantità;Prezzo unitario;Costi;Interessi maturati;Importo netto;Saldo;Valuta"],
  ])("in %s", (_name, header) => expect(recognised(swissquote, `${header}\n`)).toBeGreaterThan(11));

  it("not by another broker's table", () => {
    expect(recognised(swissquote, "Date;Category;Asset Name;ISIN;Number of Shares;Asset Currency;Cash Flow;Balance\n")).toBe(0);
  });

  it("in windows-1252, as it is saved", () => {
    const bytes = Buffer.from(
      [GERMAN, "30-09-2023 18:00:00;0;Depotgebühren;;;;1.0;50.00;3.85;0.00;-53.85;CHF;-53.85;5546.15;CHF"].join("\r\n"),
      "latin1",
    );
    expect(draftsOf(read(swissquote, new Uint8Array(bytes)))).toMatchObject([{ tradeType: "fee", meta: { netAmount: "-53.85" } }]);
  });
});

describe("trades", () => {
  it("have their costs in the net amount, and Swiss time", () => {
    const drafts = draftsOf(rows(BUY, SELL));
    expect(drafts).toMatchObject([
      {
        tradeType: "buy",
        assetType: "stock",
        symbol: "ACM",
        quantity: "200",
        price: "19.85",
        currency: "USD",
        tradeTime: "2022-08-10T13:30:02.000Z",
        meta: {
          netAmount: "-3975.96",
          fees: [{ type: "commission", amount: "5.96", currency: "USD" }],
          groupId: "swissquote:900001",
          instrument: { isin: "US0000000101", name: "ACME INC" },
        },
      },
      { tradeType: "sell", quantity: "-50", price: "20", meta: { netAmount: "990" } },
    ]);
    expect(unitsOf(drafts)).toEqual({ ACM: "150" });
    expect(cashOf(drafts)).toEqual({ USD: "-2985.96" });
    expect(drafts[0]?.meta).not.toHaveProperty("externalId");
  });

  it("of one order and one second stay apart, even when equal", () => {
    expect(new Set(keysOf(rows(BUY, BUY.replace("200.0", "6.0"), BUY))).size).toBe(3);
  });

  it("in another currency move the account's", () => {
    const line = "12-01-2023 14:00:00;900003;Kauf;BIR;BIRCH UCITS ETF;IE0000000202;10.0;95.50;9.55;0.00;-964.55;EUR;-950.08;5000.00;CHF";
    expect(german(line)[0]).toMatchObject({
      assetType: "etf",
      currency: "CHF",
      price: "94.06733",
      meta: {
        netAmount: "-950.08",
        fees: [{ amount: "9.4067", currency: "CHF" }],
        fx: { rate: "0.9849981857", from: "EUR", to: "CHF" },
        quoted: { price: "95.5", currency: "EUR" },
      },
    });
  });

  it("of bonds are in percent, with the interest that had accrued", () => {
    const line = "12-01-2023 14:00:00;900004;Buy;;1.5% OAK 2030;CH0000000303;10000.0;98.50;25.00;40.00;-9915.00;0.00;CHF";
    expect(only(line)).toMatchObject({
      assetType: "bond",
      symbol: "CH0000000303",
      quantity: "10000",
      price: "98.5",
      meta: { netAmount: "-9915", priceUnit: "percent", accruedInterest: "40", fees: [{ amount: "25" }] },
    });
    expect(only(line.replace("98.50", "98.50%"))).toMatchObject({ price: "98.5", meta: { priceUnit: "percent" } });
  });

  it("of bonds in another currency keep the interest out of the price", () => {
    const line = "12-01-2023 14:00:00;900004;Verkauf;;1.5% OAK 2030;CH0000000303;10000.0;98.00;25.00;40.00;9815.00;EUR;9815.00;0.00;CHF";
    expect(german(line)[0]).toMatchObject({
      quantity: "-10000",
      price: "98",
      meta: { netAmount: "9815", priceUnit: "percent", accruedInterest: "40" },
    });
  });

  it("in pence are in pounds", () => {
    const pence = "05-01-2023 09:00:00;900005;Buy;ELM;ELM PLC;GB0000000404;10.0;700.5;7.00;0.00;-7'012.00;999.00;GBX";
    expect(only(pence)).toMatchObject({
      currency: "GBP",
      price: "7.005",
      meta: { netAmount: "-70.12", minorUnit: "GBX", fees: [{ amount: "0.07" }] },
    });
    const mixed = "05-01-2023 09:00:00;900005;Buy;ELM;ELM PLC;GB0000000404;10.0;700.5;0.07;0.00;-70.12;999.00;GBP";
    expect(only(mixed)).toMatchObject({ currency: "GBP", price: "7.005", meta: { netAmount: "-70.12", minorUnit: "GBX" } });
  });

  it("of coins have no ISIN", () => {
    expect(only(BUY.replace("ACM;ACME INC;US0000000101", "BTC;Bitcoin;"))).toMatchObject({ assetType: "crypto", symbol: "BTC" });
  });

  it.each([
    ["Kauf", "buy"],
    ["Achat", "buy"],
    ["Acquisto", "buy"],
    ["Verkauf", "sell"],
    ["Vente", "sell"],
    ["Vendita", "sell"],
  ])("are called %s too", (word, tradeType) => expect(only(BUY.replace("Buy", word))?.tradeType).toBe(tradeType));
});

describe("income", () => {
  it("has the tax withheld in its costs", () => {
    expect(only(DIVIDEND)).toMatchObject({
      tradeType: "dividend",
      symbol: "ACM",
      quantity: "0",
      meta: { netAmount: "85", grossAmount: "100", taxes: [{ type: "withholding", amount: "15", currency: "USD" }] },
    });
  });

  it.each([
    ["Dividende", "dividend", undefined],
    ["Capital Gain", "dividend", "capital-gain"],
    ["Kapitalrückzahlung", "return_of_capital", undefined],
    ["Coupon", "interest", "coupon"],
    ["Wertpapierleihe", "interest", "lending"],
    ["Verrechnungssteuer", "tax", "withholding"],
    ["Impôt anticipé", "tax", "withholding"],
  ])("%s is a %s (%s)", (word, tradeType, subtype) => {
    const draft = only(DIVIDEND.replace("Dividend", word).replace("15.00", "0.00"));
    expect([draft?.tradeType, draft?.meta.subtype, draft?.symbol]).toEqual([tradeType, subtype, "ACM"]);
  });
});

describe("bookings of money", () => {
  it.each([
    ["Payment", "1000", "deposit"],
    ["Zahlung", "-10", "withdrawal"],
    ["Zahlung", "1000", "deposit"],
    ["Vergütung", "5000", "deposit"],
    ["Auszahlung", "-500", "withdrawal"],
    ["Belastung", "-500", "withdrawal"],
    ["Versement", "500", "deposit"],
    ["Custody Fees", "-53.85", "fee"],
    ["Depotgebühren", "-53.85", "fee"],
    ["Spesen Steuerauszug", "-25", "fee"],
    ["Berichtigung Börsengeb.", "1", "fee"],
    ["Droits de garde", "-20", "fee"],
    ["Interests", "-0.01", "interest"],
    ["Zinsen auf Belastungen", "-2", "interest"],
    ["Zinsen auf Einlagen", "0.5", "interest"],
    ["Forex-Gutschrift", "1995.39", "fx_conversion"],
    ["Fx-Belastung Comp.", "-2000", "fx_conversion"],
  ])("%s of %s is a %s", (word, net, tradeType) => {
    const draft = only(booking(word, net));
    expect([draft?.tradeType, draft?.symbol, draft?.meta.netAmount]).toEqual([tradeType, "CHF", net]);
    expect(draft?.quantity).toBe(tradeType === "fee" || tradeType === "interest" ? "0" : net);
  });

  it("that exchange currencies share their order, or the moment", () => {
    const sides = draftsOf(
      rows(
        "23-08-2022 12:00:25;900006;Forex credit;;;;1.0;1995.39;0.00;0.00;1995.39;2937.32;EUR",
        "23-08-2022 12:00:25;900006;Forex debit;;;;1.0;2000.00;0.00;0.00;-2000.00;166660.08;USD",
        booking("Fx-Gutschrift Comp.", "5", "CHF"),
        booking("Fx-Belastung Comp.", "-5", "EUR"),
      ),
    );
    expect(sides.map(({ symbol, quantity, meta }) => [symbol, quantity, meta.groupId])).toEqual([
      ["EUR", "1995.39", "swissquote:900006"],
      ["USD", "-2000", "swissquote:900006"],
      ["CHF", "5", "swissquote:fx:2022-06-30T16:01:13.000Z"],
      ["EUR", "-5", "swissquote:fx:2022-06-30T16:01:13.000Z"],
    ]);
  });

  it("may have the currency where the balance belongs", () => {
    const line = "30-12-2024 00:35:49;00000000;Zahlung;;;;1.0;1000.00;0.00;0.00;1000.00;CHF;";
    expect(only(line)).toMatchObject({ tradeType: "deposit", currency: "CHF", quantity: "1000" });
  });

  it("take the cost of a payment with them", () => {
    expect(only("24-08-2022 07:00:15;00000000;Debit;;;;1.0;2000.00;2.00;0.00;-2002.00;6612.40;CHF")).toMatchObject({
      tradeType: "withdrawal",
      meta: { netAmount: "-2002", fees: [{ amount: "2", currency: "CHF" }] },
    });
  });

  it("of nothing are skipped", () => expect(skipsOf(rows(booking("Interests", "0.00")))).toEqual(["2: The amount is 0."]));
});

describe("units without a trade", () => {
  const moved = (word: string, units = "10.0") =>
    german(`12-01-2023 14:00:00;900007;${word};ACM;ACME INC;US0000000101;${units};20.00;0.00;0.00;200.00;CHF;-;5000.00;CHF`)[0];

  it.each([
    ["Titeleingang", "transfer_in", "10"],
    ["Titelausgang", "transfer_out", "-10"],
    ["Spin off", "spin_off", "10"],
    ["Ausgabe von Anrechten", "rights", "10"],
    ["Stockdividende", "stock_dividend", "10"],
  ])("%s is a %s of %s, and moves no money", (word, tradeType, quantity) => {
    const draft = moved(word);
    expect([draft?.tradeType, draft?.quantity, draft?.meta.netAmount, draft?.meta.needsReview]).toEqual([
      tradeType,
      quantity,
      "0",
      undefined,
    ]);
  });

  it.each([
    ["Split", "split"],
    ["Fusion", "merger"],
    ["Interne Titelumbuchung", "journal"],
    ["Etwas Neues", "other"],
    ["Storno Kauf", "other"],
  ])("%s doesn't say in which direction", (word, tradeType) => {
    const draft = moved(word);
    expect([draft?.tradeType, draft?.quantity, draft?.meta.needsReview]).toEqual([tradeType, "0", true]);
    expect(draft?.meta.reasons).toContain("The export doesn't say whether 10 units came or went.");
    expect(moved(word, "-10.0")?.quantity).toBe("-10");
  });

  it("are redeemed for money", () => {
    const line = "10-10-2023 10:00:00;900008;Rückzahlung;ACM;ACME INC;US0000000101;20.0;2.50;0.00;0.00;50.00;CHF;50.00;0.00;CHF";
    expect(german(line)[0]).toMatchObject({ tradeType: "redemption", quantity: "-20", meta: { netAmount: "50" } });
    expect(german(line.replace("20.0;2.50", "1.0;50.00"))[0]).toMatchObject({
      quantity: "0",
      meta: { netAmount: "50", needsReview: true },
    });
  });
});

describe("lines that can't be read", () => {
  it("are refused with what is wrong", () => {
    expect(
      refusalsOf(
        rows(
          BUY.replace("10-08-2022", "31-02-2022"),
          BUY.replace("-3975.96", "x"),
          BUY.replace("ACM;ACME INC;US0000000101", ";;"),
          BUY.replace("USD", ""),
        ),
      ),
    ).toEqual([
      '2: Date: "31-02-2022 15:30:02" is not valid. A date that exists, such as 31.12.2025.',
      '3: Net Amount: "x" is not valid. A number such as 1234.56.',
      "4: The line names no instrument. A symbol, a name or an ISIN.",
      "5: Currency is empty. A currency code such as USD.",
    ]);
  });

  it("never go unsaid, however damaged the file", () => {
    expect(kindsOf(rows(BUY, SELL, DIVIDEND, ""))).toEqual({ transaction: 3 });
    holdsUnderDamage(swissquote, [ENGLISH, BUY, SELL, DIVIDEND, booking("Forex credit", "5"), booking("Zork", "-5")].join("\n"));
  });
});

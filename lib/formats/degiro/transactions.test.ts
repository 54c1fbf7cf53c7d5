import { describe, expect, it } from "vitest";
import {
  draftsOf,
  holdingsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  linesOf,
  read,
  recognised,
  refusalsOf,
  skipsOf,
} from "../table/preset-harness";
import { FormatError } from "../types";
import { degiro } from ".";

const OLD_NL =
  "Datum,Tijd,Product,ISIN,Beurs,Uitvoeringsplaats,Aantal,Koers,,Lokale waarde,,Waarde,,Wisselkoers,Transactiekosten en/of kosten van derden,,Totaal,,Order ID";
const NEW_EN =
  "Date,Time,Product,ISIN,Reference exchange,Venue,Quantity,Price,,Local value,,Value EUR,Exchange rate,AutoFX Fee,Transaction and/or third party fees EUR,Total EUR,Order ID,";

const file = (header: string, ...lines: string[]) => [header, ...lines].join("\n");

describe("recognising the transactions", () => {
  it.each([
    ["Dutch, old", OLD_NL],
    [
      "English, old",
      "Date,Time,Product,ISIN,Reference,Venue,Quantity,Price,,Local value,,Value,,Exchange rate,Transaction and/or third,,Total,,Order ID",
    ],
    ["English, new", NEW_EN],
    [
      "Dutch, new",
      "Datum,Tijd,Product,ISIN,Beurs,Uitvoeringsplaats,Aantal,Koers,,Lokale waarde,,Waarde EUR,Wisselkoers,AutoFX Kosten,Transactiekosten en/of kosten van derden EUR,Totaal EUR,Order ID,",
    ],
    [
      "German",
      "Datum,Uhrzeit,Produkt,ISIN,Referenzbörse,Ausführungsort,Anzahl,Kurs,,Wert in Lokalwährung,,Wert,,Wechselkurs,Transaktionsgebühren,,Gesamt,,Order-ID",
    ],
    [
      "French",
      "Date,Heure,Produit,Code ISIN,Bourse,Lieu d'exécution,Quantité,Cours,,Montant devise locale,,Montant,,Taux de change,Frais de courtage,,Total,,ID Ordre",
    ],
    [
      "Spanish",
      "Fecha,Hora,Producto,ISIN,Bolsa de referencia,Centro de ejecución,Número,Precio,,Valor local,,Valor EUR,Tipo de cambio,Comisión AutoFX,Costes de transacción y/o externos EUR,Total EUR,ID Orden,",
    ],
    [
      "Italian",
      "Data,Ora,Prodotto,ISIN,Borsa di riferimento,Sede di esecuzione,Quantità,Quotazione,,Valore locale,,Valore EUR,Tasso di cambio,Commissione AutoFX,Costi di transazione e/o di terze parti EUR,Totale EUR,ID Ordine,",
    ],
    [
      "Portuguese",
      "Data,Hora,Produto,ISIN,Bolsa de referência,Local de execução,Quantidade,Preço,,Valor local,,Valor EUR,Taxa de câmbio,Custo AutoFX,Custos de transação e/ou de terceiros EUR,Total EUR,ID da Ordem,",
    ],
    [
      "Polish",
      "Data,Czas,Produkt,ISIN,Giełda referencyjna,Miejsce wykonania,Liczba,Kurs,,Wartość lokalna,,Wartość EUR,Kurs wymiany,Opłaty AutoFX,Opłata transakcyjna DEGIRO i/lub opłata stron,,Razem EUR,,Identyfikator zlecenia",
    ],
  ])("%s", (_name, header) => {
    expect(recognised(degiro, `${header}\n`)).toBeGreaterThan(9);
  });
});

describe("transactions", () => {
  it("are in the account's currency, with the quoted price beside", () => {
    const line =
      '15-12-2022,16:55,ACME INC,US0000000101,NDQ,XNAS,2,"40,0000",USD,"-80,00",USD,"-64,00",EUR,"1,2500","-2,00",EUR,"-66,00",EUR,order-1';
    expect(draftsOf(read(degiro, file(OLD_NL, line)))).toMatchObject([
      {
        tradeType: "buy",
        symbol: "US0000000101",
        quantity: "2",
        price: "32",
        currency: "EUR",
        tradeTime: "2022-12-15T15:55:00.000Z",
        meta: {
          netAmount: "-66",
          externalId: "degiro:order-1:2022-12-15",
          quoted: { price: "40", currency: "USD" },
          fx: { rate: "1.25", from: "EUR", to: "USD" },
          fees: [{ type: "commission", amount: "2", currency: "EUR" }],
          instrument: { name: "ACME INC", exchange: "XNAS" },
        },
      },
    ]);
  });

  it("of the newer layout have the costs of the exchange, and the id in the column without a name", () => {
    const line = "08-09-2025,15:31,ACME INC,US0000000101,NDQ,XNAS,-5,180.25,USD,901.25,USD,770.16,1.1702,-1.93,-1.00,767.23,,order-2";
    expect(draftsOf(read(degiro, file(NEW_EN, line)))).toMatchObject([
      {
        tradeType: "sell",
        quantity: "-5",
        price: "154.032",
        currency: "EUR",
        meta: {
          netAmount: "767.23",
          externalId: "degiro:order-2:2025-09-08",
          fees: [
            { type: "commission", amount: "1", currency: "EUR" },
            { type: "currency_conversion", amount: "1.93", currency: "EUR" },
          ],
        },
      },
    ]);
  });

  it("in pence are in pounds", () => {
    const line = "08-09-2025,15:31,PENNY,GB0000000102,LSE,XLON,4,496,GBX,-1984,GBX,-23.06,86.04,-0.06,-1.00,-24.12,order-3,";
    expect(draftsOf(read(degiro, file(NEW_EN, line)))[0]?.meta).toMatchObject({
      quoted: { price: "4.96", currency: "GBP" },
      minorUnit: "GBX",
      fx: { rate: "0.8604", from: "EUR", to: "GBP" },
    });
  });

  it("of one order and day are one row", () => {
    const fill = (units: string, value: string, fees: string, total: string) =>
      `08-09-2025,15:31,ACME,NL0000000103,EAM,XAMS,${units},10.00,EUR,${value},EUR,${value},,0.00,${fees},${total},order-4,`;
    const items = read(degiro, file(NEW_EN, fill("3", "-30.00", "-1.00", "-31.00"), fill("2", "-20.00", "", "-20.00")));
    expect(draftsOf(items)).toMatchObject([{ quantity: "5", price: "10", meta: { netAmount: "-51" } }]);
    expect(skipsOf(items)).toEqual(["3: Part of the order on line 2."]);
    expect(linesOf(items)).toEqual([2, 3]);
  });

  it("are the same rows as those of the account statement", () => {
    const account = [
      "Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id",
      '15-12-2022,16:55,15-12-2022,ACME INC,US0000000101,Valuta Creditering,"1,2500",USD,"80,00",USD,"0,00",order-1',
      '15-12-2022,16:55,15-12-2022,ACME INC,US0000000101,Valuta Debitering,,EUR,"-64,00",EUR,"0,07",order-1',
      '15-12-2022,16:55,15-12-2022,ACME INC,US0000000101,DEGIRO Transactiekosten en/of kosten van derden,,EUR,"-2,00",EUR,"31,98",order-1',
      '15-12-2022,16:55,15-12-2022,ACME INC,US0000000101,"Koop 2 @ 40 USD",,USD,"-80,00",USD,"-80,00",order-1',
    ].join("\n");
    const transactions = file(
      OLD_NL,
      '15-12-2022,16:55,ACME INC,US0000000101,NDQ,XNAS,2,"40,0000",USD,"-80,00",USD,"-64,00",EUR,"1,2500","-2,00",EUR,"-66,00",EUR,order-1',
    );
    const [one, other] = [read(degiro, account), read(degiro, transactions)];
    expect(keysOf(one)).toEqual(keysOf(other));
    const facts = (items: typeof one) =>
      draftsOf(items).map(({ quantity, price, currency, tradeTime, meta }) => [quantity, price, currency, tradeTime, meta.netAmount]);
    expect(facts(one)).toEqual(facts(other));
  });

  it("that no order and no costs belong to are changes of ISIN or splits where they come in pairs, and else for review", () => {
    const free = (product: string, isin: string, units: string, price: string, value: string) =>
      `23-02-2025,02:30,${product},${isin},EAM,XAMS,${units},${price},EUR,${value},EUR,${value},,,,${value},,`;
    const items = read(
      degiro,
      file(
        NEW_EN,
        free("OLD", "US0000000120", "-500", "0.04", "20.00"),
        free("NEW", "US0000000121", "500", "0.04", "-20.00"),
        free("ACME", "US0000000101", "-3", "50", "150.00"),
        free("ACME", "US0000000101", "15", "10", "-150.00"),
        free("ODD", "US0000000126", "7", "0", "0.00"),
      ),
    );
    expect(
      draftsOf(items).map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount, meta.needsReview ?? false]),
    ).toEqual([
      ["symbol_change", "-500", "0", false],
      ["symbol_change", "500", "0", false],
      ["split", "-3", "0", false],
      ["split", "15", "0", false],
      ["buy", "7", "0", true],
    ]);
  });

  it("that can't be read are refused", () => {
    const items = read(degiro, file(NEW_EN, "08-09-2025,15:31,ACME,NL0000000103,EAM,XAMS,three,10.00,EUR,-30,EUR,-30,,0,-1,-31,order-4,"));
    expect(refusalsOf(items)).toEqual(['2: Quantity: "three" is not valid. A number such as 1234.56.']);
    holdsUnderDamage(degiro, file(NEW_EN, "08-09-2025,15:31,ACME,NL0000000103,EAM,XAMS,3,10.00,EUR,-30,EUR,-30,,0,-1,-31,order-4,"));
  });
});

describe("the portfolio", () => {
  const PORTFOLIO = [
    "Product,Symbol/ISIN,Amount,Closing,Local value,,Value in EUR",
    'CASH & CASH FUND & FTX CASH (EUR),,,,EUR,"1079,92","1079,92"',
    'ACME INC,US0000000101,13,"91,15",USD,"1184,95","1019,29"',
    'GONE PLC,GB0000000102,0,"1,00",GBP,"0,00","0,00"',
  ].join("\n");

  it("is of the day in the file's name", () => {
    const items = read(degiro, PORTFOLIO, { fileName: "Portfolio_2025-12-31.csv" });
    expect(items[0]).toEqual({ kind: "snapshot", line: 1, asOf: "2025-12-31T00:00:00.000Z", dateOnly: true });
    expect(kindsOf(items)).toEqual({ snapshot: 1, holding: 2, skipped: 1 });
    expect(holdingsOf(items)).toMatchObject([
      { assetType: "cash", symbol: "EUR", quantity: "1079.92", marketValue: "1079.92" },
      {
        symbol: "US0000000101",
        isin: "US0000000101",
        quantity: "13",
        currency: "USD",
        marketValue: "1184.95",
        avgPrice: null,
        meta: { price: "91.15" },
      },
    ]);
  });

  it("is refused without one, saying how to mend it", () => {
    expect(() => read(degiro, PORTFOLIO, { fileName: "Portfolio.csv" })).toThrow(FormatError);
    expect(() => read(degiro, PORTFOLIO)).toThrow("on which day");
  });

  it.each([
    ["German", "Produkt,Symbol/ISIN,Anzahl,Schlusskurs,Wert,,Wert in EUR"],
    ["Dutch", "Product,Symbool/ISIN,Aantal,Slotkoers,Lokale waarde,,Waarde in EUR"],
    ["Polish", "Produkt,Symbol/ISIN,Suma,Kurs,Lokalna wartość,,Wartość w EUR"],
    ["Czech", "Produkt,Symbol/ISIN,Množství,Uzavírací,Hodnota,,Hodnota v EUR"],
  ])("is read in %s", (_language, header) => {
    const items = read(degiro, PORTFOLIO.replace(/^.*\n/, `${header}\n`), { fileName: "2025-12-31.csv" });
    expect(holdingsOf(items).map(({ quantity, marketValue }) => [quantity, marketValue])).toEqual([
      ["1079.92", "1079.92"],
      ["13", "1184.95"],
    ]);
  });

  it("of older files has currency and value in one cell", () => {
    const text = "Produkt,Symbol/ISIN,Anzahl,Schlußkurs,Wert,Wert in EUR\nACME,US0000000101,3,123.45,USD 370.35,337.02\n";
    expect(holdingsOf(read(degiro, text, { fileName: "31-12-2020.csv" }))).toMatchObject([{ currency: "USD", marketValue: "370.35" }]);
  });
});

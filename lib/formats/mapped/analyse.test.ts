import { describe, expect, it } from "vitest";
import { type Analysis, analyse } from "./analyse";
import { mappedFormat } from "./apply";
import { table } from "./fixtures";
import { gapsOf } from "./gaps";
import { findMeaning } from "./type-words";

const text = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);
const fieldsOf = ({ columns }: Analysis) => Object.fromEntries(columns.map(({ title, suggestion }) => [title, suggestion?.field ?? null]));

describe("what a table is found to be", () => {
  it("a German bank's file: semicolons, Windows-1252, comma, a preamble, the currency in a name", () => {
    const german = [
      "Depotumsätze;Konto 4711",
      "",
      "Buchungstag;Vorgang;ISIN;Bezeichnung;Stück;Kurs;Betrag (EUR);Gebühr",
      "03.02.2025;Kauf;DE0007164600;SAP SE;10;1.234,50;-12.350,00;5,00",
      "14.02.2025;Ausschüttung;IE00B4L5Y983;Core MSCI World;;;12,34;",
    ].join("\r\n");
    const bytes = new Uint8Array([...german].map((letter) => letter.charCodeAt(0)));
    const found = analyse(bytes);
    expect(found).toMatchObject({ encoding: "Windows-1252", delimiter: ";", headerLine: 3, rows: 2 });
    expect(fieldsOf(found)).toEqual({
      Buchungstag: "date",
      Vorgang: "type",
      ISIN: "isin",
      Bezeichnung: "name",
      Stück: "quantity",
      Kurs: "price",
      "Betrag (EUR)": "amount",
      Gebühr: "fee",
    });
    expect(found.mapping).toMatchObject({ numbers: "comma", amountSigns: "signed", constants: { currency: "EUR" } });
    expect(found.mapping.types).toEqual([
      { word: "Kauf", meaning: "buy" },
      { word: "Ausschüttung", meaning: "dividend" },
    ]);
    expect(gapsOf(found.mapping, found)).toEqual([]);
    const rows = [...mappedFormat(found.mapping).parse(bytes)].flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(rows.map(({ tradeType, tradeTime, meta }) => [tradeType, tradeTime.slice(0, 10), meta.netAmount])).toEqual([
      ["buy", "2025-02-03", "-12350"],
      ["dividend", "2025-02-14", "12.34"],
    ]);
  });

  it("dates that nothing in the whole column decides are asked for, with the rows that leave it open", () => {
    const found = analyse(text(["Date,Type,Symbol,Quantity,Price", "01/02/2025,Buy,A,1,2", "03/03/2025,Buy,A,1,2"]));
    expect(found.columns[0]?.dates).toEqual({
      order: null,
      possible: ["dmy", "mdy"],
      decidedBy: [{ order: "ymd", line: 2, text: "01/02/2025" }],
      undecided: [{ line: 2, text: "01/02/2025" }],
    });
    expect(found.mapping.columns[0]).toEqual({ name: "date", field: "date" });
    expect(gapsOf(found.mapping, found).map(({ at }) => at)).toEqual(["constants", "dates"]);
  });

  it("one row anywhere decides the dates, and is the evidence", () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `01/0${(index % 9) + 1}/2025,Buy,A,1,2`);
    const found = analyse(text(["Date,Type,Symbol,Quantity,Price", ...rows, "02/28/2025,Buy,A,1,2"]));
    expect(found.columns[0]?.dates?.order).toBe("mdy");
    expect(found.columns[0]?.dates?.decidedBy).toContainEqual({ order: "dmy", line: 5_002, text: "02/28/2025" });
  });

  it("days that are the same in either order leave nothing to ask", () => {
    expect(analyse(text(["Date,Type,Symbol,Quantity,Price", "03/03/2025,Buy,A,1,2"])).columns[0]?.dates?.order).not.toBeNull();
  });

  it("a table without a header is read by its cells", () => {
    const found = analyse(
      table([
        ["2025-01-02", "Kauf", "US0378331005", "EUR"],
        ["2025-01-03", "Verkauf", "US0378331005", "EUR"],
      ]),
    );
    expect(found.headerLine).toBeNull();
    expect(found.mapping.columns.map(({ name, field }) => [name, field])).toEqual([
      ["#1", "date"],
      ["#2", "type"],
      ["#3", "isin"],
      ["#4", "currency"],
    ]);
    expect(found.mapping.signature).toBe("");
  });

  it("a header may be chosen by its line, and a wrong guess is taken back", () => {
    const lines = ["Date,Type,Amount,Symbol", "When,What,Sum,Thing", "2025-01-02,Buy,5,A"];
    expect(analyse(text(lines)).headerLine).toBe(1);
    expect(analyse(text(lines), { headerLine: 2 }).headerLine).toBe(2);
    expect(analyse(text(lines), { headerLine: 0 }).headerLine).toBeNull();
  });

  it("positions are told from a ledger", () => {
    const found = analyse(text(["ISIN;Name;Quantity;Average cost;Market value;Currency", "US0378331005;Apple;10;5;70;USD"]));
    expect(found.mapping.kind).toBe("holdings");
    expect(gapsOf(found.mapping, found).map((gap) => gap.text)).toEqual(["Say of which day these positions are."]);
  });

  it("a number that repeats itself is not suggested as the number of the row", () => {
    const found = analyse(text(["Date,Type,Amount,Order ID", "2025-01-02,Fee,5,77", "2025-01-03,Fee,6,77"]));
    expect(found.columns[3]).toMatchObject({ suggestion: null, repeats: 1 });
  });

  it("fees are found to be outside of the amount by the rows that add up so", () => {
    const found = analyse(
      text(["Date,Type,Symbol,Quantity,Price,Amount,Fee,Currency", "2025-01-02,Buy,A,10,5,50,-1,EUR", "2025-01-02,Buy,A,20,5,100,-1,EUR"]),
    );
    expect(found.mapping).toMatchObject({ charges: "outside", chargeSigns: "negative", amountSigns: "unsigned" });
  });
});

describe("the words of twelve languages", () => {
  it.each([
    ["buy", "Buy, Kauf, Achat, Aankoop, Compra, Acquisto, Köp, Kupno, Køb, Kjøp, Osto, BUY - MARKET, Sparplanausführung"],
    ["sell", "Sell, Verkauf, Vente, Verkoop, Venta, Vendita, Venda, Sälj, Sprzedaż, Salg, Myynti"],
    ["dividend", "Dividend, Dividende, Ausschüttung, Dividendo, Utdelning, Dywidenda, Udbytte, Utbytte, Osinko, Dividend (Ordinary)"],
    ["interest", "Interest, Zinsen, Intérêts, Rente, Intereses, Interessi, Juros, Ränta, Odsetki, Renter, Korko"],
    ["fee", "Fee, Gebühr, Frais, Kosten, Comisión, Commissioni, Comissão, Avgift, Opłata, Gebyr, Palkkio"],
    [
      "deposit",
      "Deposit, Einzahlung, Versement, Storting, Ingreso, Versamento, Depósito, Insättning, Wpłata, Indbetaling, Innskudd, Talletus",
    ],
    ["withdrawal", "Withdrawal, Auszahlung, Retrait, Opname, Retirada, Prelievo, Levantamento, Uttag, Wypłata, Udbetaling, Uttak, Nosto"],
    ["tax", "Tax, Quellensteuer, Impôt, Dividendbelasting, Retención, Ritenuta, Källskatt, Podatek, Udbytteskat, Kildeskatt, Lähdevero"],
  ])("%s: %s", (meaning, words) => {
    for (const word of words.split(", ")) expect([word, findMeaning(word)?.meaning]).toEqual([word, meaning]);
  });

  it("says nothing of a word that it doesn't know", () => {
    expect(findMeaning("Brauhaus")).toBeNull();
  });
});

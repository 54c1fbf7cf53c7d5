import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, ZERO } from "@/lib/money/decimal";
import { recognise } from "../registry";
import { FormatError, type FormatItem, type TransactionDraft } from "../types";
import { portfolioPerformanceCsv } from "./index";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, assume = {}) => [...portfolioPerformanceCsv.parse(bytes(text), { assume })];
const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
const refusals = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "refused" ? [item] : []));

const HEADERS = {
  English:
    "Date,Type,Value,Transaction Currency,Gross Amount,Currency Gross Amount,Exchange Rate,Fees,Taxes,Shares,ISIN,WKN,Ticker Symbol,Security Name,Note",
  German:
    "Datum;Typ;Wert;Buchungswährung;Bruttobetrag;Währung Bruttobetrag;Wechselkurs;Gebühren;Steuern;Stück;ISIN;WKN;Ticker-Symbol;Wertpapiername;Notiz",
  French:
    "Date;Type;Valeur;Devise de l'opération;Montant brut;Montant brut en devise;Taux de change;Frais;Impôts / Taxes;Parts;ISIN;WKN;Symbole boursier;Nom du titre;Note",
  Dutch:
    "Datum;Type;Waarde;Transactievaluta;Brutobedrag;Valuta brutobedrag;Wisselkoers;Kosten;Belastingen;Aandelen;ISIN;WKN;Tickersymbool;Naam effect;Opmerking",
  Italian:
    "Data;Tipo;Valore;Valuta  Operazione;Importo Lordo;Importo lordo valuta;Tasso di cambio;Commissioni;Tasse;Azioni;ISIN;WKN;Simbolo Titolo;Nome Titolo;Note",
  Spanish:
    "Fecha;Tipo;Valor;Moneda de la transaccioón;Cantidad bruta;Cantidad bruta de moneda;Tipo de cambio;Comisiones;Impuestos;Acciones;ISIN;WKN;Símbolo del Ticker;Nombre del activo;Nota",
  Portuguese:
    "Data;Tipo;Valor;Moeda da Transação;Valor Bruto;Valor Bruto em Moeda;Taxa de Câmbio;Taxas;Impostos;Quantidade;ISIN;WKN;Símbolo da Ação;Nome do Ativo;Nota",
  Czech:
    "Datum;Typ;Hodnota;Transakční měna;Hrubá výše;Měna v hrubé výši;Směnný kurz;Poplatky;Daně;Akcie;ISIN;WKN;Označení tickeru;Jméno cenného papíru;Poznámka",
  Polish:
    "Data;Typ;Wartość;Waluta transakcji;Kwota brutto;Kwota waluty brutto;Kurs wymiany;Opłaty;Podatki;Akcje;ISIN;WKN;Symbol giełdowy waloru;Nazwa waloru;Uwaga",
};
const BUY = {
  English: "Buy",
  German: "Kauf",
  French: "Achat",
  Dutch: "Koop",
  Italian: "Compra",
  Spanish: "Compra",
  Portuguese: "Comprar",
  Czech: "Nákup",
  Polish: "Kup",
};

describe("exports and templates", () => {
  it.each(Object.entries(HEADERS))("in %s are known and read alike", (language, header) => {
    const cut = header.includes(";") ? ";" : ",";
    const number = (text: string) => (cut === ";" ? text.replace(".", ",") : text);
    const word = BUY[language as keyof typeof BUY];
    const cells = [
      "2025-03-04T10:15",
      word,
      number("-1020.50"),
      "EUR",
      "",
      "",
      "",
      number("9.90"),
      number("0.60"),
      number("10.5"),
      "DE000A0NORD1",
      "A0NORD",
      "NWD",
      "Nordwind AG",
      "first",
    ];
    const text = `${header}\r\n${cells.join(cut)}\r\n`;
    expect(recognise(bytes(text), "Depot.csv")?.code).toBe("portfolio-performance-csv");
    expect(drafts(read(text))).toEqual([
      {
        assetType: "stock",
        symbol: "NWD",
        quantity: "10.5",
        price: "96.190476190476",
        currency: "EUR",
        tradeType: "buy",
        tradeTime: "2025-03-04T10:15:00.000Z",
        meta: {
          source: "portfolio-performance-csv",
          rawType: word,
          note: "first",
          netAmount: "-1020.5",
          fees: [{ type: "fee", amount: "9.9", currency: "EUR" }],
          taxes: [{ type: "tax", amount: "0.6", currency: "EUR" }],
          instrument: { isin: "DE000A0NORD1", wkn: "A0NORD", name: "Nordwind AG" },
        },
      },
    ]);
  });

  const german = (lines: string) => read(`\uFEFF${HEADERS.German}\n${lines}`);

  it.each([
    ["Einlage", "100,00", "deposit", "100"],
    ["Entnahme", "-100,00", "withdrawal", "-100"],
    ["Zinsen", "1.234,56", "interest", "1234.56"],
    ["Zinsbelastung", "-1.234,56", "interest", "-1234.56"],
    ["Gebühren", "-3,10", "fee", "-3.1"],
    ["Gebührenerstattung", "3,10", "fee", "3.1"],
    ["Steuern", "-2,00", "tax", "-2"],
    ["Steuerrückerstattung", "2,00", "tax", "2"],
    ["Umbuchung (Eingang)", "50,00", "deposit", "50"],
    ["Umbuchung (Ausgang)", "-50,00", "withdrawal", "-50"],
  ])("%s of %s is %s, cash %s", (word, value, tradeType, netAmount) => {
    expect(drafts(german(`2025-03-04T00:00;${word};${value};EUR;;;;;;;;;;;\n`))).toMatchObject([
      { tradeType, assetType: "cash", symbol: "EUR", currency: "EUR", meta: { netAmount, dateOnly: true } },
    ]);
  });

  it("a purchase and a sale are the same rows in the account's and in the portfolio's export, whose signs are opposite", () => {
    const line = (word: string, value: string) => `2025-03-04T00:00;${word};${value};EUR;;;;1,00;;2;DE000A0NORD1;;;Nordwind;\n`;
    const account = drafts(german(line("Kauf", "-101,00") + line("Verkauf", "99,00")));
    const portfolio = drafts(german(line("Kauf", "101,00") + line("Verkauf", "-99,00")));
    expect(portfolio).toEqual(account);
    expect(account).toMatchObject([
      { tradeType: "buy", quantity: "2", price: "50", meta: { netAmount: "-101" } },
      { tradeType: "sell", quantity: "-2", price: "50", meta: { netAmount: "99" } },
    ]);
  });

  it("dividends are net of tax, with the amount and the rate of the foreign currency", () => {
    expect(drafts(german("2025-03-04T00:00;Dividende;78,20;EUR;100,00;USD;0,92;;13,80;40;US0378331005;;AAPL;Apple;\n"))).toMatchObject([
      {
        tradeType: "dividend",
        quantity: "0",
        currency: "EUR",
        meta: {
          netAmount: "78.2",
          grossAmount: "92",
          shares: "40",
          fx: { rate: "0.92", from: "USD", to: "EUR" },
          quoted: { price: "2.5", currency: "USD" },
          taxes: [{ amount: "13.8", currency: "EUR" }],
        },
      },
    ]);
  });

  it("deliveries, and transfers of a security, move units without cash", () => {
    const lines =
      "2025-03-04T00:00;Einlieferung;1.010,00;EUR;;;;10,00;;10;;;NWD;Nordwind;\n" +
      "2025-03-05T00:00;Auslieferung;-400,00;EUR;;;;;;4;;;NWD;Nordwind;\n" +
      "2025-03-06T00:00;Umbuchung (Ausgang);-200,00;EUR;;;;;;2;;;NWD;Nordwind;\n";
    expect(drafts(german(lines))).toMatchObject([
      { tradeType: "transfer_in", quantity: "10", price: "100", meta: { netAmount: "0", lots: [{ quantity: "10", cost: "1010" }] } },
      { tradeType: "transfer_out", quantity: "-4", price: "100", meta: { netAmount: "0" } },
      { tradeType: "transfer_out", quantity: "-2", price: "100", meta: { netAmount: "0" } },
    ]);
  });

  it("a line without a type is taken as the application's own import takes it", () => {
    const text = `${HEADERS.English}\n2025-03-04,,-100.00,EUR,,,,,,2,,,NWD,,\n2025-03-04,,30.00,EUR,,,,,,,,,NWD,,\n2025-03-04,,-5.00,EUR,,,,,,,,,,,\n`;
    expect(drafts(read(text)).map(({ tradeType }) => tradeType)).toEqual(["buy", "dividend", "withdrawal"]);
  });

  it("a word that isn't known is kept for review", () => {
    expect(drafts(german("2025-03-04;Bonus;5,00;EUR;;;;;;;;;;;\n"))).toMatchObject([
      { tradeType: "other", meta: { rawType: "Bonus", netAmount: "5", needsReview: true, reasons: ['The type "Bonus" isn\'t known.'] } },
    ]);
  });

  it("what is wrong with a line is said of that line, and the others are read", () => {
    const items = german(
      "2025-13-04;Kauf;10,00;EUR;;;;;;1;;;NWD;;\n2025-03-04;Kauf;zehn;EURO!;;;;;;1;;;NWD;;\n2025-03-04;Einlage;7,00;EUR;;;;;;;;;;;\n",
    );
    expect(refusals(items)).toMatchObject([
      { line: 2, problem: 'Datum: "2025-13-04" is not valid.' },
      { line: 3, problem: expect.stringContaining('Wert: "zehn" is not valid.') },
    ]);
    expect(drafts(items)).toHaveLength(1);
  });

  it("a line without a currency waits for a person to name it", () => {
    const text = `${HEADERS.English}\n2025-03-04,Deposit,10.00,,,,,,,,,,,,\n`;
    expect(refusals(read(text))).toMatchObject([{ cause: { code: "missing-currency" } }]);
    expect(drafts(read(text, { currency: "CHF" }))).toMatchObject([{ currency: "CHF", meta: { netAmount: "10" } }]);
  });
});

describe("files that name accounts", () => {
  const TABLE = "Datum;Typ;Wertpapier;Stück;Kurs;Betrag;Gebühren;Steuern;Gesamtpreis;Konto;Gegenkonto;Notiz;Quelle";
  const table = (lines: string, assume: object = { currency: "EUR" }) => read(`${TABLE}\n${lines}`, assume);

  function byStatement(items: readonly FormatItem[]): Map<string, TransactionDraft[]> {
    const rows = new Map<string, TransactionDraft[]>();
    let current = "";
    for (const item of items) {
      if (item.kind === "statement") current = item.statement.accountId;
      if (item.kind === "transaction") rows.set(current, [...(rows.get(current) ?? []), item.draft]);
    }
    return rows;
  }
  const cash = (rows: readonly TransactionDraft[] | undefined) => add(ZERO, ...(rows ?? []).map(({ meta }) => meta.netAmount));

  it("the table of all transactions has its account and the other side of each line", () => {
    const items = table(
      "2025-03-01 00:00:00;Einlage;;;;1.000,00;;;1.000,00;Giro;;;\n" +
        "2025-03-02 09:30:00;Kauf;Nordwind;10;50,00;500,00;1,00;;501,00;Depot;Giro;;beleg.pdf\n" +
        "2025-03-03 00:00:00;Umbuchung (Ausgang);;;;100,00;;;100,00;Giro;Sparkonto;;\n" +
        "2025-03-04 00:00:00;Verkauf;Nordwind;4;60,00;240,00;;;240,00;Depot;Sparkonto;;\n" +
        "2025-03-05 00:00:00;Umbuchung (Ausgang);Nordwind;2;60,00;120,00;;;120,00;Depot;Zweitdepot;;\n",
    );
    const rows = byStatement(items);
    expect(rows.get("Depot")?.map(({ tradeType, quantity, meta }) => [tradeType, quantity, meta.netAmount])).toEqual([
      ["deposit", "1000", "1000"],
      ["buy", "10", "-501"],
      ["withdrawal", "-100", "-100"],
      ["sell", "-4", "240"],
      ["withdrawal", "-240", "-240"],
      ["transfer_out", "-2", "0"],
    ]);
    expect(rows.get("Sparkonto")?.map(({ tradeType, meta }) => [tradeType, meta.netAmount])).toEqual([
      ["deposit", "100"],
      ["deposit", "240"],
    ]);
    expect(rows.get("Zweitdepot")).toMatchObject([{ tradeType: "transfer_in", quantity: "2", price: "60" }]);
    expect(cash(rows.get("Depot"))).toBe("399");
    expect(rows.get("Depot")?.[1]?.meta).toMatchObject({ document: "beleg.pdf" });
  });

  it("amounts in another than the base currency have it beside them", () => {
    const items = table("2025-03-01 00:00:00;Kauf;Acme;10;USD 50,00;USD 500,00;USD 1,00;;USD 501,00;Depot;Dollar;;\n", {});
    expect(drafts(items)).toMatchObject([{ currency: "USD", quantity: "10", price: "50", meta: { netAmount: "-501" } }]);
    expect(refusals(table("2025-03-01 00:00:00;Einlage;;;;5,00;;;5,00;Giro;;;\n", {}))).toMatchObject([
      { cause: { code: "missing-currency" } },
    ]);
  });

  it("a transfer that has a line for each side is not counted twice", () => {
    const items = table(
      "2025-03-03 00:00:00;Umbuchung (Ausgang);;;;100,00;;;100,00;Giro;Sparkonto;;\n2025-03-03 00:00:00;Umbuchung (Eingang);;;;100,00;;;100,00;Sparkonto;Giro;;\n",
    );
    const rows = byStatement(items);
    expect([cash(rows.get("Giro")), cash(rows.get("Sparkonto"))]).toEqual(["-100", "100"]);
    expect(items.filter(({ kind }) => kind === "skipped")).toMatchObject([
      { line: 3, reason: "The other side of the transfer on line 2." },
    ]);
  });

  it("an import template names the portfolio and the account", () => {
    const header = "Date,Type,Value,Transaction Currency,Shares,Ticker Symbol,Security Name,Fees,Cash Account,Securities Account";
    const items = read(
      `${header}\n2025-03-02,Buy,501.00,EUR,10,NWD,Nordwind,1.00,Cash,Shares\n2025-03-02,Dividend,5.00,EUR,10,NWD,Nordwind,,Cash,\n`,
    );
    const rows = byStatement(items);
    expect([...rows.keys()]).toEqual(["Shares"]);
    expect(cash(rows.get("Shares"))).toBe("-496");
  });
});

describe("any damage", () => {
  const file = `${HEADERS.German}\n2025-03-04;Kauf;1.010,50;EUR;;;;9,90;;10,5;DE000A0NORD1;;;Nordwind;\n2025-03-04;Einlage;7,00;EUR;;;;;;;;;;;\n2025-03-05;Dividende;3,00;EUR;;;;;;2;;;NWD;;\n`;
  const edit = fc.record({
    at: fc.nat(file.length),
    remove: fc.nat(6),
    insert: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom(";", "\n", '"', ",", "-")),
  });

  it("throws nothing but a FormatError, and leaves no line unspoken of", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = file;
        for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove);
        let items: FormatItem[];
        try {
          items = read(text);
        } catch (error) {
          if (error instanceof FormatError) return;
          throw error;
        }
        const told = new Set(items.map(({ line }) => line));
        // Quotation marks may join lines; without any, every line that isn't blank is a record of its own.
        if (text.includes('"')) return;
        // The first of them is the header, which may have come to stand lower.
        const [, ...records] = text.split(/\r\n|\r|\n/).flatMap((line, index) => (line === "" ? [] : [index + 1]));
        expect(records.filter((line) => !told.has(line))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

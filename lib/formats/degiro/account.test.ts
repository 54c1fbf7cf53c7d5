import { beforeAll, describe, expect, it } from "vitest";
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
import { degiro } from ".";
import { ACME, type Booking, file, HEADERS, line, only } from "./fixtures";

describe("recognising the account statement", () => {
  it.each(Object.entries(HEADERS))("in %s", (_language, header) => {
    expect(recognised(degiro, `\uFEFF${header}\n`)).toBeGreaterThan(7);
    expect(recognised(degiro, `${header.replaceAll(",", ";")}\n`)).toBeGreaterThan(7);
  });

  it("is not any table with dates and balances", () => {
    expect(recognised(degiro, "Date,Time,Description,Amount,Balance\n")).toBe(0);
  });
});

describe("income", () => {
  it("is a dividend and its tax, in one group", () => {
    const at = "18-03-2024,08:38";
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { what: "Dividend", amount: "0,51", currency: "USD", product: "ACME", isin: "US0000000101", at },
          { what: "Dividendbelasting", amount: "-0,15", currency: "USD", product: "ACME", isin: "US0000000101", at },
        ),
      ),
    );
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount, meta.groupId])).toEqual([
      ["dividend", "US0000000101", "0", "0.51", "degiro:dividend:US0000000101:2024-03-18"],
      ["tax", "US0000000101", "0", "-0.15", "degiro:dividend:US0000000101:2024-03-18"],
    ]);
  });

  it.each([
    [
      "dividend",
      ["Dividend", "Dividende", "Dividendo", "Dywidenda", "Utdelning", "Udbytte", "Fund Distribution", "Ausschüttung", "Uitkering"],
    ],
    [
      "tax",
      [
        "Dividendbelasting",
        "Dividend Tax",
        "Dividendensteuer",
        "Impôts sur dividende",
        "Retención del dividendo",
        "Ritenuta sul dividendo",
      ],
    ],
    ["tax", ["Imposto sobre dividendo", "Podatek Dywidendowy", "Daň z dividendy", "Impôt sur les dividendes", "ImpÃ´ts sur dividende"]],
    ["return_of_capital", ["Capital return", "Remboursement de capital", "Kapitalrückzahlung"]],
    ["interest", ["Flatex Interest Income", "Flatex Interest", "Rente", "Zinsen", "Intérêts", "Intereses", "Juros", "Odsetki"]],
    [
      "deposit",
      ["iDEAL Deposit", "flatex Deposit", "Deposit", "SOFORT Einzahlung", "Versement de fonds", "Ingreso", "Deposito", "Depozyt"],
    ],
    ["deposit", ["flatex Storting", "Dépôt flatex", "Depósito", "Insättning", "Vklad"]],
    ["fee", ["DEGIRO Aansluitingskosten 2024 (Nasdaq - NDQ)", "DEGIRO Exchange Connection Fee 2026 (Nasdaq - NDQ)", "DEGIRO courtesy"]],
    [
      "fee",
      [
        "Einrichtung von Handelsmodalitäten 2026 (Xetra - XET)",
        "Frais de connexion aux places boursières 2024",
        "ADR/GDR Pass-Through Fee",
      ],
    ],
    [
      "fee",
      [
        "Custo de Conectividade DEGIRO 2024",
        "Costi di connessione alla borsa 2024",
        "ADR/GDR Weitergabegebühr",
        "Comisión de conectividad",
      ],
    ],
  ] as const)("and costs are known as %s in every language: %s", (tradeType, words) => {
    for (const what of words)
      expect([what, only({ what, amount: "1,00", isin: "US0000000101", product: "ACME" })?.tradeType]).toEqual([what, tradeType]);
  });

  it.each(["Processed withdrawal", "flatex terugstorting", "Auszahlung", "Retrait de fonds", "Retirada", "Prelievo", "Wypłata"])(
    "%s takes money out",
    (what) => expect(only({ what, amount: "-1,00" })).toMatchObject({ tradeType: "withdrawal", quantity: "-1", meta: { netAmount: "-1" } }),
  );
});

describe("exchanges of currency", () => {
  it.each([
    ["Valuta Creditering", "Valuta Debitering"],
    ["FX Credit", "FX Debit"],
    ["Währungswechsel (Einbuchung)", "Währungswechsel (Ausbuchung)"],
    ["Opération de change - Crédit", "Opération de change - Débit"],
    ["Ingreso Cambio de Divisa", "Retirada Cambio de Divisa"],
    ["Credito FX", "Prelievo FX"],
    ["CrÃ©dito de divisa", "Levantamento de divisa"],
    ["FX vyúčtování konverze měny", "FX vyúčtování konverze měny"],
  ])("%s and %s are two rows of one group", (credit, debit) => {
    const drafts = draftsOf(
      read(degiro, file({ what: credit, amount: "0,80" }, { what: debit, amount: "-1,00", currency: "USD", fx: "1,2500" })),
    );
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["fx_conversion", "EUR", "0.8", "0.8"],
      ["fx_conversion", "USD", "-1", "-1"],
    ]);
    expect(drafts.map(({ meta }) => meta.fx)).toEqual(drafts.map(() => ({ rate: "0.8", from: "USD", to: "EUR" })));
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("of one minute are paired by their rates", () => {
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { what: "FX Credit", amount: "8,00" },
          { what: "FX Credit", amount: "50,00" },
          { what: "FX Debit", amount: "-40,00", currency: "GBP", fx: "0,8000" },
          { what: "FX Debit", amount: "-10,00", currency: "USD", fx: "1,2500" },
        ),
      ),
    );
    expect(drafts.map(({ meta }) => meta.fx?.from)).toEqual(["USD", "GBP", "GBP", "USD"]);
    expect(drafts[0]?.meta.groupId).toBe(drafts[3]?.meta.groupId);
  });

  it("of which one side is missing keep their cash, for review", () => {
    expect(only({ what: "FX Credit", amount: "8,00" })).toMatchObject({
      tradeType: "fx_conversion",
      meta: { netAmount: "8", needsReview: true, reasons: ["The other side of this conversion isn't in the file."] },
    });
  });
});

describe("moves inside DEGIRO", () => {
  it("cancel out with the line that tells of the transfer", () => {
    const items = read(
      degiro,
      file(
        { what: "Overboeking van uw geldrekening bij flatexDEGIRO Bank 26,45 EUR", balance: "1,35" },
        { what: "Degiro Cash Sweep Transfer", amount: "26,45", product: "FLATEX EURO BANKACCOUNT", isin: "NLFLATEXACNT", balance: "27,80" },
      ),
    );
    expect(skipsOf(items)).toEqual([
      "2: A move between DEGIRO and its bank, which cancels out with the one on line 3.",
      "3: A move between DEGIRO and its bank, which cancels out with the one on line 2.",
    ]);
  });

  it("that nothing answers move the balance, as an entry in the journal", () => {
    expect(only({ what: "Degiro Cash Sweep Transfer", amount: "-5,35", currency: "USD" })).toMatchObject({
      tradeType: "journal",
      quantity: "-5.35",
      currency: "USD",
      meta: { netAmount: "-5.35", subtype: "cash_sweep" },
    });
  });

  it("of money on its way are no deposits, so that a deposit counts once", () => {
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { what: "iDEAL Deposit", amount: "27,80" },
          { what: "Reservation iDEAL / Sofort Deposit", amount: "-27,80" },
          { what: "Reservation iDEAL / Sofort Deposit", amount: "27,80", at: "01-02-2025,10:00" },
        ),
      ),
    );
    expect(drafts.map(({ tradeType }) => tradeType)).toEqual(["deposit", "journal", "journal"]);
    expect(cashOf(drafts)).toEqual({ EUR: "27.8" });
  });

  it("into the old money market fund count as cash, and its price as interest", () => {
    expect(only({ what: "Conversion Fonds Monétaires finalisée: Vente 1 046,3825 @ 0,9854 EUR", amount: "-4,81" })?.tradeType).toBe(
      "journal",
    );
    expect(only({ what: "Variation Fonds Monétaires (EUR)", amount: "-0,25" })).toMatchObject({
      tradeType: "interest",
      meta: { netAmount: "-0.25" },
    });
    expect(skipsOf(read(degiro, file({ what: "Geldmarktfonds Umwandlung: Kauf 5 zu je 1 EUR" })))).toEqual([
      "2: The line moves neither money nor units.",
    ]);
  });
});

describe("corporate actions", () => {
  it("change an ISIN by taking the old units out and putting the new ones in, without cash", () => {
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { what: "ISIN-WIJZIGING: Koop 500 @ 0,04 EUR", amount: "-20,00", product: "NEW", isin: "US0000000121", at: "23-02-2025,04:21" },
          { what: "ISIN-WIJZIGING: Verkoop 500 @ 0,04 EUR", amount: "20,00", product: "OLD", isin: "US0000000120", at: "23-02-2025,02:30" },
        ),
      ),
    );
    expect(drafts.map(({ tradeType, symbol, quantity, meta }) => [tradeType, symbol, quantity, meta.netAmount])).toEqual([
      ["symbol_change", "US0000000121", "500", "0"],
      ["symbol_change", "US0000000120", "-500", "0"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it.each(["AANDELENSPLIT", "AKTIENSPLIT", "STOCK SPLIT"])("%s in a ratio", (word) => {
    const split = { product: "ACME", isin: "US0000000101" };
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { ...split, what: `${word}: Koop 15 ACME@10 USD (US0000000101)`, amount: "-150,00", currency: "USD" },
          { ...split, what: `${word}: Verkoop 3 ACME@50 USD (US0000000101)`, amount: "150,00", currency: "USD" },
        ),
      ),
    );
    expect(unitsOf(drafts)).toEqual({ US0000000101: "12" });
    expect(cashOf(drafts)).toEqual({});
    expect(drafts.map(({ tradeType, meta }) => [tradeType, meta.corporateAction?.ratio])).toEqual([
      ["split", { from: "3", to: "15" }],
      ["split", { from: "3", to: "15" }],
    ]);
  });

  it.each([
    ["AKTIENSPLIT: 15 Tesla Inc zu je 10 USD (US0000000101)", "-150,00", "split", "15"],
    ["FUSION: Verkauf 4.600 zu je 1 USD (CA0000000122)", "4600,00", "merger", "-4600"],
    ["STOCK DIVIDEND: Koop 9 @ 0 EUR", "0,00", "stock_dividend", "9"],
    ["SPIN-OFF: Koop 9 @ 0 EUR", "0,00", "spin_off", "9"],
    ["AUSZAHLUNG ZERTIFIKAT: Verkauf 10 zu je 2 EUR (DE0000000123)", "20,00", "redemption", "-10"],
    ["DELISTING: Verkauf 11 zu je 0 USD (US0000000124)", "0,00", "redemption", "-11"],
    ["KAPITALERHÖHUNG: Kauf 20 zu je 2 EUR (US0000000125)", "-40,00", "rights", "20"],
  ])("%s", (what, amount, tradeType, quantity) => {
    const draft = only({ ...ACME, order: "", what, amount, currency: what.includes("USD") ? "USD" : "EUR" });
    expect([draft?.tradeType, draft?.quantity, draft?.meta.corporateAction?.kind]).toEqual([tradeType, quantity, tradeType]);
  });

  it("under a word that isn't known are trades for review", () => {
    expect(only({ what: "KLABAUTER: Koop 2 @ 5 EUR", amount: "-10,00", isin: "US0000000101" })).toMatchObject({
      tradeType: "buy",
      meta: { needsReview: true, reasons: ['The word "KLABAUTER" isn\'t known.'] },
    });
  });
});

describe("other lines", () => {
  it("that aren't known keep their cash, for review", () => {
    expect(only({ what: "Zorglub bonification", amount: "5,00" })).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "5", needsReview: true, reasons: ['The type "Zorglub bonification" isn\'t known.'] },
    });
  });

  it("that move nothing are passed over, and say so", () => {
    expect(skipsOf(read(degiro, file({ what: "Flatex Interest Income", amount: "0,00" }, { what: "Note to you" })))).toEqual([
      "2: The amount is 0.",
      "3: The line moves neither money nor units.",
    ]);
  });

  it("that can't be read are refused with what is wrong", () => {
    expect(
      refusalsOf(read(degiro, file({ what: "Dividend", amount: "vijf" }, { what: "Dividend", amount: "5,00", at: "31-02-2025,10:00" }))),
    ).toEqual([
      '2: Mutatie (the column behind it): "vijf" is not valid. A number such as 1234,56.',
      '3: Datum: "31-02-2025" is not valid. A date that exists, such as 31.12.2025.',
    ]);
  });

  it("with the amount before its currency are read as well", () => {
    expect(draftsOf(read(degiro, file('03-02-2025,10:15,03-02-2025,,,Dividend,,"5,25",USD,"9,00",USD,')))).toMatchObject([
      { currency: "USD", meta: { netAmount: "5.25" } },
    ]);
  });

  it("never crash it and are never passed over", () => {
    const plain = (booking: Booking) =>
      line(booking)
        .replaceAll('"', "")
        .replaceAll(/(\d),(\d)/g, "$1.$2");
    const lines = [
      HEADERS.en,
      plain({ ...ACME, what: "FX Credit", amount: "80.00", currency: "USD", fx: "1.25", balance: "1.00" }),
      plain({ ...ACME, what: "FX Debit", amount: "-64.00", balance: "1.00" }),
      plain({ ...ACME, what: "Buy 2 ACME@40 USD (US0000000101)", amount: "-80.00", currency: "USD", balance: "1.00" }),
      plain({ what: "Degiro Cash Sweep Transfer", amount: "5.00", balance: "1.00" }),
      plain({ what: "STOCK SPLIT: Buy 2 ACME@40 USD", amount: "0.00", balance: "1.00" }),
    ];
    holdsUnderDamage(degiro, lines.join("\n"));
  });

  it("come out the same from any part of the statement that overlaps", () => {
    const booking = { what: "DEGIRO Aansluitingskosten 2024", amount: "-2,50", at: "05-02-2024,07:16" };
    const whole = keysOf(read(degiro, file(booking, booking, { ...ACME, what: "Koop 2 @ 40 EUR", amount: "-80,00" })));
    expect(new Set(whole).size).toBe(3);
    expect(keysOf(read(degiro, file({ ...ACME, what: "Koop 2 @ 40 EUR", amount: "-80,00" }, booking, booking))).sort()).toEqual(
      whole.sort(),
    );
  });
});

describeSamples("a statement put together out of several real ones", () => {
  let items: ReturnType<typeof read>;
  beforeAll(() => {
    items = read(degiro, readSample("csv/degiro.csv"));
  });

  it("is read to the last line", () => {
    expect(kindsOf(items)).toEqual({ transaction: 55, skipped: 19 });
    expect(linesOf(items)).toEqual(Array.from({ length: 74 }, (_line, index) => index + 2));
    expect(draftsOf(items).filter(({ meta }) => meta.needsReview)).toEqual([]);
  });

  it("leaves what the balance says where it is whole: from 5.18 euros before line 23 to 1.35 after line 2, and no dollars", () => {
    const whole = items.filter(({ line }) => line <= 23);
    expect(cashOf(draftsOf(whole))).toEqual({ EUR: "-3.83" });
  });
});

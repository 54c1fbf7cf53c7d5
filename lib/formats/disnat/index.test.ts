import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "@/lib/money/decimal";
import { damaged, draftsIn, itemsIn, textBytes, unspokenLines } from "@/test/hardiness";
import { describeSamples, readSample } from "@/test/samples";
import { recognise } from "../registry";
import type { TransactionDraft } from "../types";
import { disnat } from "./index";

const HEADER =
  "Date de transaction,Date de règlement,Type de transaction,Classe d'actif,Symbole,Description,Marché,Quantité,Prix,Devise du prix,Commission payée,Montant de l'opération,Devise du compte";

const FILE = [
  HEADER,
  '-,2025-09-29,DIVIDENDE SOCIÉTÉ FIDUCIE,Actions,ACME,ACME CDN EQUITY ETF,-,9,-,CAN,0,"2,53",CAN',
  '-,2025-09-04,TAXE DE VENTE DU QUÉBEC,-,-,TVQ FRAIS REER 2025,-,0,-,CAN,0,"-9,98",CAN',
  "-,2025-09-04,FRAIS,-,-,FRAIS REER 2025,-,0,-,CAN,0,-100,CAN",
  '2025-08-01,2025-08-05,VENTE,Actions,ACME-C,ACME CDN EQUITY ETF,CAN,-4,50,CAN,"6,95","193,05",CAN',
  '2025-07-31,2025-08-01,ACHAT,Actions,ACME-C,ACME CDN EQUITY ETF,CAN,10,"49,38",CAN,0,"-493,8",CAN',
  "2025-07-30,2025-07-31,ACHAT,Actions,EXPL-U,EXAMPLE CORP,USA,2,100,USA,0,-275,CAN",
  "-,2024-12-18,RÉSILIATION,-,-,RETRAIT,-,0,-,CAN,0,-500,CAN",
  "-,2024-12-11,COTISATION,-,-,CONTRIBUTION,-,0,-,CAN,0,1500,CAN",
].join("\n");

/** A line of the account in dollars of Canada. */
const line = (type: string, { units = "0", amount = "0", symbol = "ACME-C", assetClass = "Actions" } = {}) =>
  `2025-06-02,2025-06-03,${type},${assetClass},${symbol},ACME CORP,CAN,"${units}",-,CAN,0,"${amount}",CAN`;
const rows = (...lines: string[]) => draftsIn(disnat, [HEADER, ...lines].join("\n"));
const brief = (drafts: readonly TransactionDraft[]) =>
  drafts.map(({ tradeType, assetType, symbol, quantity, price, currency, meta }) =>
    [tradeType, assetType, symbol, quantity, price, currency, meta.netAmount].join(" "),
  );

describe("Disnat's transactions", () => {
  it("are known by their header, with accents or in the letters of Windows", () => {
    expect(recognise(textBytes(`${HEADER}\n`), "x.csv")?.code).toBe("disnat");
    expect(
      recognise(
        Uint8Array.from(HEADER, (letter) => letter.codePointAt(0) ?? 0),
        "x.csv",
      )?.code,
    ).toBe("disnat");
  });

  it("are read in dollars of Canada, with commas for points and the day of settlement where there is no other", () => {
    const drafts = draftsIn(disnat, FILE);
    expect(brief(drafts)).toEqual([
      "dividend etf ACME 0 0 CAD 2.53",
      "tax cash CAD 0 0 CAD -9.98",
      "fee cash CAD 0 0 CAD -100",
      "sell etf ACME -4 50 CAD 193.05",
      "buy etf ACME 10 49.38 CAD -493.8",
      "buy stock EXPL 2 137.5 CAD -275",
      "withdrawal cash CAD -500 1 CAD -500",
      "deposit cash CAD 1500 1 CAD 1500",
    ]);
    expect(add(...drafts.map(({ meta }) => meta.netAmount))).toBe("316.8");
    expect(drafts.map(({ tradeTime }) => tradeTime.slice(0, 10)).slice(0, 5)).toEqual([
      "2025-09-29",
      "2025-09-04",
      "2025-09-04",
      "2025-08-01",
      "2025-07-31",
    ]);
    expect(drafts[3]?.meta).toMatchObject({ fees: [{ amount: "6.95", currency: "CAD" }], settleDate: "2025-08-05" });
    expect(drafts[5]?.meta).toMatchObject({ quoted: { price: "100", currency: "USD" } });
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
    expect(unspokenLines(disnat, textBytes(FILE))).toEqual([]);
  });

  it.each([
    ["INTÉRÊTS", "interest"],
    ["INTÉRÊTS SUR MARGE", "interest"],
    ["RETENUE D'IMPÔT NON-RÉSIDENT", "tax"],
    ["TAXE NON-RÉSIDENT", "tax"],
    ["TPS", "tax"],
    ["HONORAIRES", "fee"],
    ["SUBVENTION REEE", "deposit"],
    ["INCITATIF QUÉBÉCOIS", "deposit"],
    ["TRANSFERT REÇU", "deposit"],
    ["CONVERSION DE DEVISES", "fx_conversion"],
  ])("%s moves cash alone", (type, tradeType) => {
    expect(brief(rows(line(type, { amount: "12,5", symbol: "-", assetClass: "-" })))).toEqual([
      [tradeType, "cash", "CAD", ...(["deposit", "fx_conversion"].includes(tradeType) ? ["12.5", "1"] : ["0", "0"]), "CAD", "12.5"].join(
        " ",
      ),
    ]);
  });

  it.each([
    ["TRANSFERT REÇU", "10", "500", "transfer_in stock ACME 10 0 CAD 0"],
    ["TRANSFERT EXPÉDIÉ", "-10", "0", "transfer_out stock ACME -10 0 CAD 0"],
    ["FRACTIONNEMENT", "10", "0", "split stock ACME 10 0 CAD 0"],
    ["ÉCHANGE", "-10", "0", "merger stock ACME -10 0 CAD 0"],
    ["ECH", "-10", "0", "merger stock ACME -10 0 CAD 0"],
    ["RÉINVESTISSEMENT DIVIDENDE", "0,5", "-10", "buy stock ACME 0.5 20 CAD -10"],
    ["RÉINVESTISSEMENT DIVIDENDE", "0,5", "0", "reinvest stock ACME 0.5 0 CAD 0"],
    ["REMBOURSEMENT DE CAPITAL", "10", "3", "return_of_capital stock ACME 0 0 CAD 3"],
    ["DIVIDENDE EN ACTIONS", "1", "0", "stock_dividend stock ACME 1 0 CAD 0"],
  ])("%s of %s units for %s is %s", (type, units, amount, expected) => {
    expect(brief(rows(line(type, { units, amount })))).toEqual([expected]);
  });

  it.each([
    ["Obligations", "bond"],
    ["Fonds communs de placement", "mutual_fund"],
    ["Options", "option"],
    ["FNB", "etf"],
  ])("%s are of the kind %s", (assetClass, assetType) => {
    expect(rows(line("ACHAT", { units: "1", amount: "-5", assetClass }))).toMatchObject([{ assetType }]);
  });

  it("keep a type that isn't known for review", () => {
    expect(rows(line("PHASE DE LA LUNE", { amount: "5" }))).toMatchObject([
      { tradeType: "other", meta: { netAmount: "5", needsReview: true } },
    ]);
  });

  it("say what is wrong with a line", () => {
    expect(itemsIn(disnat, `${HEADER}\n${line("ACHAT", { units: "dix" })}\n`).at(-1)).toMatchObject({
      kind: "refused",
      line: 2,
      problem: 'Quantité: "dix" is not valid.',
      expected: "A number such as 1234,56.",
    });
  });

  it("throw nothing but a FormatError when they are damaged, and every line is spoken of", () => {
    fc.assert(
      fc.property(damaged(FILE), (file) => {
        expect(unspokenLines(disnat, file)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describeSamples("a real export", () => {
  it("is read whole", () => {
    const bytes = readSample("csv/disnat.csv");
    const items = [...disnat.parse(bytes)];
    const drafts = items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
    expect(recognise(bytes, "disnat.csv")?.code).toBe("disnat");
    expect([items.length, drafts.length]).toEqual([23, 23]);
    expect(drafts.filter(({ meta }) => meta.needsReview)).toEqual([]);
    expect(add(...drafts.filter(({ symbol }) => symbol === "CASH").map(({ quantity }) => quantity))).toBe("2");
    expect(unspokenLines(disnat, bytes)).toEqual([]);
  });
});

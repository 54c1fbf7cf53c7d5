import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, compare, decimal, ZERO } from "@/lib/money/decimal";
import { COST_METHODS, type CostMethod } from "./books";
import { foldLedger } from "./fold";
import { ledgerArbitrary, tradesArbitrary } from "./ledger-arbitrary";
import { row } from "./ledger-builder";
import type { LedgerRow } from "./ledger-row";
import { cashDays } from "./valuation/cash-days";
import { ValuationFrame } from "./valuation/frame";
import { type PartGain, portfolioGain } from "./valuation/gains";
import { instrumentDays } from "./valuation/instrument-days";
import { pricesOf } from "./valuation/prices";
import { RateTable } from "./valuation/rates";
import { sumDays } from "./valuation/sum-days";

/** From a ledger to the gain of a portfolio in dollars: what the fold and the valuation make together. */

const FRAME = new ValuationFrame("USD", new RateTable([]), { from: "2023-12-31", to: "2024-03-01" });
const PRICE = { day: "2020-01-01", price: decimal("3"), currency: "USD", source: "file" };

function gainOf(rows: readonly LedgerRow[], method: CostMethod): PartGain {
  const { instruments, cash } = foldLedger(rows, method);
  const parts = [
    ...instruments.map((book) => instrumentDays(book, pricesOf(book, [PRICE]), FRAME)),
    ...cash.map((book) => cashDays(book, FRAME)),
  ];
  return portfolioGain(sumDays(parts, FRAME), parts);
}

/** Values of days are rounded to 12 decimals, so hundreds of them add up to that. */
const ROUNDING = decimal("0.000001");

/** In one currency nothing is left for rates: value − flows is price + income − charges. */
function expectNoRest({ fx }: PartGain): void {
  if (fx.amount !== null) expect(compare(absolute(fx.amount), ROUNDING)).toBe(-1);
}

const BALANCE_TYPES = ["deposit", "withdrawal", "interest", "fee", "tax"];
const NO_UNITS = ["fee", "tax", "dividend", "interest", "return_of_capital"];
const NO_CASH = [
  "transfer_in",
  "transfer_out",
  "opening_balance",
  "adjustment",
  "journal",
  "other",
  "unheard_of",
  "fx_conversion",
  "split",
];

/** A row of any kind as a broker sends it: money and units only where the kind has them. */
function ordinary(given: LedgerRow): LedgerRow {
  const { tradeType } = given;
  const isMoney = ["deposit", "withdrawal"].includes(tradeType);
  const assetType = isMoney ? "cash" : given.assetType === "cash" && !BALANCE_TYPES.includes(tradeType) ? "stock" : given.assetType;
  const isCash = assetType === "cash";
  const lacksUnits = !isCash && NO_UNITS.includes(tradeType);
  const lacksCash = !isCash && (NO_CASH.includes(tradeType) || (tradeType === "stock_dividend" && given.quantity === ZERO));
  return {
    ...given,
    assetType,
    currency: "USD",
    accruedInterest: ["buy", "sell"].includes(tradeType) ? given.accruedInterest : null,
    quantity: lacksUnits ? ZERO : given.quantity,
    ...(lacksCash ? { netAmount: ZERO, fees: ZERO, taxes: ZERO } : {}),
  };
}

describe("the gain of a portfolio in one currency", () => {
  it("is that of its trades, to the last cent, by every method", () => {
    fc.assert(
      fc.property(tradesArbitrary, fc.constantFrom(...COST_METHODS), (rows, method) => {
        expectNoRest(gainOf(rows, method));
      }),
    );
  });

  it("has no rest in a ledger of every kind of row", () => {
    fc.assert(
      fc.property(ledgerArbitrary({ maxLength: 12 }), fc.constantFrom(...COST_METHODS), (rows, method) => {
        expectNoRest(gainOf(rows.map(ordinary), method));
      }),
      { numRuns: 500 },
    );
  });

  it("is of a future what it settled less its charges, whatever the contract stands for", () => {
    const contract = { assetType: "future", symbol: "ES", multiplier: "50" };
    const bought = { ...contract, tradeType: "buy", quantity: "2", price: "5000", netAmount: "-3", fees: "3" };
    const settled = { ...contract, tradeType: "settlement", netAmount: "200" };
    const rows = [
      row({ assetType: "cash", tradeType: "deposit", quantity: "1000", netAmount: "1000", tradeTime: "2024-01-01T00:00:00.000Z" }),
      row({ ...bought, tradeTime: "2024-01-02T00:00:00.000Z" }),
      row({ ...settled, tradeTime: "2024-01-03T00:00:00.000Z" }),
    ];
    for (const method of COST_METHODS)
      expect(gainOf(rows, method)).toMatchObject({
        valueTo: { amount: "1197" },
        price: { amount: "200" },
        charges: { amount: "3" },
        fx: { amount: "0" },
        total: { amount: "197" },
      });
  });
});

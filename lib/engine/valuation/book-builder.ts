import { type DecimalString, decimal, multiply, subtract } from "@/lib/money/decimal";
import type { CashBook, Disposal, ExternalFlow, Income, InstrumentBook, PositionStep } from "../books";
import type { PriceEntry } from "./prices";
import type { RateEntry } from "./rates";

/** Books for specifications: terse, with everything that a sentence doesn't speak of left at a default. */

export function bookOf(fields: Partial<InstrumentBook> = {}): InstrumentBook {
  return {
    instrument: "acme",
    assetType: "stock",
    symbol: "ACME",
    name: null,
    isin: null,
    multiplier: null,
    priceUnit: null,
    positions: [],
    steps: [],
    disposals: [],
    income: [],
    charges: [],
    flows: [],
    prices: [],
    reshapings: [],
    problems: [],
    rows: 1,
    firstAt: "2025-01-01T00:00:00.000Z",
    lastAt: "2025-01-01T00:00:00.000Z",
    ...fields,
  };
}

export function cashOf(days: Readonly<Record<string, string>>, fields: Partial<CashBook> = {}): CashBook {
  const changes = Object.entries(days).map(([day, change]) => ({ day, change: decimal(change) }));
  return { accountId: "1", currency: "EUR", balance: decimal("0"), days: changes, flows: [], income: [], charges: [], ...fields };
}

export function stepOf(day: string, quantity: string, cost: string, fields: Partial<PositionStep> = {}): PositionStep {
  return {
    at: instant(day),
    accountId: "1",
    currency: "EUR",
    quantity: decimal(quantity),
    cost: decimal(cost),
    charges: decimal("0"),
    ...fields,
  };
}

export function disposalOf(day: string, proceeds: string, cost: string, fields: Partial<Disposal> = {}): Disposal {
  return {
    rowId: "2",
    lotId: "1",
    accountId: "1",
    instrument: "acme",
    currency: "EUR",
    tradeType: "sell",
    at: instant(day),
    dateOnly: true,
    acquiredAt: instant("2025-01-01"),
    quantity: decimal("1"),
    proceeds: decimal(proceeds),
    cost: decimal(cost),
    charges: decimal("0"),
    gain: subtract(decimal(proceeds), decimal(cost)),
    costKnown: true,
    fx: null,
    acquiredFx: null,
    brokerGain: null,
    ...fields,
  };
}

export function incomeOf(day: string, gross: string, withheld = "0", fields: Partial<Income> = {}): Income {
  return {
    rowId: "3",
    accountId: "1",
    instrument: "acme",
    currency: "EUR",
    kind: "dividend",
    at: instant(day),
    dateOnly: true,
    gross: decimal(gross),
    withheld: decimal(withheld),
    net: subtract(decimal(gross), decimal(withheld)),
    fx: null,
    ...fields,
  };
}

/** Money across the edge; negative is out. */
export function moneyFlow(day: string, amount: string, fields: Partial<ExternalFlow> = {}): ExternalFlow {
  return {
    rowId: "4",
    accountId: "1",
    instrument: null,
    currency: "EUR",
    at: instant(day),
    dateOnly: true,
    amount: decimal(amount),
    quantity: null,
    cost: null,
    ...fields,
  };
}

/** Units across the edge; negative is out. */
export function unitFlow(day: string, quantity: string, cost: string | null, fields: Partial<ExternalFlow> = {}): ExternalFlow {
  const known = cost === null ? null : decimal(cost);
  return { ...moneyFlow(day, "0"), instrument: "acme", amount: null, quantity: decimal(quantity), cost: known, ...fields };
}

export function price(day: string, amount: string, fields: Partial<PriceEntry> = {}): PriceEntry {
  return { day, price: decimal(amount), currency: "EUR", source: "file", ...fields };
}

export function rate(day: string, from: string, to: string, amount: string, source = "ecb"): RateEntry {
  return { day, from, to, rate: decimal(amount), source };
}

/** A purchase and a sale of some units, each at a price: what a fold makes of them. */
export function roundTrip(
  quantity: string,
  bought: [day: string, price: string],
  sold: [day: string, price: string],
): Partial<InstrumentBook> {
  const value = (amount: string): DecimalString => multiply(decimal(quantity), decimal(amount));
  return {
    steps: [stepOf(bought[0], quantity, value(bought[1])), stepOf(sold[0], "0", "0")],
    disposals: [disposalOf(sold[0], value(sold[1]), value(bought[1]), { quantity: decimal(quantity) })],
  };
}

function instant(day: string): string {
  return day.includes("T") ? day : `${day}T00:00:00.000Z`;
}

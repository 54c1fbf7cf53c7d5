import { add, type DecimalString, decimal, multiply, negate, subtract, ZERO } from "@/lib/money/decimal";
import type { CashBook, Disposal, ExternalFlow, Income, InstrumentBook } from "../books";
import { dayOf } from "./calendar";
import type { PriceEntry } from "./prices";
import type { RateEntry } from "./rates";

/** Books for specifications: terse, with everything that a sentence doesn't speak of left at a default. */

/** Where a position stands after a row; charges are those of all trades so far. */
export interface Step {
  at: string;
  accountId: string;
  currency: string;
  quantity: DecimalString;
  cost: DecimalString;
  charges: DecimalString;
}

/** What moved is told by the steps of positions, in the order of time. */
export type BookFields = Partial<Omit<InstrumentBook, "moves">> & { steps?: readonly Step[] };

export function bookOf({ steps = [], ...fields }: BookFields = {}): InstrumentBook {
  return {
    instrument: "acme",
    assetType: "stock",
    symbol: "ACME",
    name: null,
    isin: null,
    multiplier: null,
    priceUnit: null,
    positions: [],
    moves: movesOf(steps, fields),
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

/** Cost rises by what is paid and falls by what is sold: cash in is the change of cost, less gains, and less the cost of what was delivered. */
function movesOf(steps: readonly Step[], { disposals = [], flows = [] }: BookFields): InstrumentBook["moves"] {
  const last = new Map<string, Step>();
  const moves: { day: string; currency: string; units: DecimalString; cash: DecimalString; charges: DecimalString }[] = [];
  for (const step of steps) {
    const [day, key] = [dayOf(step.at), `${step.accountId} ${step.currency}`];
    const before = last.get(key);
    last.set(key, step);
    const units = add(...[...last.values()].map(({ quantity }) => quantity));
    const charges = subtract(step.charges, before?.charges ?? ZERO);
    const cash = subtract(subtract(step.cost, before?.cost ?? ZERO), charges);
    const same = moves.find((move) => move.day === day && move.currency === step.currency);
    if (same) Object.assign(same, { cash: add(same.cash, cash), charges: add(same.charges, charges) });
    else moves.push({ day, currency: step.currency, units, cash, charges });
    for (const move of moves) if (move.day === day) move.units = units;
  }
  const less = (at: string, currency: string, amount: DecimalString) => {
    const move = moves.find((each) => each.day === dayOf(at) && each.currency === currency);
    if (move) move.cash = subtract(move.cash, amount);
    else moves.push({ day: dayOf(at), currency, units: moves.at(-1)?.units ?? ZERO, cash: negate(amount), charges: ZERO });
  };
  for (const { at, currency, gain } of disposals) less(at, currency, gain);
  for (const { at, currency, cost } of flows) if (cost !== null) less(at, currency, cost);
  return moves.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export function cashOf(days: Readonly<Record<string, string>>, fields: Partial<CashBook> = {}): CashBook {
  const changes = Object.entries(days).map(([day, change]) => ({ day, change: decimal(change) }));
  return { accountId: "1", currency: "EUR", balance: decimal("0"), days: changes, flows: [], income: [], charges: [], ...fields };
}

export function stepOf(day: string, quantity: string, cost: string, fields: Partial<Step> = {}): Step {
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
export function roundTrip(quantity: string, bought: [day: string, price: string], sold: [day: string, price: string]): BookFields {
  const value = (amount: string): DecimalString => multiply(decimal(quantity), decimal(amount));
  return {
    steps: [stepOf(bought[0], quantity, value(bought[1])), stepOf(sold[0], "0", "0")],
    disposals: [disposalOf(sold[0], value(sold[1]), value(bought[1]), { quantity: decimal(quantity) })],
  };
}

function instant(day: string): string {
  return day.includes("T") ? day : `${day}T00:00:00.000Z`;
}

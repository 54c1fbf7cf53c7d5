import { priceOf } from "@/lib/engine/ledger-row";
import type { InstrumentIndex } from "@/lib/instruments/instrument-index";
import { learn } from "@/lib/instruments/learning";
import { aliasKey, canonicalSymbol, type Named } from "@/lib/instruments/rules";
import { add, type DecimalString, sign, subtract, ZERO } from "@/lib/money/decimal";
import { worth } from "./rules";
import type { ComparisonLine, Subject } from "./schema";

/** Brings the two sides together: what the ledger calls by its symbol and the broker by its ISIN is one line. Pure. */

/** Rows of a ledger that call their instrument alike, summed. */
export interface LedgerGroup {
  named: Named;
  quantity: DecimalString;
  rows: number;
}

export interface BrokerHolding {
  named: Named;
  quantity: DecimalString;
  avgPrice: DecimalString | null;
  cost: DecimalString | null;
  value: DecimalString | null;
  /** Per unit, as quoted. */
  price: DecimalString | null;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
}

export const cashKey = (currency: string): string => `cash:${currency}`;

/** The key of whatever a name stands for. */
export type KeyOf = (named: Named) => string;

/**
 * Keys by the person's instruments. Names that nobody has taught yet are learned for the occasion, from both sides at once: then a row with
 * symbol and ISIN joins those that have one of them.
 */
export function keysOf(index: InstrumentIndex, all: readonly Named[]): KeyOf {
  learn(index, all);
  return (named) => {
    const root = index.findRoot(named);
    if (root === undefined) return `${named.assetType}:${canonicalSymbol(named.symbol)}:${named.currency}`;
    if (/^\d+$/.test(root)) return root;
    const [alias] = index.namesOf(root);
    return alias ? aliasKey(alias) : root;
  };
}

/** One line for each subject that either side has. Closed positions of the ledger that the broker doesn't list are left out. */
export function linesOf(
  keyOf: KeyOf,
  groups: readonly LedgerGroup[],
  holdings: readonly BrokerHolding[],
  cash: ReadonlyMap<string, DecimalString>,
): { lines: ComparisonLine[]; comparesCash: boolean } {
  const balances = holdings.filter(({ named }) => named.assetType === "cash");
  const units = holdings.filter(({ named }) => named.assetType !== "cash");
  const ours = grouped(groups, ({ named }) => keyOf(named));
  const theirs = grouped(units, ({ named }) => keyOf(named));
  const instruments = [...new Set([...theirs.keys(), ...ours.keys()])].map((key) =>
    instrumentLine(key, ours.get(key) ?? [], theirs.get(key) ?? []),
  );
  const comparesCash = balances.length > 0 || holdings.length === 0;
  const currencies = comparesCash ? [...new Set([...balances.map(({ named }) => named.currency), ...cash.keys()])].sort() : [];
  const money = currencies.map((currency) =>
    cashLine(
      currency,
      cash.get(currency) ?? ZERO,
      add(ZERO, ...balances.filter(({ named }) => named.currency === currency).map(({ quantity }) => quantity)),
    ),
  );
  const shown = [...instruments, ...money].filter(({ ledger, broker }) => sign(ledger) !== 0 || sign(broker) !== 0);
  return { lines: shown, comparesCash };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** New rows continue what the ledger calls it; where it has none, they take the broker's words. */
function instrumentLine(key: string, ours: readonly LedgerGroup[], theirs: readonly BrokerHolding[]): ComparisonLine {
  const main = [...ours].sort((a, b) => Number(sign(b.quantity) !== 0) - Number(sign(a.quantity) !== 0) || b.rows - a.rows)[0];
  const [first] = theirs;
  const named = main?.named ?? first?.named;
  const subject: Subject = {
    key,
    kind: "instrument",
    assetType: named?.assetType ?? "other",
    symbol: named?.symbol ?? key,
    isin: main?.named.isin ?? (main ? null : (first?.named.isin ?? null)),
    name: main?.named.name ?? first?.named.name ?? null,
    currency: named?.currency ?? "",
    codes: codesIn(named),
  };
  const [ledger, broker] = [add(ZERO, ...ours.map(({ quantity }) => quantity)), add(ZERO, ...theirs.map(({ quantity }) => quantity))];
  // Figures in another currency than the ledger's say nothing about it.
  const sameCurrency = theirs.every(({ named: each }) => each.currency === subject.currency);
  const multiplier = first?.multiplier ?? null;
  const priceUnit = first?.priceUnit ?? null;
  const value = sameCurrency ? totalOf(theirs, "value") : null;
  const line = {
    subject,
    ledger,
    broker,
    difference: subtract(broker, ledger),
    price: sameCurrency ? (first?.price ?? null) : null,
    multiplier,
    priceUnit,
    brokerAvgPrice: sameCurrency && theirs.length === 1 ? (first?.avgPrice ?? null) : null,
    brokerCost: sameCurrency ? totalOf(theirs, "cost") : null,
    brokerValue: value,
    rows: ours.reduce((sum, { rows }) => sum + rows, 0),
  };
  const priced = { ...line, price: line.price ?? (value === null ? null : priceOf(value, broker, line)) };
  return { ...priced, value: worth(line.difference, priced) };
}

const CODES = ["cusip", "figi", "wkn", "sedol", "conid", "exchange"] as const;

function codesIn(named: Named | undefined): Record<string, string> {
  const entries = CODES.map((code) => [code, named?.[code] ?? ""] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

function totalOf(holdings: readonly BrokerHolding[], figure: "cost" | "value"): DecimalString | null {
  const known = holdings.map((holding) => holding[figure]);
  return known.length === 0 || known.includes(null) ? null : add(ZERO, ...known.filter((each) => each !== null));
}

function cashLine(currency: string, ledger: DecimalString, broker: DecimalString): ComparisonLine {
  const subject: Subject = {
    key: cashKey(currency),
    kind: "cash",
    assetType: "cash",
    symbol: currency,
    isin: null,
    name: null,
    currency,
    codes: {},
  };
  const difference = subtract(broker, ledger);
  const nothing = { price: null, multiplier: null, priceUnit: null, brokerAvgPrice: null, brokerCost: null, brokerValue: null };
  return { subject, ledger, broker, difference, ...nothing, value: worth(difference, { subject, ...nothing }), rows: 0 };
}

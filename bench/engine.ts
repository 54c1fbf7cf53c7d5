import type { InstrumentBook, LedgerBooks } from "@/lib/engine/books";
import { foldLedger, LedgerFold } from "@/lib/engine/fold";
import { buy, row, sell } from "@/lib/engine/ledger-builder";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { BaseDays } from "@/lib/engine/valuation/base-days";
import type { PartDays, PortfolioDays } from "@/lib/engine/valuation/days";
import { ValuationFrame } from "@/lib/engine/valuation/frame";
import { FxEffect } from "@/lib/engine/valuation/fx-effect";
import { instrumentDays } from "@/lib/engine/valuation/instrument-days";
import { movementsOf } from "@/lib/engine/valuation/movements";
import { pricesOf } from "@/lib/engine/valuation/prices";
import { RateTable } from "@/lib/engine/valuation/rates";
import { replacePart, sumDays } from "@/lib/engine/valuation/sum-days";
import { decimal } from "@/lib/money/decimal";

const INSTRUMENTS = 50;
const SPAN = { from: "2021-01-01", to: "2025-12-31" };
const FIRST = Date.UTC(2021, 0, 1);
const SPAN_MS = Date.UTC(2025, 11, 31) - FIRST;

/** A ledger of `count` rows over 50 instruments and five years: two purchases to a sale, a dividend now and then. */
export function ledgerOf(count: number): LedgerRow[] {
  return Array.from({ length: count }, (_, index) => {
    const instrument = index % INSTRUMENTS;
    const named = {
      id: String(index + 1),
      accountId: "1",
      instrument: String(instrument),
      symbol: `SYM${instrument}`,
      tradeTime: new Date(FIRST + Math.floor((SPAN_MS / count) * index)).toISOString(),
    };
    const quantity = `${1 + (index % 97)}.${index % 10}`;
    const price = ((1000 + ((index * 7) % 9000)) / 100).toFixed(2);
    if (index % 41 === 40) return row({ ...named, tradeType: "dividend", netAmount: "12.34" });
    return Math.floor(index / INSTRUMENTS) % 3 === 2 ? sell(quantity, price, "1.25", named) : buy(quantity, price, "1.25", named);
  });
}

const RATES = new RateTable(
  Array.from({ length: 260 }, (_, week) => ({
    from: "USD",
    to: "EUR",
    day: new Date(FIRST + week * 7 * 86_400_000).toISOString().slice(0, 10),
    rate: decimal(`0.${8500 + (week % 900)}`),
    source: "ecb",
  })),
);

const frame = () => new ValuationFrame("EUR", RATES, SPAN);
const daysOf = (book: InstrumentBook, within: ValuationFrame): PartDays => instrumentDays(book, pricesOf(book), within);

export interface Computed {
  /** Milliseconds of processor time. */
  cpuMs: number;
  books: LedgerBooks;
  parts: PartDays[];
  days: PortfolioDays;
}

/** Positions, lots, gains and daily values from nothing. */
export function coldCompute(rows: readonly LedgerRow[]): Computed {
  const start = process.cpuUsage();
  const books = foldLedger(rows, "fifo");
  const within = frame();
  const parts = books.instruments.map((book) => daysOf(book, within));
  const days = sumDays(parts, within);
  return { cpuMs: cpuSince(start), books, parts, days };
}

/**
 * Holds on to what a few rows come to, as a server that computes has at any time. While no object of a kind is alive, a collection of
 * garbage throws the code away that was compiled for it, and the next run would measure the compiler. Nothing of it is used again.
 */
export function keepWarm(rows: readonly LedgerRow[]): void {
  const fold = new LedgerFold("fifo");
  for (const row of rows) fold.add(row);
  const computed = coldCompute(rows);
  const within = frame();
  const days = computed.books.instruments.map((book) => [movementsOf(book, within), new BaseDays(within), new FxEffect(within)]);
  ALIVE.push(fold, computed, within, days);
}

const ALIVE: object[] = [];

/** The same after one row was added in the past: only its instrument is folded and valued anew. Milliseconds of processor time. */
export function addOneRow(rows: readonly LedgerRow[], { parts, days }: Computed): number {
  const middle = Math.floor(rows.length / 2);
  const added = buy("3", "50", "1", { ...rows[middle], quantity: "3", price: "50", netAmount: "-151", multiplier: undefined, id: "0" });
  // What the database gives for one instrument.
  const own = rows
    .flatMap((each, index) => (index === middle ? [each, added] : [each]))
    .filter(({ instrument }) => instrument === added.instrument);
  const start = process.cpuUsage();
  const { instruments } = foldLedger(own, "fifo");
  const within = frame();
  for (const book of instruments) {
    const before = parts.find(({ subject }) => subject === book.instrument) ?? null;
    replacePart(days, before, daysOf(book, within));
  }
  return cpuSince(start);
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

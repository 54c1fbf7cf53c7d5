import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { CashBook, InstrumentBook, Problem } from "@/lib/engine/books";
import { dayOf } from "@/lib/engine/valuation/calendar";
import { cashDays } from "@/lib/engine/valuation/cash-days";
import type { PartDays, PortfolioDays } from "@/lib/engine/valuation/days";
import { ValuationFrame } from "@/lib/engine/valuation/frame";
import { instrumentDays } from "@/lib/engine/valuation/instrument-days";
import { type PriceSeries, pricesOf } from "@/lib/engine/valuation/prices";
import { RateTable } from "@/lib/engine/valuation/rates";
import { sumDays } from "@/lib/engine/valuation/sum-days";
import { CASH_BOOK } from "@/lib/instruments/book-keys";
import { isInstrumentId } from "@/lib/instruments/page";
import { isNow, type Moment } from "@/lib/moment/schema";
import { priceEntries } from "@/lib/prices/queries";
import { snapshotPrices } from "@/lib/prices/snapshot-prices";
import { rateEntries } from "@/lib/rates/queries";
import { ledgerRows } from "@/lib/transactions/as-known";
import { type BookGroup, booksAt, currentBooks } from "./books";
import { type Part, packed, readParts, stampOf } from "./cache";
import { cashBooks } from "./cash";
import { NO_EVENTS } from "./cash-events";
import type { FigureSettings } from "./settings";
import type { Versions } from "./versions";

/** Everything that the figures of a portfolio are worked out from, at one moment. */
export interface PortfolioState {
  portfolioId: string;
  moment: Moment;
  settings: FigureSettings;
  /** The last day that is valued: today, or the one that is looked back to. */
  day: string;
  /** The day of the first row; null for an empty ledger. */
  firstDay: string | null;
  books: readonly InstrumentBook[];
  cash: readonly CashBook[];
  problems: readonly Problem[];
  rates: RateTable;
  /** The prices of a book. */
  pricesOf(instrument: string): PriceSeries;
  /** From the first day to the last, one for each book and each cash balance. */
  parts: readonly PartDays[];
  days: PortfolioDays;
}

export interface LoadedState {
  state: PortfolioState;
  keep: Part[];
  drop: string[];
}

interface Wanted {
  portfolioId: bigint;
  settings: FigureSettings;
  versions: Versions;
  moment: Moment;
  today: string;
}

/** Reads and works out the state of a portfolio; what is kept of an earlier time is used as far as it still stands. */
export async function loadState(tx: Transaction, { portfolioId, settings, versions, moment, today }: Wanted): Promise<LoadedState> {
  const accounts = [...settings.accounts.keys()];
  const current = isNow(moment) ? await currentBooks(tx, portfolioId, settings.method, versions) : null;
  const unordered = current?.groups ?? (await booksAt(tx, accounts, settings.method, moment));
  // Kept ones and new ones come in one order, whichever they are.
  const groups = unordered.toSorted((a, b) => (a.group < b.group ? -1 : 1));
  const books = groups.flatMap((group) => group.books);
  const events = groups.find(({ group }) => group === CASH_BOOK)?.cash ?? NO_EVENTS;
  const cash = await cashBooks(tx, accounts, ledgerRows(moment), events);
  // A number as it was filed is that of the day on which it was.
  const day = moment.asOf ?? moment.known?.slice(0, 10) ?? today;
  const firstDay = firstOf(books, cash);
  const market = await loadMarket(tx, { books, cash }, settings, moment);
  const frame = new ValuationFrame(settings.baseCurrency, market.rates, {
    from: firstDay === null || firstDay > day ? day : firstDay,
    to: day,
  });
  const valued = await valueGroups(tx, { portfolioId, groups, frame, market, versions, isKept: current !== null });
  const parts = [...valued.parts, ...cash.map((book) => cashDays(book, frame))];
  const state: PortfolioState = {
    portfolioId: portfolioId.toString(),
    moment,
    settings,
    day,
    firstDay,
    books,
    cash,
    problems: [...groups.flatMap((group) => group.problems), ...books.flatMap((book) => book.problems)],
    rates: market.rates,
    pricesOf: market.pricesOf,
    parts,
    days: sumDays(parts, frame),
  };
  return { state, keep: [...(current?.keep ?? []), ...valued.keep], drop: current?.drop ?? [] };
}

function firstOf(books: readonly InstrumentBook[], cash: readonly CashBook[]): string | null {
  const days = [...books.map(({ firstAt }) => dayOf(firstAt)), ...cash.flatMap(({ days: [first] }) => first?.day ?? [])];
  return days.toSorted()[0] ?? null;
}

export interface Market {
  rates: RateTable;
  pricesOf(instrument: string): PriceSeries;
}

const UNTRADED = { prices: [], reshapings: [] };

/** The prices of books, and the rates that they need, as they were recorded at the moment. */
export async function loadMarket(
  tx: Transaction,
  { books, cash }: Pick<PortfolioState, "books" | "cash">,
  { baseCurrency: base, benchmarkInstrumentId: benchmark }: FigureSettings,
  moment: Moment,
): Promise<Market> {
  const compared = benchmark === null ? [] : [BigInt(benchmark)];
  const ids = [...compared, ...books.flatMap(({ instrument }) => (isInstrumentId(instrument) ? [BigInt(instrument)] : []))];
  const stored = [...(await priceEntries(tx, ids, moment.known)), ...(await snapshotPrices(tx, ids, moment))];
  const byInstrument = Map.groupBy(stored, ({ instrumentId }) => instrumentId);
  const currencies = new Set([base, ...cash.map(({ currency }) => currency), ...stored.map(({ currency }) => currency)]);
  for (const { positions } of books) for (const { currency } of positions) currencies.add(currency);
  const series = new Map<string, PriceSeries>();
  const known = new Map(books.map((book) => [book.instrument, book]));
  return {
    rates: new RateTable(await rateEntries(tx, [...currencies], { known: moment.known })),
    pricesOf: (instrument) => {
      const found = series.get(instrument) ?? pricesOf(known.get(instrument) ?? UNTRADED, byInstrument.get(instrument) ?? []);
      series.set(instrument, found);
      return found;
    },
  };
}

interface Valuing {
  portfolioId: bigint;
  groups: readonly BookGroup[];
  frame: ValuationFrame;
  market: Market;
  versions: Versions;
  isKept: boolean;
}

/** The daily values of books; of groups whose books, prices and rates are as they were, those that were kept. */
async function valueGroups(tx: Transaction, valuing: Valuing): Promise<{ parts: PartDays[]; keep: Part[] }> {
  const { portfolioId, groups, frame, market, versions, isKept } = valuing;
  const stamps = new Map(
    groups.map(({ group, stamp }) => [
      `days/${group}`,
      stampOf(
        stamp,
        frame.base,
        frame.from,
        frame.to,
        versions.prices,
        versions.rates,
        [...versions.ledgers.values()].map(({ snapshot }) => snapshot).join(),
      ),
    ]),
  );
  const kept = isKept ? await readParts(tx, portfolioId, stamps) : new Map<string, unknown>();
  const parts: PartDays[] = [];
  const keep: Part[] = [];
  for (const { group, books } of groups) {
    const part = `days/${group}`;
    const found = kept.get(part) as PartDays[] | undefined;
    const days = found ?? books.map((book) => instrumentDays(book, market.pricesOf(book.instrument), frame));
    parts.push(...days);
    if (!found && isKept) keep.push({ part, stamp: stamps.get(part) ?? "", content: await packed(JSON.stringify(days)) });
  }
  return { parts, keep };
}

import type { Disposal, InstrumentBook } from "@/lib/engine/books";
import { dayOf, daysBetween } from "@/lib/engine/valuation/calendar";
import { Sum } from "@/lib/engine/valuation/computed";
import { type DisposalGain, disposalGain } from "@/lib/engine/valuation/lot-gains";
import type { FigureName } from "@/lib/explain/schema";
import type { GainRow, GainsView, OpenLotRow } from "../schema";
import type { PortfolioState } from "../stored/state";
import { factsOf, linksOf, rangeOfView } from "./facts";
import { figureOf } from "./figure";
import { type LotState, type OpenLot, openLots } from "./holdings";

/** A lot that was closed. */
interface Closed {
  book: InstrumentBook;
  disposal: Disposal;
  day: string;
}

/** The lots that were closed, of one year or all, and those that are open. */
export function gainsOf(portfolioId: string, state: PortfolioState, year: number | null, most: number): GainsView {
  const all = closedLots(state);
  const years = [...new Set(all.map(yearOf))].sort((a, b) => b - a);
  const shown = year === null ? all : all.filter((each) => yearOf(each) === year);
  const span = year === null ? undefined : { from: `${year}-01-01`, to: `${year}-12-31` };
  const totals = totalsOf(state, shown);
  const total = (figure: FigureName, of: keyof DisposalGain) => figureOf(totals[of].result(), { href: linksOf(state)(figure, span) });
  return {
    ...factsOf(portfolioId, state, rangeOfView(state, { period: "max" })),
    years,
    year,
    realised: shown.slice(0, most).map((each) => gainRow(state, each)),
    realisedCount: shown.length,
    totals: {
      proceeds: total("realised-proceeds", "proceedsBase"),
      cost: total("realised-cost", "costBase"),
      gain: total("realised", "gainBase"),
      fx: total("realised-fx", "fxBase"),
      charges: total("realised-charges", "chargesBase"),
    },
    ...openOf(state, most),
  };
}

const yearOf = ({ day }: Closed) => Number(day.slice(0, 4));

/** Newest first. */
function closedLots({ books }: LotState): Closed[] {
  const closed = books.flatMap((book) => book.disposals.map((disposal): Closed => ({ book, disposal, day: dayOf(disposal.at) })));
  return closed.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
}

/** A page shows few of them, so what each came to in the base currency is added up and not kept. */
function totalsOf({ rates, settings }: LotState, closed: readonly Closed[]): Record<keyof DisposalGain, Sum> {
  const totals = { proceedsBase: new Sum(), costBase: new Sum(), gainBase: new Sum(), fxBase: new Sum(), chargesBase: new Sum() };
  for (const { disposal } of closed) {
    const gain = disposalGain(disposal, rates, settings.baseCurrency);
    totals.proceedsBase.add(gain.proceedsBase);
    totals.costBase.add(gain.costBase);
    totals.gainBase.add(gain.gainBase);
    totals.fxBase.add(gain.fxBase);
    totals.chargesBase.add(gain.chargesBase);
  }
  return totals;
}

function gainRow({ rates, settings }: LotState, { book, disposal, day: disposed }: Closed): GainRow {
  const gain = disposalGain(disposal, rates, settings.baseCurrency);
  const acquired = dayOf(disposal.acquiredAt);
  return {
    transactionId: disposal.rowId,
    accountName: settings.accounts.get(disposal.accountId) ?? "",
    instrumentId: book.instrument,
    symbol: book.symbol,
    name: book.name,
    isin: book.isin,
    ...{ acquired, disposed, daysHeld: Math.max(0, daysBetween(acquired, disposed)) },
    lotId: disposal.lotId,
    accountId: disposal.accountId,
    quantity: disposal.quantity,
    currency: disposal.currency,
    proceeds: disposal.proceeds,
    cost: disposal.cost,
    charges: disposal.charges,
    gain: disposal.gain,
    costKnown: disposal.costKnown,
    brokerGain: disposal.brokerGain,
    proceedsBase: figureOf(gain.proceedsBase),
    costBase: figureOf(gain.costBase),
    gainBase: figureOf(gain.gainBase),
    fxBase: figureOf(gain.fxBase),
  };
}

/** The first open lots as rows, and how many there are. */
export function openOf(state: LotState, most: number): { open: OpenLotRow[]; openCount: number } {
  const openCount = state.books.reduce((sum, { positions }) => positions.reduce((of, { lots }) => of + lots.length, sum), 0);
  return { open: [...openLots(state).take(Math.min(most, openCount))].map((lot) => openRow(state, lot)), openCount };
}

function openRow(state: LotState, { book, lot, gain }: OpenLot): OpenLotRow {
  return {
    lotId: lot.id,
    transactionId: lot.id.split("/")[0] ?? lot.id,
    accountId: lot.accountId,
    accountName: state.settings.accounts.get(lot.accountId) ?? "",
    instrumentId: book.instrument,
    symbol: book.symbol,
    acquired: dayOf(lot.acquiredAt),
    quantity: lot.quantity,
    currency: lot.currency,
    cost: lot.cost,
    costKnown: lot.costKnown,
    value: figureOf(gain.value),
    gain: figureOf(gain.gain),
    gainBase: figureOf(gain.gainBase),
  };
}

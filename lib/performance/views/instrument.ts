import type { InstrumentBook } from "@/lib/engine/books";
import { incomePayments } from "@/lib/engine/returns/income";
import { addDays, dayOf, daysBetween } from "@/lib/engine/valuation/calendar";
import { type InstrumentFigures, SHOWN_PAYMENTS, SHOWN_ROWS } from "../schema";
import { openOf } from "./gains";
import type { LotState } from "./holdings";
import { incomeRow } from "./income";

const MOST_POINTS = 800;

/** The lots, payments and prices of one instrument. */
export function instrumentFiguresOf({ book, ...state }: LotState & { book: InstrumentBook }): InstrumentFigures {
  const { settings, rates, day } = state;
  const prices = state.pricesOf(book.instrument);
  const first = dayOf(book.firstAt);
  const every = Math.max(1, Math.ceil(daysBetween(first, day) / MOST_POINTS));
  const points = Array.from({ length: Math.max(0, Math.floor(daysBetween(first, day) / every) + 1) }, (_, index) =>
    addDays(day, -index * every),
  ).reverse();
  const payments = incomePayments({ instruments: [book], cash: [] }, { from: first, to: day }, rates, settings.baseCurrency);
  const { open, openCount } = openOf({ ...state, books: [book] }, SHOWN_ROWS);
  return {
    baseCurrency: settings.baseCurrency,
    method: settings.method,
    currency: prices.at(day)?.currency ?? book.positions[0]?.currency ?? settings.baseCurrency,
    prices: points.map((each) => ({ day: each, price: prices.at(each)?.price ?? null })),
    lots: open,
    lotCount: openCount,
    income: payments.slice(0, SHOWN_PAYMENTS).map(incomeRow),
    incomeCount: payments.length,
    problems: book.problems.map(({ message, accountId, rowId }) => ({
      message,
      count: 1,
      href: `/accounts/${accountId}/transactions/${rowId}`,
    })),
  };
}

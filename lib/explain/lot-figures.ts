import type { DaySpan } from "@/lib/engine/valuation/calendar";
import { sumOf } from "@/lib/engine/valuation/computed";
import { type DisposalGain, disposalGain } from "@/lib/engine/valuation/lot-gains";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { openLots } from "@/lib/performance/views/holdings";
import { lotHref, rowHref } from "./ledger-sources";
import { during, type Made, priceSource, summed } from "./portfolio-words";
import { digits } from "./words";

/** What a figure sums up of every open lot. */
export function openLotSum(state: PortfolioState, title: string, which: "costBase" | "gainBase", formula: string): Made {
  const lots = openLots(state);
  const inputs = lots.map(({ book, lot, gain }) => ({
    label: `${book.symbol}, ${digits(lot.quantity)} units`,
    amount: gain[which].amount,
    unit: state.settings.baseCurrency,
    source: `Acquired ${lot.acquiredAt.slice(0, 10)} for ${digits(lot.cost)} ${lot.currency}${gain.price && which === "gainBase" ? `; at ${digits(gain.price.price)} ${gain.price.currency}, the price of ${gain.price.day} (${priceSource(gain.price.source)})` : ""}.`,
    href: lotHref(lot.accountId, lot.id, state.moment),
  }));
  return { title, parts: summed(sumOf(lots.map(({ gain }) => gain[which])), state.settings.baseCurrency, formula, inputs) };
}

/** What a figure sums up of every lot that was closed in a range. */
export function closedLotSum(state: PortfolioState, span: DaySpan, title: string, which: keyof DisposalGain, formula: string): Made {
  const base = state.settings.baseCurrency;
  const isIn = (at: string) => at.slice(0, 10) >= span.from && at.slice(0, 10) <= span.to;
  const closed = state.books.flatMap((book) =>
    book.disposals.flatMap((disposal) =>
      isIn(disposal.at) ? [{ book, disposal, amount: disposalGain(disposal, state.rates, base)[which] }] : [],
    ),
  );
  const inputs = closed.map(({ book, disposal, amount }) => ({
    label: `${book.symbol}, ${digits(disposal.quantity)} units`,
    amount: amount.amount,
    unit: base,
    source: `Acquired ${disposal.acquiredAt.slice(0, 10)}, closed ${disposal.at.slice(0, 10)}: ${digits(disposal.proceeds)} − ${digits(disposal.cost)} ${disposal.currency}.`,
    href: rowHref(disposal.accountId, disposal.rowId, state.moment),
  }));
  return { title: `${title} ${during(span)}`, parts: summed(sumOf(closed.map(({ amount }) => amount)), base, formula, inputs) };
}

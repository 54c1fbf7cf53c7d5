import { benchmark } from "@/lib/engine/returns/benchmark";
import { addDays, type DaySpan } from "@/lib/engine/valuation/calendar";
import { notComputable } from "@/lib/engine/valuation/computed";
import { returnDays } from "@/lib/engine/valuation/return-days";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { during, type Made, percentOf, priceSource } from "./portfolio-words";
import { usedRate } from "./rate-inputs";
import type { DerivationInput } from "./schema";

/** What a unit of the benchmark made: its prices at both ends of the range, each at the rate of its day. */
export function benchmarkReturn(state: PortfolioState, span: DaySpan): Made {
  const { settings, rates } = state;
  const unit = settings.baseCurrency;
  const id = settings.benchmarkInstrumentId;
  const prices = state.pricesOf(id ?? "");
  const days = returnDays(state.days, span);
  const total = id === null ? notComputable("The portfolio is compared with nothing.") : benchmark(prices, days, rates, unit).total;
  const before = addDays(span.from, -1);
  const first = prices.at(before) ? before : span.from;
  const inputs = [first, span.to].flatMap((day): DerivationInput[] => {
    const price = prices.at(day);
    if (!price) return [];
    const source = `The price of ${price.day} (${priceSource(price.source)}), at the end of ${day}.`;
    const href = `/instruments/${id}/prices?before=${addDays(price.day, 1)}`;
    return [
      { label: `Price on ${day}`, amount: price.price, unit: price.currency, source, href },
      ...usedRate(rates, { from: price.currency, to: unit, day }).input,
    ];
  });
  const formula = "(price × exchange rate at the end) ÷ (price × exchange rate at the start) − 1";
  const figure = { amount: total.amount && percentOf(total.amount), unit: "%" };
  return {
    title: `Return of the benchmark ${during(span)}`,
    parts: { figure, reason: total.reason, formula, substituted: "", inputs, notes: [] },
  };
}

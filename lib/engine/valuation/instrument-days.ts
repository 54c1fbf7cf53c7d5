import { type DecimalString, ZERO } from "@/lib/money/decimal";
import type { ExternalFlow, InstrumentBook } from "../books";
import { MARGINED_ASSET_TYPES } from "../ledger-row";
import { BaseDays } from "./base-days";
import { dayOf } from "./calendar";
import type { PartDays } from "./days";
import { type Count, countOf, type Exact, exact, fromCount, NOTHING, times } from "./exact";
import { externalDays, flowValue } from "./external-days";
import type { DayRate, ValuationFrame } from "./frame";
import { FxEffect } from "./fx-effect";
import { GapRuns } from "./gap-runs";
import { type Movements, movementsOf } from "./movements";
import { type PriceSeries, type PriceStep, STALE_PRICE_AFTER_DAYS } from "./prices";

type Unit = Pick<InstrumentBook, "multiplier" | "priceUnit">;

/** What one unit is worth at a price: price × multiplier, ÷ 100 where the price is in percent. */
export function unitValue(price: DecimalString, { multiplier, priceUnit }: Unit): Exact {
  const { digits, scale } = multiplier === null ? exact(price) : times(exact(price), exact(multiplier));
  return { digits, scale: priceUnit === "percent" ? scale + 2 : scale };
}

/**
 * An instrument day by day: units × price × multiplier (÷ 100 in percent) × rate, at the end of each UTC day, and what moved in and out of
 * it. A day on which units are held and a price or a rate is missing has no value and a gap that says why; it is never 0. What is margined
 * has no value of its own: its gains are cash.
 * Linear in days, steps and prices.
 */
export function instrumentDays(book: InstrumentBook, prices: PriceSeries, frame: ValuationFrame): PartDays {
  const gaps = new GapRuns(book.instrument, frame);
  const stale = new GapRuns(book.instrument, frame);
  const movements = movementsOf(book, frame);
  const isMargined = MARGINED_ASSET_TYPES.includes(book.assetType);
  const { values, fx } = isMargined ? noValues(frame) : dailyValues({ book, prices, frame, movements, gaps, stale });
  const charges = new BaseDays(frame).addLedger(movements.charges).addCharges(book.charges);
  const income = new BaseDays(frame).addIncome(book.income, charges);
  const flows = new BaseDays(frame).addLedger(movements.cash);
  const external = book.flows.map((flow) => {
    const amount = flowValue(flow, frame, (units, day) => deliveredValue(units, day, { book, prices, frame }));
    return { flow, day: dayOf(flow.at), amount };
  });
  const known = external.filter(({ day }) => day <= frame.to);
  for (const { flow, day, amount } of known) {
    const index = frame.indexOf(day);
    if (flow.quantity === null || !frame.includes(index)) continue;
    flows.addBase(index, amount);
    if (amount === null) gaps.add(index, "unknown-value", book.symbol);
  }
  return {
    kind: "instrument",
    subject: book.instrument,
    label: book.symbol,
    base: frame.base,
    from: frame.from,
    to: frame.to,
    values,
    fx,
    flows: flows.list(),
    income: income.list(),
    charges: charges.list(),
    external: externalDays(known),
    gaps: gaps.runs,
    stale: stale.runs,
  };
}

interface Valuing {
  book: InstrumentBook;
  prices: PriceSeries;
  frame: ValuationFrame;
}

/** Units delivered are worth the price of that day; where there is none, what they had cost. */
function deliveredValue({ quantity, cost, currency }: ExternalFlow, day: string, { book, prices, frame }: Valuing): Count | null {
  if (MARGINED_ASSET_TYPES.includes(book.assetType)) return 0n;
  const price = prices.at(day);
  const rate = price && frame.rateOn(price.currency, day);
  if (quantity !== null && price && rate) return countOf(times(times(exact(quantity), unitValue(price.price, book)), rate));
  const costRate = cost === null ? null : frame.rateOn(currency, day);
  return cost !== null && costRate ? countOf(times(exact(cost), costRate)) : null;
}

const noValues = ({ length }: ValuationFrame): Pick<PartDays, "values" | "fx"> => ({
  values: Array.from({ length }, () => ZERO),
  fx: null,
});

interface Walk extends Valuing {
  movements: Movements;
  gaps: GapRuns;
  stale: GapRuns;
}

function dailyValues({ book, prices, frame, movements, gaps, stale }: Walk): Pick<PartDays, "values" | "fx"> {
  const steps = prices.changes({ from: frame.dayOf(0), to: frame.to });
  const stepIndexes = steps.map(({ day }) => frame.indexOf(day));
  const effect = new FxEffect(frame);
  const values: (DecimalString | null)[] = [];
  let [quantity, local, step]: [Exact, Exact | null, PriceStep | null] = [NOTHING, NOTHING, null];
  let rates: readonly (DayRate | null)[] = [];
  let rate: DayRate | null = null;
  let value: DecimalString | null = fromCount(0n);
  let [nextUnits, nextStep, pricedAt] = [0, 0, 0];
  for (let index = 0; index < frame.length; index += 1) {
    let changed = false;
    for (; movements.units[nextUnits]?.index === index; nextUnits += 1) {
      quantity = movements.units[nextUnits]?.quantity ?? quantity;
      changed = true;
    }
    // What was there before the range is there from its first day on.
    for (let at = stepIndexes[nextStep]; at !== undefined && at <= index; at = stepIndexes[nextStep]) {
      step = steps[nextStep] ?? step;
      rates = step ? frame.ratesOf(step.entry.currency) : rates;
      if (step) pricedAt = step.entry.day === step.day ? at : frame.indexOf(step.entry.day);
      changed = true;
      nextStep += 1;
    }
    const today = rates[index] ?? null;
    if (changed) local = localValue(quantity, step, book);
    if (changed || today !== rate) {
      rate = today;
      value = local === null ? null : local.digits === 0n ? fromCount(0n) : rate && fromCount(countOf(times(local, rate.rate)));
    }
    values.push(value);
    effect.day(index, { local, currency: step?.entry.currency ?? null, paid: movements.cash });
    if (quantity.digits === 0n) continue;
    if (value === null) gaps.add(index, ...whyNot(step, local, book));
    else if (index - pricedAt > STALE_PRICE_AFTER_DAYS) stale.add(index, "stale-price", book.symbol);
    else if (rate?.stale) stale.add(index, "stale-rate", step?.entry.currency ?? "");
  }
  return { values, fx: effect.series() };
}

function localValue(quantity: Exact, step: PriceStep | null, book: Unit): Exact | null {
  if (quantity.digits === 0n) return NOTHING;
  return step?.price ? times(quantity, unitValue(step.price, book)) : null;
}

function whyNot(
  step: PriceStep | null,
  local: Exact | null,
  { symbol }: InstrumentBook,
): ["no-price" | "unknown-split" | "no-rate", string] {
  if (local !== null) return ["no-rate", step?.entry.currency ?? ""];
  return [step ? "unknown-split" : "no-price", symbol];
}

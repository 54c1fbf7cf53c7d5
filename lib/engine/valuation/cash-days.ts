import type { DecimalString } from "@/lib/money/decimal";
import type { CashBook } from "../books";
import { BaseDays } from "./base-days";
import { dayOf } from "./calendar";
import type { PartDays } from "./days";
import { countOf, exact, fromCount, NOTHING, plus, times } from "./exact";
import { externalDays, flowValue } from "./external-days";
import type { ValuationFrame } from "./frame";
import { FxEffect } from "./fx-effect";
import { GapRuns } from "./gap-runs";

/** The key of a cash book as a part of a portfolio. */
export function cashSubject({ accountId, currency }: Pick<CashBook, "accountId" | "currency">): string {
  return `cash:${accountId}:${currency}`;
}

/**
 * The cash of an account in one currency day by day: balance × rate. Every change is a flow, income and charges too, as if they were put in
 * by hand; so, as with an instrument, its gain is income less charges, and what rates made of the balance.
 */
export function cashDays(book: CashBook, frame: ValuationFrame): PartDays {
  const subject = cashSubject(book);
  const [gaps, stale] = [new GapRuns(subject, frame), new GapRuns(subject, frame)];
  const charges = new BaseDays(frame).addCharges(book.charges);
  const income = new BaseDays(frame).addIncome(book.income, charges);
  const flows = new BaseDays(frame);
  for (const { day, change } of book.days) {
    const index = frame.indexOf(day);
    if (frame.includes(index)) flows.add(index, exact(change), frame.rateOn(book.currency, day));
  }
  const external = book.flows
    .map((flow) => ({ day: dayOf(flow.at), amount: flowValue(flow, frame, () => null) }))
    .filter(({ day }) => day <= frame.to);
  return {
    kind: "cash",
    subject,
    label: book.currency,
    base: frame.base,
    from: frame.from,
    to: frame.to,
    ...dailyBalances(book, frame, gaps, stale),
    flows: flows.list(),
    income: income.list(),
    charges: charges.list(),
    external: externalDays(external),
    gaps: gaps.runs,
    stale: stale.runs,
  };
}

function dailyBalances(book: CashBook, frame: ValuationFrame, gaps: GapRuns, stale: GapRuns): Pick<PartDays, "values" | "fx"> {
  const rates = frame.ratesOf(book.currency);
  const effect = new FxEffect(frame);
  const changes = book.days.map(({ day, change }) => ({ index: Math.max(frame.indexOf(day), 0), change: exact(change) }));
  const values: (DecimalString | null)[] = [];
  let [balance, next] = [NOTHING, 0];
  let value: DecimalString | null = null;
  for (let index = 0; index < frame.length; index += 1) {
    const rate = rates[index] ?? null;
    let changed = index === 0 || rate !== (rates[index - 1] ?? null);
    for (; changes[next]?.index === index; next += 1) {
      balance = plus(balance, changes[next]?.change ?? NOTHING);
      changed = true;
    }
    if (changed) value = balance.digits === 0n ? fromCount(0n) : rate && fromCount(countOf(times(balance, rate.rate)));
    values.push(value);
    effect.day(index, { local: balance, currency: book.currency });
    if (balance.digits === 0n) continue;
    if (value === null) gaps.add(index, "no-rate", book.currency);
    else if (rate?.stale) stale.add(index, "stale-rate", book.currency);
  }
  return { values, fx: effect.series() };
}

import { type IncomePayment, incomeAhead, incomeByMonth, incomeByPayer, incomePayments } from "@/lib/engine/returns/income";
import { addDays, addMonths, type DaySpan, earlierDay, laterDay } from "@/lib/engine/valuation/calendar";
import { computed, sumOf } from "@/lib/engine/valuation/computed";
import { payerKey } from "@/lib/explain/address";
import { type IncomeRow, type IncomeView, type PeriodView, SHOWN_PAYMENTS } from "../schema";
import type { PortfolioState } from "../stored/state";
import { factsOf, linksOf, rangeOfView } from "./facts";
import { figureOf } from "./figure";

/** What a portfolio's instruments and cash paid over a period, and may pay in the next twelve months. */
export function incomeOf(portfolioId: string, state: PortfolioState, view: PeriodView): IncomeView {
  const range = rangeOfView(state, view);
  const { rates, settings } = state;
  const href = linksOf(state);
  const monthOf = (month: string): DaySpan => {
    const last = addDays(addMonths(`${month}-01`, 1), -1);
    return { from: laterDay(`${month}-01`, range.from), to: earlierDay(last, range.to) };
  };
  const ahead = incomeAhead({ instruments: state.books }, state.day, rates, settings.baseCurrency);
  const payments = incomePayments({ instruments: state.books, cash: state.cash }, range, rates, settings.baseCurrency);
  return {
    ...factsOf(portfolioId, state, range),
    total: figureOf(sumOf(payments.map(({ netBase }) => netBase)), { href: href("received", range) }),
    expected: figureOf(sumOf(ahead.map(({ amount }) => computed(amount))), { href: href("expected-income") }),
    months: incomeByMonth(payments, range).map(({ month, net, withheld }) => ({
      month,
      net: figureOf(net, { href: href("received", monthOf(month)) }),
      withheld: figureOf(withheld, { href: href("withheld", monthOf(month)) }),
    })),
    payers: incomeByPayer(payments).map(({ instrument, payer, net, payments: count, last }) => ({
      instrumentId: instrument,
      payer,
      net: figureOf(net, { href: href("received", range, { payer: payerKey({ instrument, payer }) }) }),
      payments: count,
      last,
    })),
    rows: payments.slice(0, SHOWN_PAYMENTS).map(incomeRow),
    rowCount: payments.length,
    ahead,
  };
}

/** A payment as a row. */
export function incomeRow({ rowId, instrument, netBase, ...payment }: IncomePayment): IncomeRow {
  const { accountId, at, dateOnly, payer, kind, currency, gross, withheld, net } = payment;
  return {
    transactionId: rowId,
    instrumentId: instrument,
    netBase: figureOf(netBase),
    ...{ accountId, at, dateOnly, payer, kind, currency, gross, withheld, net },
  };
}

import { add, type DecimalString, divide, multiply, negate, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { CashBook, Income, InstrumentBook, LedgerBooks } from "../books";
import { addMonths, type DaySpan, dayOf, laterDay } from "../valuation/calendar";
import { type Computed, computed, sumOf } from "../valuation/computed";
import { atRate, CONVERTED_DECIMALS, rateOf } from "../valuation/lot-gains";
import { lastUntil, type RateTable } from "../valuation/rates";

/** A payment in the base currency, at the rate that its row recorded, else the one of its day. */
export interface IncomePayment extends Income {
  day: string;
  /** The symbol of the instrument; of interest on cash, the currency. */
  payer: string;
  grossBase: Computed;
  withheldBase: Computed;
  netBase: Computed;
}

/** Every payment of a range, newest first. */
export function incomePayments(
  books: Pick<LedgerBooks, "instruments" | "cash">,
  span: DaySpan,
  rates: RateTable,
  base: string,
): IncomePayment[] {
  const payments = (book: InstrumentBook | CashBook, payer: string) =>
    afterTax(book)
      .filter(({ at }) => dayOf(at) >= span.from && dayOf(at) <= span.to)
      .map((income) => paymentOf(income, payer, rates, base));
  const all = [
    ...books.instruments.flatMap((book) => payments(book, book.symbol)),
    ...books.cash.flatMap((book) => payments(book, book.currency)),
  ];
  return all.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}

/**
 * Some brokers book the tax on a payment as a row of its own. What was taxed on the day of a payment of the same book, account and currency
 * is withheld from the first of them; it stays among the charges as well, so it belongs to one of the two wherever both are summed.
 */
function afterTax({ income, charges }: Pick<InstrumentBook, "income" | "charges">): Income[] {
  const keyOf = ({ accountId, currency, at }: Pick<Income, "accountId" | "currency" | "at">) => `${accountId} ${currency} ${dayOf(at)}`;
  const taxes = new Map<string, DecimalString>();
  for (const charge of charges) if (charge.kind === "tax") taxes.set(keyOf(charge), add(taxes.get(keyOf(charge)) ?? ZERO, charge.amount));
  return income.map((payment) => {
    const tax = sign(payment.gross) > 0 ? taxes.get(keyOf(payment)) : undefined;
    if (tax === undefined) return payment;
    taxes.delete(keyOf(payment));
    return { ...payment, withheld: subtract(payment.withheld, tax), net: add(payment.net, tax) };
  });
}

function paymentOf(income: Income, payer: string, rates: RateTable, base: string): IncomePayment {
  const day = dayOf(income.at);
  const rate = rateOf(rates, income.fx, income.currency, base, day);
  const [grossBase, withheldBase] = [atRate(income.gross, rate), atRate(income.withheld, rate)];
  const netBase = sumOf([grossBase, withheldBase.amount === null ? withheldBase : computed(negate(withheldBase.amount))]);
  return { ...income, day, payer, grossBase, withheldBase, netBase };
}

interface IncomeSums {
  gross: Computed;
  withheld: Computed;
  net: Computed;
}

/** Sums by month (`2025-01`), every month of the range, oldest first. */
export function incomeByMonth(payments: readonly IncomePayment[], { from, to }: DaySpan): (IncomeSums & { month: string })[] {
  const months = grouped(payments, ({ day }) => day.slice(0, 7));
  const list: (IncomeSums & { month: string })[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const month = first.slice(0, 7);
    list.push({ month, ...sumsOf(months.get(month) ?? []) });
  }
  return list;
}

export interface PayerIncome extends IncomeSums {
  instrument: string | null;
  payer: string;
  payments: number;
  /** Day of the last payment. */
  last: string;
}

/** Sums by payer, in the order of their last payments, the newest first. */
export function incomeByPayer(payments: readonly IncomePayment[]): PayerIncome[] {
  const payers = grouped(payments, ({ instrument, payer }) => instrument ?? `cash:${payer}`);
  return [...payers.values()]
    .map((list) => ({
      instrument: list[0]?.instrument ?? null,
      payer: list[0]?.payer ?? "",
      payments: list.length,
      last: list.map(({ day }) => day).reduce(laterDay),
      ...sumsOf(list),
    }))
    .sort((a, b) => (a.last === b.last ? a.payer.localeCompare(b.payer, "en") : a.last < b.last ? 1 : -1));
}

function sumsOf(payments: readonly IncomePayment[]): IncomeSums {
  return {
    gross: sumOf(payments.map(({ grossBase }) => grossBase)),
    withheld: sumOf(payments.map(({ withheldBase }) => withheldBase)),
    net: sumOf(payments.map(({ netBase }) => netBase)),
  };
}

function grouped<Each>(list: readonly Each[], keyOf: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of list) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

/** An expectation, not a fact: what the payers of the last twelve months may pay in the same month of the next twelve. */
export interface ExpectedMonth {
  month: string;
  amount: DecimalString;
  payers: readonly string[];
}

/**
 * Payments of the twelve months up to `today`, a year later, × units held now ÷ units held then (splits in between counted), after tax, at
 * today's rate. Rewards aren't expected to come again, nor payments of what is no longer held, had no units then, or has no rate today.
 */
export function incomeAhead(books: Pick<LedgerBooks, "instruments">, today: string, rates: RateTable, base: string): ExpectedMonth[] {
  const since = addMonths(today, -12);
  const months = new Map<string, { amount: DecimalString; payers: Set<string> }>();
  for (const book of books.instruments) {
    const now = unitsAt(book, today);
    if (sign(now) <= 0) continue;
    for (const income of afterTax(book)) {
      const day = dayOf(income.at);
      if (day <= since || day > today || income.kind === "reward") continue;
      const amount = expected(book, income, now, rateOf(rates, null, income.currency, base, today));
      if (amount === null) continue;
      const month = addMonths(`${day.slice(0, 7)}-01`, 12).slice(0, 7);
      const sum = months.get(month) ?? { amount: ZERO, payers: new Set<string>() };
      months.set(month, { amount: add(sum.amount, amount), payers: sum.payers.add(book.symbol) });
    }
  }
  return [...months]
    .filter(([, { amount }]) => sign(amount) > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { amount, payers }]) => ({ month, amount, payers: [...payers].sort() }));
}

function expected(book: InstrumentBook, income: Income, now: DecimalString, rate: Computed): DecimalString | null {
  const day = dayOf(income.at);
  const then = unitsAt(book, day);
  const splits = book.reshapings.filter(({ at }) => dayOf(at) > day);
  if (rate.amount === null || sign(then) <= 0 || splits.some(({ factor }) => factor === null)) return null;
  // A factor makes old prices smaller; the units became as many times more.
  const factors = splits.map(({ factor }) => factor ?? ZERO);
  const amount = divide(multiply(income.net, now, ...factors, rate.amount), then);
  return amount && round(amount, CONVERTED_DECIMALS);
}

/** Units held at the end of a day, over all accounts. */
export function unitsAt({ moves }: InstrumentBook, day: string): DecimalString {
  return lastUntil(moves, day)?.units ?? ZERO;
}

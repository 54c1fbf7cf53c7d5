import "server-only";
import { type ExpectedMonth, type IncomePayment, incomeAhead, incomePayments, unitsAt } from "@/lib/engine/returns/income";
import { addDays, addMonths, type DaySpan, dayOf } from "@/lib/engine/valuation/calendar";
import { computed, sumOf } from "@/lib/engine/valuation/computed";
import { instrumentPage } from "@/lib/instruments/page";
import { sign } from "@/lib/money/decimal";
import type { PortfolioState } from "@/lib/performance/stored/state";
import { unitsOf } from "@/lib/performance/views/holdings";
import { explainHref, payerKey } from "./address";
import { type BookState, findBooks } from "./book-state";
import type { Explainer } from "./explainer";
import { rowHref } from "./ledger-sources";
import { during, type Made, type Parts, summed } from "./portfolio-words";
import { usedRate } from "./rate-inputs";
import type { DerivationInput, ExplainRequest } from "./schema";
import { digits, equation, factor } from "./words";

/** One payment, in its own currency or in the one that is counted in. */
export const explainPayment: Explainer = async (context, request) => {
  const { transaction } = request;
  const found = transaction === undefined ? null : await findBooks(context, request, "income");
  if (!found) return null;
  const { state } = found;
  const always = { from: "0001-01-01", to: "9999-12-31" };
  const books = { instruments: state.books, cash: state.cash };
  const payment = incomePayments(books, always, state.rates, state.settings.baseCurrency).find(({ rowId }) => rowId === transaction);
  if (!payment) return null;
  const isBase = request.figure === "payment-base";
  const parts = isBase ? inBase(state, payment) : inOwn(state, payment);
  return {
    derivation: {
      ...parts,
      title: `What ${payment.payer} paid on ${payment.day}${isBase ? `, in ${parts.figure.unit}` : ""}`,
      inputCount: parts.inputs.length,
      allInputs: null,
    },
    basis: found.basis,
    context: found.context,
  };
};

function inOwn({ moment }: BookState, { net, gross, withheld, currency: unit, accountId, rowId, at }: IncomePayment): Parts {
  const figure = { amount: net, unit };
  const href = rowHref(accountId, rowId, moment);
  return {
    figure,
    reason: null,
    formula: "gross − withheld",
    substituted: equation(`${digits(gross)} − ${factor(withheld)}`, figure),
    inputs: [
      { label: "Gross", amount: gross, unit, source: `Ledger row of ${dayOf(at)}.`, href },
      {
        label: "Withheld",
        amount: withheld,
        unit,
        source: "Taxes and charges of the row, and taxes booked beside it on the same day.",
        href,
      },
    ],
    notes: [],
  };
}

function inBase(state: BookState, payment: IncomePayment): Parts {
  const { net, netBase, currency, fx, day, accountId, rowId } = payment;
  const unit = state.settings.baseCurrency;
  const figure = { amount: netBase.amount, unit };
  const recorded = { fx, href: rowHref(accountId, rowId, state.moment) };
  const rate = usedRate(state.rates, { from: currency, to: unit, day, recorded });
  const own = explainHref("payment", { ...state.scope, transaction: rowId }, state.moment);
  return {
    figure,
    reason: netBase.reason,
    formula:
      rate.input.length > 0 ? "net amount × exchange rate of its day" : "The net amount: it was paid in the currency that is counted in.",
    substituted: equation(`${factor(net)}${rate.factor}`, figure),
    inputs: [{ label: "Net", amount: net, unit: currency, source: "Gross less what was withheld.", href: own }, ...rate.input],
    notes: [],
  };
}

/** What came in during a range, or what was withheld of it; of one payer where the request names one. */
export function receivedSum(state: PortfolioState, span: DaySpan, { figure, payer }: ExplainRequest): Made {
  const { rates, settings } = state;
  const unit = settings.baseCurrency;
  const all = incomePayments({ instruments: state.books, cash: state.cash }, span, rates, unit);
  const payments = payer === undefined ? all : all.filter((payment) => payerKey(payment) === payer);
  const isNet = figure === "received";
  const pick = (payment: IncomePayment) => (isNet ? payment.netBase : payment.withheldBase);
  const inputs = payments
    .filter((payment) => isNet || sign(payment.withheld) !== 0)
    .map((payment): DerivationInput => {
      const { day, kind, gross, withheld, currency } = payment;
      const words = isNet
        ? `${kind}: ${digits(gross)} − ${digits(withheld)} ${currency}.`
        : `${digits(withheld)} ${currency} of ${digits(gross)} ${currency}.`;
      return {
        ...{ label: `${day}, ${payment.payer}`, amount: pick(payment).amount, unit },
        source: pick(payment).reason ?? words,
        href: isNet
          ? explainHref("payment-base", { portfolio: state.portfolioId, transaction: payment.rowId }, state.moment)
          : rowHref(payment.accountId, payment.rowId, state.moment),
      };
    });
  const of = payer === undefined ? "" : ` from ${payments[0]?.payer ?? payer}`;
  return {
    title: `${isNet ? "Received" : "Withheld"}${of} ${during(span)}`,
    parts: summed(
      sumOf(payments.map(pick)),
      unit,
      isNet
        ? "Every payment less what was withheld from it, at the exchange rate of its day."
        : "What was withheld from every payment, at the exchange rate of its day.",
      inputs,
    ),
  };
}

/** What may come in: in one month, where the request begins on its first day, or in all twelve. */
export function expectedSum(state: PortfolioState, _span: DaySpan, { from }: ExplainRequest): Made {
  const { rates, settings, day } = state;
  const unit = settings.baseCurrency;
  const month = from?.slice(0, 7);
  const isWanted = (each: ExpectedMonth) => month === undefined || each.month === month;
  const ahead = (books: PortfolioState["books"]) => incomeAhead({ instruments: books }, day, rates, unit).filter(isWanted);
  const inputs = state.books.flatMap((book) =>
    ahead([book]).map((expected): DerivationInput => {
      const first = addMonths(`${expected.month}-01`, -12);
      const span = { from: first, to: addDays(addMonths(first, 1), -1) };
      const paid = incomePayments({ instruments: [book], cash: [] }, span, rates, unit).filter(
        (each) => each.kind !== "reward" && each.day > addMonths(day, -12),
      );
      const now = digits(unitsOf(book));
      const words = paid.map(({ net, currency, day: on }) => {
        const rate = usedRate(rates, { from: currency, to: unit, day });
        return `${digits(net)} ${currency} on ${on} × ${now} units now ÷ ${digits(unitsAt(book, on))} then${rate.factor}`;
      });
      return {
        label: `${book.symbol}, ${expected.month}`,
        amount: expected.amount,
        unit,
        source: `It paid ${words.join("; ")}${book.reshapings.length > 0 ? ", splits since then counted" : ""}.`,
        href: instrumentPage(book.instrument),
      };
    }),
  );
  const total = sumOf(ahead(state.books).map(({ amount }) => computed(amount)));
  const formula = "What every payer paid a year before, × units held now ÷ units held then, at today’s exchange rate.";
  const parts = summed(
    total,
    unit,
    formula,
    inputs.sort((a, b) => (a.label.slice(-7) < b.label.slice(-7) ? -1 : 1)),
    ["It is an expectation and no promise: rewards aren’t expected to come again, nor payments of what is no longer held."],
  );
  return { title: `Income expected ${month === undefined ? "in the twelve months ahead" : `in ${month}`}`, parts };
}

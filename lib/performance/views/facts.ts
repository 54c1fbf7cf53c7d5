import { type DayRange, rangeOf } from "@/lib/engine/returns/periods";
import type { DaySpan } from "@/lib/engine/valuation/calendar";
import type { Gap } from "@/lib/engine/valuation/days";
import { explainHref } from "@/lib/explain/address";
import type { ExplainSubject, FigureName } from "@/lib/explain/schema";
import { instrumentPage } from "@/lib/instruments/page";
import type { PeriodView, PortfolioFacts, ProblemView } from "../schema";
import type { PortfolioState } from "../stored/state";

/** The days that a page is about. */
export function rangeOfView({ day, firstDay }: PortfolioState, { period, from, to }: PeriodView): DayRange {
  return rangeOf(period, { today: day, firstDay, custom: { ...(from ? { from } : {}), ...(to ? { to } : {}) } });
}

/**
 * Where a portfolio's figures are explained: as of the moment that is looked at, over a range where they have one, and of one of its
 * instruments.
 */
export function linksOf({
  portfolioId,
  moment,
}: PortfolioState): (figure: FigureName, span?: DaySpan, part?: Pick<ExplainSubject, "instrument" | "payer">) => string {
  return (figure, span, part = {}) =>
    explainHref(figure, { portfolio: portfolioId, ...part, ...(span && { from: span.from, to: span.to }) }, moment);
}

/** What every page of figures says of itself. */
export function factsOf(portfolioId: string, state: PortfolioState, range: DayRange): PortfolioFacts {
  return {
    portfolioId,
    baseCurrency: state.settings.baseCurrency,
    method: state.settings.method,
    range,
    asOf: state.day,
    problems: problemsOf(state, range),
  };
}

/** What makes figures less certain: of the ledger, each kind once, and of prices and rates that the range lacks or that are old at its end. */
function problemsOf({ problems, days }: PortfolioState, range: DayRange): ProblemView[] {
  const told = new Map<string, ProblemView>();
  const tell = (key: string, message: string, href: string | null) => {
    const known = told.get(key);
    told.set(key, known ? { ...known, count: known.count + 1 } : { message, href, count: 1 });
  };
  for (const { code, instrument, message, accountId, rowId } of problems)
    tell(`${code}/${instrument ?? ""}`, message, /^\d+$/.test(rowId) ? `/accounts/${accountId}/transactions/${rowId}` : null);
  const inRange = (gap: Gap) => gap.from <= range.to && gap.to >= range.from;
  for (const gap of days.gaps.filter(inRange)) tell(`${gap.subject}/${gap.reason}`, `${gap.message} ${daysOf(gap)}`, whereToMend(gap));
  for (const gap of days.stale.filter(({ to }) => to >= range.to))
    tell(`${gap.subject}/${gap.reason}`, `${gap.message} ${daysOf(gap)}`, whereToMend(gap));
  return [...told.values()];
}

const daysOf = ({ from, to }: Gap) => (from === to ? `(${from})` : `(${from} to ${to})`);

/** Prices are entered on the page of their instrument, rates in the settings. */
function whereToMend({ subject, reason }: Gap): string | null {
  if (reason === "no-rate" || reason === "stale-rate") return "/settings/market-data";
  return instrumentPage(subject);
}

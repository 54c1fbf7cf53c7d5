import { type Moment, momentQuery } from "@/lib/moment/schema";
import type { ExplainSubject, FigureName } from "./schema";

/** The parts of a subject in the order of its address. Apart from the schema, whose zod would come with every number on a page. */
const PARTS: Readonly<Record<keyof ExplainSubject, true>> = {
  account: true,
  portfolio: true,
  instrument: true,
  currency: true,
  transaction: true,
  lot: true,
  payer: true,
  snapshot: true,
  earlier: true,
  part: true,
  by: true,
  slice: true,
  from: true,
  to: true,
};

/** Where a figure is explained. Equal requests have one address, so that it can be kept and compared. */
export function explainHref(figure: FigureName, subject: ExplainSubject, moment?: Moment): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(PARTS) as (keyof ExplainSubject)[]) {
    const value = subject[name];
    if (value !== undefined) query.set(name, value);
  }
  for (const [name, value] of Object.entries(moment ? momentQuery(moment) : {})) query.set(name, value);
  return `/explain/${figure}${query.size > 0 ? `?${query}` : ""}`;
}

/** The key of who paid: an instrument, or the balances of a currency. */
export const payerKey = ({ instrument, payer }: { instrument: string | null; payer: string }): string => instrument ?? `cash:${payer}`;

/** What the lines of a chart of days are: a value or a price at the end of each day, or what had become of it since the first day of the range. */
export type DayFigure = Extract<
  FigureName,
  "portfolio-value" | "put-in" | "time-weighted-return" | "below-highest" | "benchmark-return" | "instrument-price"
>;

/** Whose figures the lines of such a chart are. `from`: the day since which they are counted, where they are. */
export type DaySubject = Pick<ExplainSubject, "portfolio" | "instrument" | "from">;

/** Where the figure of one day is explained: value and price as of that day, the others over the range up to it. */
export function dayFigureHref(figure: DayFigure, { from, ...subject }: DaySubject, day: string, moment: Moment) {
  if (figure === "portfolio-value" || figure === "instrument-price") return explainHref(figure, subject, { ...moment, asOf: day });
  return explainHref(figure, { ...subject, from: figure === "put-in" ? undefined : from, to: day }, moment);
}

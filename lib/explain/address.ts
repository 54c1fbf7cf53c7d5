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

import "server-only";
import type { CashBook } from "@/lib/engine/books";
import { isInstrumentId } from "@/lib/instruments/page";
import { withMoment } from "@/lib/moment/schema";
import { instrumentState } from "@/lib/performance/stored/instrument";
import { portfolioState } from "@/lib/performance/stored/portfolio-state";
import type { LotState } from "@/lib/performance/views/holdings";
import type { ExplainContext, Explained } from "./explainer";
import { marketOf } from "./portfolio-words";
import type { ExplainRequest, ExplainSubject } from "./schema";

/** What lots, sales and payments are explained from: the books of a portfolio, or of one instrument in all accounts. */
export interface BookState extends LotState {
  cash: readonly CashBook[];
  /** The part of a subject that says so. */
  scope: ExplainSubject;
}

export interface FoundBooks {
  state: BookState;
  basis: Explained["basis"];
  context: Explained["context"];
}

/**
 * The books that a request is about. Null when they aren't there, or are somebody else's.
 * @param page of a portfolio, that shows the figure
 */
export async function findBooks({ tx }: ExplainContext, request: ExplainRequest, page: "gains" | "income"): Promise<FoundBooks | null> {
  const { portfolio, instrument, moment } = request;
  if (portfolio !== undefined) {
    const found = await portfolioState(tx, BigInt(portfolio), moment);
    if (!found) return null;
    const label = `${page === "gains" ? "Gains" : "Income"} of ${found.name}`;
    return booksOf({ ...found.state, scope: { portfolio } }, { label, href: withMoment(`/portfolios/${portfolio}/${page}`, moment) });
  }
  if (instrument === undefined || !isInstrumentId(instrument)) return null;
  const found = await instrumentState(tx, BigInt(instrument), moment);
  if (!found) return null;
  const context = { label: found.book.symbol, href: withMoment(`/instruments/${instrument}`, moment) };
  return booksOf({ ...found, cash: [], scope: { instrument } }, context);
}

function booksOf(state: BookState, context: Explained["context"]): FoundBooks {
  const accounts = [...state.settings.accounts.keys()].map(BigInt);
  return { state, basis: { ledgers: accounts, lists: accounts, market: marketOf(state) }, context };
}

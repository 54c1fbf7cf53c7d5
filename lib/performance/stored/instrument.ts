import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { InstrumentBook } from "@/lib/engine/books";
import { bookKeys } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import type { LotState } from "../views/holdings";
import { foldLinked } from "./linked-fold";
import { listedRows } from "./listed-rows";
import { readPersonSettings } from "./settings";
import { loadMarket } from "./state";

/** One instrument in all accounts of a person, and what its lots are valued with. */
export interface InstrumentState extends LotState {
  book: InstrumentBook;
}

/** Null while nothing names the instrument at that moment, when it is part of another one, and when it isn't the actor's. */
export async function instrumentState(tx: Transaction, instrumentId: bigint, moment: Moment): Promise<InstrumentState | null> {
  const settings = await readPersonSettings(tx, moment);
  const accounts = [...settings.accounts.keys()];
  const bookOf = await bookKeys(tx);
  const relation = ledgerRows(moment);
  const name = instrumentId.toString();
  const fold = await foldLinked(tx, name, { accounts: accounts.map(BigInt), method: settings.method, relation, bookOf });
  for (const row of await listedRows(tx, accounts, bookOf, moment, relation)) if (row.instrument === name) fold.add(row);
  const book = fold.book(name);
  if (!book) return null;
  const day = moment.asOf ?? moment.known?.slice(0, 10) ?? new Date().toISOString().slice(0, 10);
  return {
    portfolioId: null,
    moment,
    book,
    books: [book],
    settings,
    day,
    ...(await loadMarket(tx, { books: [book], cash: [] }, settings, moment)),
  };
}

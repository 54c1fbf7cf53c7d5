import "server-only";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { bookKeys } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { keysByBook, ledgerNames } from "@/lib/performance/stored/ledger-names";
import { ledgerRows } from "@/lib/transactions/as-known";
import type { ExplainContext } from "./explainer";

/** What an account's ledger calls one instrument. */
export interface LedgerNames {
  /** Names the book that a row belongs to. */
  bookOf: Awaited<ReturnType<typeof bookKeys>>;
  book: string;
  /** `ledger_key` of the database, and `instrumentKey` of the engine, of each name. */
  names: readonly string[];
}

/**
 * All names of the instrument that one of them is the key of. Where the ledger has no such name, it is the only one; where it has meant
 * another instrument before, it is taken for what it means last.
 */
export async function namesOf({ tx }: ExplainContext, accountId: bigint, key: string, moment: Moment): Promise<LedgerNames> {
  const bookOf = await bookKeys(tx);
  const all = await ledgerNames(tx, { accounts: [accountId], bookOf, relation: ledgerRows(moment) });
  const book = all.findLast((name) => name.key === key)?.books.at(-1) ?? key;
  return { bookOf, book, names: keysByBook(all).get(book) ?? [key] };
}

/** The one that goes by that key, or by another name of the same instrument. */
export const namedAlike = <Each extends Parameters<typeof instrumentKey>[0]>(
  all: readonly Each[],
  key: string,
  { names }: Pick<LedgerNames, "names">,
): Each | undefined => all.find((each) => instrumentKey(each) === key) ?? all.find((each) => names.includes(instrumentKey(each)));

import "server-only";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { bookKeys } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { ledgerKeys } from "@/lib/performance/stored/ledger-keys";
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

/** All names of the instrument that one of them is the key of. Where the ledger has no such name, it is the only one. */
export async function namesOf({ tx }: ExplainContext, accountId: bigint, key: string, moment: Moment): Promise<LedgerNames> {
  const bookOf = await bookKeys(tx);
  const books = await ledgerKeys(tx, [accountId], bookOf, ledgerRows(moment));
  for (const [book, names] of books) if (names.includes(key)) return { bookOf, book, names };
  return { bookOf, book: key, names: [key] };
}

/** The one that goes by that key, or by another name of the same instrument. */
export const namedAlike = <Each extends Parameters<typeof instrumentKey>[0]>(
  all: readonly Each[],
  key: string,
  { names }: Pick<LedgerNames, "names">,
): Each | undefined => all.find((each) => instrumentKey(each) === key) ?? all.find((each) => names.includes(instrumentKey(each)));

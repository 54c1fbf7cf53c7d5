import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { type bookKeys, CASH_BOOK } from "@/lib/instruments/book-keys";
import { streamLedger } from "@/lib/transactions/ledger-stream";
import { keysByBook, ledgerNames } from "./ledger-names";

export interface Ledgers {
  accounts: readonly bigint[];
  method: CostMethod;
  /** What to read instead of the table `transactions`. */
  relation: Prisma.Sql;
  /** Names the book that a row belongs to. */
  bookOf: Awaited<ReturnType<typeof bookKeys>>;
}

/**
 * Folds the rows of one book. Rows of one event lead to other books, whose cost its lots may carry: those are folded too, until no more come.
 * @param take puts a row into the fold by calling `fold.add`; it sees every row again whenever more books have come
 */
export async function foldLinked(
  tx: Transaction,
  book: string,
  { accounts, method, relation, bookOf }: Ledgers,
  take: (row: LedgerRow, fold: LedgerFold) => void = (row, fold) => fold.add(row),
): Promise<LedgerFold> {
  const known = keysByBook(await ledgerNames(tx, { accounts, bookOf, relation }));
  const keys = new Set(known.get(book));
  if (keys.size === 0) return new LedgerFold(method);
  for (;;) {
    const fold = new LedgerFold(method);
    const met = new Set<string>();
    for await (const page of streamLedger(tx, { accounts, keys: [...keys], relation }, bookOf))
      for (const row of page) {
        met.add(row.instrument);
        take(row, fold);
      }
    const more = [...met].flatMap((each) => (each === CASH_BOOK ? [] : (known.get(each) ?? []))).filter((key) => !keys.has(key));
    if (more.length === 0) return fold;
    for (const key of more) keys.add(key);
  }
}

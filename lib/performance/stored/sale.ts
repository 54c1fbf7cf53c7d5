import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import { bookKeys, CASH_BOOK } from "@/lib/instruments/book-keys";
import { streamLedger } from "@/lib/transactions/ledger-stream";
import { type BooksAround, type ClosingRow, mayClose, saleLots } from "../lots/rules";
import type { SaleLots } from "../lots/schema";
import { ledgerKeys } from "./ledger-keys";
import { readSettings } from "./settings";

/** A long ledger is read for the rows of one instrument. */
export const SALE_TIMEOUT_MS = 120_000;

/**
 * The lots that a row closes, worked out from the rows of its instrument in all accounts of the portfolio: lots come from other accounts
 * with transfers. Null when it closes none, and when it isn't the actor's.
 * @param relation what to read instead of the table `transactions`
 */
export async function readSale(tx: Transaction, row: ClosingRow, relation: Prisma.Sql): Promise<SaleLots | null> {
  if (!mayClose(row.draft)) return null;
  const account = await tx.brokerAccount.findUnique({ where: { id: BigInt(row.accountId) }, select: { portfolioId: true } });
  const settings = account && (await readSettings(tx, account.portfolioId));
  if (!settings) return null;
  const around = await booksAround(tx, row, { accounts: [...settings.accounts.keys()].map(BigInt), method: settings.method, relation });
  return around && saleLots(row, around, { portfolioId: account.portfolioId.toString(), method: settings.method });
}

interface Ledgers {
  accounts: readonly bigint[];
  method: CostMethod;
  relation: Prisma.Sql;
}

/** Rows of one event lead to other instruments, whose cost the lots may carry: those are folded too, until no more come. */
async function booksAround(tx: Transaction, row: ClosingRow, { accounts, method, relation }: Ledgers): Promise<BooksAround | null> {
  const bookOf = await bookKeys(tx);
  const { assetType, symbol, currency, tradeTime, tradeType, meta } = row.draft;
  const book = bookOf({
    ...{ assetType, symbol, currency, tradeTime, tradeType, source: meta.source },
    isin: meta.instrument?.isin?.toUpperCase() || null,
    instrumentText: meta.instrument ? JSON.stringify(meta.instrument) : "",
  });
  const known = await ledgerKeys(tx, accounts, bookOf, relation);
  const keys = new Set(known.get(book));
  for (;;) {
    const fold = new LedgerFold(method);
    const met = new Set<string>();
    let around: BooksAround | null = null;
    for await (const page of streamLedger(tx, { accounts, keys: [...keys], relation }, bookOf))
      for (const each of page) {
        met.add(each.instrument);
        const before = each.id === row.id ? fold.book(book) : null;
        fold.add(each);
        if (each.id === row.id) around = { before, after: fold.book(book), end: null };
      }
    const more = [...met].flatMap((each) => (each === CASH_BOOK ? [] : (known.get(each) ?? []))).filter((key) => !keys.has(key));
    if (more.length === 0) return around && { ...around, end: fold.book(book) };
    for (const key of more) keys.add(key);
  }
}

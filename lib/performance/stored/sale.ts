import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import { bookKeys } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import { type BooksAround, type ClosingRow, mayClose, saleLots } from "../lots/rules";
import type { SaleLots } from "../lots/schema";
import { foldLinked } from "./linked-fold";
import { readSettings } from "./settings";

/** A long ledger is read for the rows of one instrument. */
export const SALE_TIMEOUT_MS = 120_000;

/**
 * The lots that a row closes, worked out from the rows of its instrument in all accounts of the portfolio: lots come from other accounts
 * with transfers. Null when it closes none, and when it isn't the actor's.
 * @param moment as of which the ledger and the settings are read
 */
export async function readSale(tx: Transaction, row: ClosingRow, moment: Moment): Promise<SaleLots | null> {
  if (!mayClose(row.draft)) return null;
  const account = await tx.brokerAccount.findUnique({ where: { id: BigInt(row.accountId) }, select: { portfolioId: true } });
  const settings = account && (await readSettings(tx, account.portfolioId, moment));
  if (!settings) return null;
  const around = await booksAround(tx, row, {
    accounts: [...settings.accounts.keys()].map(BigInt),
    method: settings.method,
    relation: ledgerRows(moment),
  });
  return around && saleLots(row, around, { portfolioId: account.portfolioId.toString(), method: settings.method });
}

interface Ledgers {
  accounts: readonly bigint[];
  method: CostMethod;
  relation: Prisma.Sql;
}

async function booksAround(tx: Transaction, row: ClosingRow, ledgers: Ledgers): Promise<BooksAround | null> {
  const bookOf = await bookKeys(tx);
  const { assetType, symbol, currency, tradeTime, tradeType, meta } = row.draft;
  const book = bookOf({
    ...{ assetType, symbol, currency, tradeTime, tradeType, source: meta.source },
    isin: meta.instrument?.isin?.toUpperCase() || null,
    instrumentText: meta.instrument ? JSON.stringify(meta.instrument) : "",
  });
  const around: BooksAround[] = [];
  const fold = await foldLinked(tx, book, { ...ledgers, bookOf }, (each, folding) => {
    const before = each.id === row.id ? folding.book(book) : null;
    folding.add(each);
    if (each.id === row.id) around.push({ before, after: folding.book(book), end: null });
  });
  const last = around.at(-1);
  return last ? { ...last, end: fold.book(book) } : null;
}

import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { InstrumentBook } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import { bookKeys } from "@/lib/instruments/book-keys";
import { NOW } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import { streamLedger } from "@/lib/transactions/ledger-stream";
import { costMethodSchema } from "../schema";
import type { LotState } from "../views/holdings";
import { ledgerKeys } from "./ledger-keys";
import { loadMarket } from "./state";

/** What one instrument has done in all accounts of a person, and what its lots are valued with. Null while nothing names it. */
export async function instrumentState(tx: Transaction, instrumentId: bigint): Promise<(LotState & { book: InstrumentBook }) | null> {
  const person = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true, costMethod: true } });
  const accounts = await tx.brokerAccount.findMany({ select: { id: true, displayName: true } });
  const method = costMethodSchema.catch("fifo").parse(person.costMethod);
  const ids = accounts.map(({ id }) => id);
  const bookOf = await bookKeys(tx);
  const relation = ledgerRows(NOW);
  const keys = (await ledgerKeys(tx, ids, bookOf, relation)).get(instrumentId.toString());
  if (!keys) return null;
  const fold = new LedgerFold(method);
  for await (const page of streamLedger(tx, { accounts: ids, keys, relation }, bookOf)) for (const row of page) fold.add(row);
  const book = fold.book(instrumentId.toString());
  if (!book) return null;
  const settings = {
    method,
    baseCurrency: person.baseCurrency,
    benchmarkInstrumentId: null,
    accounts: new Map(accounts.map(({ id, displayName }) => [id.toString(), displayName])),
  };
  return { book, books: [book], settings, day: new Date().toISOString().slice(0, 10), ...(await loadMarket(tx, [book], [], settings)) };
}

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
import { loadMarket } from "./state";

/** What one instrument has done in all accounts of a person, and what its lots are valued with. Null while nothing names it. */
export async function instrumentState(tx: Transaction, instrumentId: bigint): Promise<(LotState & { book: InstrumentBook }) | null> {
  const person = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true, costMethod: true } });
  const accounts = await tx.brokerAccount.findMany({ select: { id: true, displayName: true } });
  const method = costMethodSchema.catch("fifo").parse(person.costMethod);
  const ids = accounts.map(({ id }) => id);
  const bookOf = await bookKeys(tx);
  const keys = await keysOf(tx, ids, instrumentId.toString(), bookOf);
  if (keys.length === 0) return null;
  const fold = new LedgerFold(method);
  for await (const page of streamLedger(tx, { accounts: ids, keys, relation: ledgerRows(NOW) }, bookOf))
    for (const row of page) fold.add(row);
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

/** How ledgers call an instrument: `ledger_key` of each of its names, found in one scan. */
async function keysOf(
  tx: Transaction,
  accounts: readonly bigint[],
  wanted: string,
  bookOf: Awaited<ReturnType<typeof bookKeys>>,
): Promise<string[]> {
  const names = await tx.$queryRaw<
    {
      key: string;
      asset_type: string;
      symbol: string;
      currency: string;
      isin: string | null;
      instrument: string | null;
      source: string;
      at: Date;
    }[]
  >`
    SELECT ledger_key(t.asset_type, t.symbol, t.currency, t.meta) AS key, t.asset_type, t.symbol, t.currency,
      upper(nullif(t.meta #>> '{instrument,isin}', '')) AS isin, (t.meta -> 'instrument')::text AS instrument, coalesce(t.meta ->> 'source', '') AS source,
      min(t.trade_time) AS at
    FROM transactions t WHERE t.broker_account_id = ANY (${[...accounts]}::bigint[]) GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  const own = names.filter(
    ({ asset_type, symbol, currency, isin, instrument, source, at }) =>
      bookOf({ assetType: asset_type, symbol, currency, isin, instrumentText: instrument ?? "", source, tradeTime: at.toISOString() }) ===
      wanted,
  );
  return [...new Set(own.map(({ key }) => key))];
}

import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { bookKeys } from "@/lib/instruments/book-keys";

/**
 * Book → how ledgers call its instrument: `ledger_key` of each of its names, found in one scan.
 * @param relation what to read instead of the table `transactions`
 */
export async function ledgerKeys(
  tx: Transaction,
  accounts: readonly bigint[],
  bookOf: Awaited<ReturnType<typeof bookKeys>>,
  relation: Prisma.Sql,
): Promise<Map<string, string[]>> {
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
    FROM ${relation} t WHERE t.broker_account_id = ANY (${[...accounts]}::bigint[]) GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  const books = Map.groupBy(names, ({ asset_type, symbol, currency, isin, instrument, source, at }) =>
    bookOf({ assetType: asset_type, symbol, currency, isin, instrumentText: instrument ?? "", source, tradeTime: at.toISOString() }),
  );
  return new Map([...books].map(([book, named]) => [book, [...new Set(named.map(({ key }) => key))]]));
}

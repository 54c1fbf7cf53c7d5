import "server-only";
import type { Transaction } from "@/lib/db/as-actor";

/** How often what figures are worked out from has changed so far. Numbers as text: they are only compared. */
export interface Versions {
  /** By account id. */
  ledgers: ReadonlyMap<string, LedgerVersions>;
  prices: string;
  /** A person's own rates and everybody's. */
  rates: string;
  instruments: string;
}

export interface LedgerVersions {
  version: bigint;
  /** The last one that touched too many instruments to name them. */
  sweeping: bigint;
  snapshot: bigint;
  /** Whether the ledger has any row at all. */
  hasRows: boolean;
}

/** The versions of a portfolio's accounts, and of the person's prices, rates and instruments. */
export async function readVersions(tx: Transaction, portfolioId: bigint): Promise<Versions> {
  const ledgers = await tx.$queryRaw<{ id: bigint; version: bigint; sweeping: bigint; snapshot: bigint; has_rows: boolean }[]>`
    SELECT a.id, coalesce(v.version, 0) AS version, coalesce(v.sweeping_version, 0) AS sweeping, coalesce(v.snapshot_version, 0) AS snapshot,
      EXISTS (SELECT 1 FROM transactions t WHERE t.broker_account_id = a.id) AS has_rows
    FROM broker_accounts a LEFT JOIN ledger_versions v ON v.broker_account_id = a.id WHERE a.portfolio_id = ${portfolioId} ORDER BY a.id`;
  const market = await tx.$queryRaw<{ user_id: bigint; prices: bigint; rates: bigint; instruments: bigint }[]>`
    SELECT user_id, prices, rates, instruments FROM market_versions`;
  const own = market.find(({ user_id }) => user_id !== 0n);
  const shared = market.find(({ user_id }) => user_id === 0n);
  return {
    ledgers: new Map(
      ledgers.map(({ id, version, sweeping, snapshot, has_rows }) => [id.toString(), { version, sweeping, snapshot, hasRows: has_rows }]),
    ),
    prices: String(own?.prices ?? 0n),
    rates: `${own?.rates ?? 0n}/${shared?.rates ?? 0n}`,
    instruments: String(own?.instruments ?? 0n),
  };
}

/** The instruments of an account's ledger that changed after `since`. */
export async function touchedKeys(tx: Transaction, since: ReadonlyMap<string, bigint>): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT t.key FROM ledger_touches t
      JOIN unnest(${[...since.keys()].map(BigInt)}::bigint[], ${[...since.values()]}::bigint[]) AS s (account_id, version)
        ON s.account_id = t.broker_account_id AND t.version > s.version`;
  return new Set(rows.map(({ key }) => key));
}

import type { TestDatabase } from "@/test/database";
import { type DraftInput, draft } from "@/test/factories";

/** What an account holds, for specifications: put straight into the tables, as an import would. */

/** Rows of an account's ledger. */
export async function ledger(db: TestDatabase, accountId: bigint, rows: readonly DraftInput[]): Promise<void> {
  await db.owner.query(
    `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
     SELECT $1, p."assetType", p.symbol, p.quantity, p.price, p.currency, p."tradeType", p."tradeTime", p.meta
     FROM jsonb_to_recordset($2::jsonb) AS p ("assetType" text, symbol text, quantity numeric, price numeric, currency text,
       "tradeType" text, "tradeTime" timestamptz, meta jsonb)`,
    [accountId, JSON.stringify(rows.map(draft))],
  );
}

export interface BrokerRow {
  assetType?: string;
  symbol?: string;
  isin?: string;
  quantity?: string;
  avgPrice?: string;
  costValue?: string;
  marketValue?: string;
  currency?: string;
  meta?: Record<string, unknown>;
}

/** A broker's list of positions; rows are ten shares of ACME unless told otherwise. */
export async function brokerSnapshot(
  db: TestDatabase,
  accountId: bigint,
  id: string,
  asOf: string,
  rows: readonly BrokerRow[] = [{}],
): Promise<void> {
  await db.owner.query("INSERT INTO holding_snapshots (broker_account_id, id, as_of, date_only, source) VALUES ($1, $2, $3, $4, 'ofx')", [
    accountId,
    id,
    asOf,
    asOf.endsWith("T00:00:00.000Z"),
  ]);
  for (const row of rows) {
    await db.owner.query(
      `INSERT INTO holdings (broker_account_id, asset_type, symbol, isin, quantity, avg_price, currency, cost_value, market_value, as_of, source_snapshot_id, meta)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        accountId,
        row.assetType ?? "stock",
        row.symbol ?? "ACME",
        row.isin ?? null,
        row.quantity ?? "10",
        row.avgPrice ?? null,
        row.currency ?? "USD",
        row.costValue ?? null,
        row.marketValue ?? null,
        asOf,
        id,
        JSON.stringify({ source: "ofx", ...row.meta }),
      ],
    );
  }
}

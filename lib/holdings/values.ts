import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { MARGINED_ASSET_TYPES } from "@/lib/engine/ledger-row";
import { type Moment, NOW } from "@/lib/moment/schema";
import { decimal } from "@/lib/money/decimal";
import { snapshotRows } from "./as-known";
import { summedLedgers } from "./ledger";
import type { PortfolioValue } from "./schema";

/** The newest list of an account, seen from a moment. Of two lists of one instant, the one that came last. */
export const newestSnapshot = (account: Prisma.Sql, moment: Moment = NOW) =>
  Prisma.sql`SELECT n.id FROM ${snapshotRows(moment)} n WHERE n.broker_account_id = ${account} ORDER BY n.as_of DESC, n.created_at DESC LIMIT 1`;

/** The value of a stored row that has a price and no value, as `viewOf` works it out. */
const VALUE_AT_PRICE = Prisma.sql`(h.quantity * (h.meta ->> 'price')::numeric * coalesce((h.meta ->> 'multiplier')::numeric, 1)
  * CASE WHEN h.meta ->> 'priceUnit' = 'percent' THEN 0.01 ELSE 1 END)`;

/** What each portfolio that the transaction's actor has is worth, by id: newest snapshots, and ledgers where an account has none. */
export async function portfolioValues(tx: Transaction): Promise<Map<bigint, PortfolioValue>> {
  const rows = await tx.$queryRaw<{ portfolio_id: bigint; currency: string | null; amount: string | null; unvalued: number }[]>`
    WITH accounts AS MATERIALIZED (
      SELECT a.id, a.portfolio_id, (${newestSnapshot(Prisma.sql`a.id`)}) AS snapshot_id FROM broker_accounts a
    ), ${summedLedgers(Prisma.sql`t.broker_account_id = ANY (ARRAY(SELECT id FROM accounts WHERE snapshot_id IS NULL))`)}, amounts AS (
      SELECT h.broker_account_id, h.currency, CASE WHEN h.asset_type = 'cash' THEN h.quantity ELSE coalesce(h.market_value, ${VALUE_AT_PRICE}) END AS value
      FROM accounts a JOIN holdings h ON h.broker_account_id = a.id AND h.source_snapshot_id = a.snapshot_id
      WHERE h.quantity <> 0
      UNION ALL
      SELECT broker_account_id, currency, CASE WHEN asset_type = ANY (${MARGINED_ASSET_TYPES}::text[]) THEN NULL
        ELSE quantity * price * coalesce(multiplier, 1) * CASE WHEN price_unit = 'percent' THEN 0.01 ELSE 1 END END
      FROM held
      UNION ALL
      SELECT broker_account_id, currency, sum(net_amount) FROM moved GROUP BY 1, 2 HAVING sum(net_amount) <> 0
    )
    SELECT p.id AS portfolio_id, v.currency, sum(v.value)::text AS amount, (count(*) FILTER (WHERE v.currency IS NOT NULL AND v.value IS NULL))::int AS unvalued
    FROM portfolios p LEFT JOIN accounts a ON a.portfolio_id = p.id LEFT JOIN amounts v ON v.broker_account_id = a.id
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const values = new Map<bigint, PortfolioValue>();
  for (const { portfolio_id, currency, amount, unvalued } of rows) {
    const portfolio = values.get(portfolio_id) ?? { value: [], unvalued: 0 };
    portfolio.unvalued += unvalued;
    if (currency !== null && amount !== null) portfolio.value.push({ currency, amount: decimal(amount) });
    values.set(portfolio_id, portfolio);
  }
  return values;
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { MARGINED_ASSET_TYPES, valueOf } from "@/lib/engine/ledger-row";
import { NOW } from "@/lib/moment/schema";
import { add, type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import { newestSnapshot } from "./as-known";
import type { PortfolioValue } from "./schema";
import { type SummedPosition, summedPositions } from "./summed-ledgers";

/** The value of a stored row that has a price and no value, as `viewOf` works it out. */
const VALUE_AT_PRICE = Prisma.sql`(h.quantity * (h.meta ->> 'price')::numeric * coalesce((h.meta ->> 'multiplier')::numeric, 1)
  * CASE WHEN h.meta ->> 'priceUnit' = 'percent' THEN 0.01 ELSE 1 END)`;

interface Amount {
  portfolio_id: bigint;
  currency: string;
  amount: string | null;
  unvalued: number;
}

/** What each portfolio that the transaction's actor has is worth, by id: newest snapshots, and ledgers where an account has none. */
export async function portfolioValues(tx: Transaction): Promise<Map<bigint, PortfolioValue>> {
  const accounts = await tx.$queryRaw<{ id: bigint; portfolio_id: bigint; snapshot_id: string | null }[]>`
    SELECT a.id, a.portfolio_id, (${newestSnapshot(Prisma.sql`a.id`)}) AS snapshot_id FROM broker_accounts a ORDER BY a.id`;
  const bare = accounts.filter(({ snapshot_id }) => snapshot_id === null).map(({ id }) => id);
  const listed = accounts.filter(({ snapshot_id }) => snapshot_id !== null);
  const rows = await tx.$queryRaw<Amount[]>`
    WITH amounts AS (
      SELECT h.broker_account_id, h.currency, CASE WHEN h.asset_type = 'cash' THEN h.quantity ELSE coalesce(h.market_value, ${VALUE_AT_PRICE}) END AS value
      FROM unnest(${listed.map(({ id }) => id)}::bigint[], ${listed.map(({ snapshot_id }) => snapshot_id)}::text[]) AS s (account_id, id)
        JOIN holdings h ON h.broker_account_id = s.account_id AND h.source_snapshot_id = s.id
      WHERE h.quantity <> 0
      UNION ALL
      SELECT t.broker_account_id, t.currency, sum((t.meta ->> 'netAmount')::numeric) FROM transactions t
      WHERE t.broker_account_id = ANY (${bare}::bigint[]) GROUP BY 1, 2 HAVING sum((t.meta ->> 'netAmount')::numeric) <> 0)
    SELECT a.portfolio_id, v.currency, sum(v.value)::text AS amount, (count(*) FILTER (WHERE v.value IS NULL))::int AS unvalued
    FROM amounts v JOIN broker_accounts a ON a.id = v.broker_account_id GROUP BY 1, 2`;
  const portfolios = await tx.portfolio.findMany({ select: { id: true } });
  const sums = new Map(portfolios.map(({ id }) => [id, { value: new Map<string, DecimalString>(), unvalued: 0 }]));
  const put = (portfolio: bigint, currency: string, amount: DecimalString | null, unvalued: number) => {
    const sum = sums.get(portfolio);
    if (!sum) return;
    sum.unvalued += unvalued;
    if (amount !== null) sum.value.set(currency, add(sum.value.get(currency) ?? ZERO, amount));
  };
  for (const { portfolio_id, currency, amount, unvalued } of rows)
    put(portfolio_id, currency, amount === null ? null : decimal(amount), unvalued);
  const portfolioOf = new Map(accounts.map(({ id, portfolio_id }) => [id.toString(), portfolio_id]));
  for (const position of await summedPositions(tx, Prisma.sql`t.broker_account_id = ANY (${bare}::bigint[])`, NOW)) {
    const value = positionValue(position);
    put(portfolioOf.get(position.accountId) ?? 0n, position.currency, value, value === null ? 1 : 0);
  }
  return new Map([...sums].map(([id, { value, unvalued }]) => [id, { value: inOrder(value), unvalued }]));
}

/** Null: nothing tells what it is worth, or it is held on margin. */
function positionValue({ assetType, quantity, lastPrice, multiplier, priceUnit }: SummedPosition): DecimalString | null {
  return lastPrice === null || MARGINED_ASSET_TYPES.includes(assetType) ? null : valueOf(quantity, lastPrice, { multiplier, priceUnit });
}

const inOrder = (value: ReadonlyMap<string, DecimalString>) =>
  [...value].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => (a.currency < b.currency ? -1 : 1));

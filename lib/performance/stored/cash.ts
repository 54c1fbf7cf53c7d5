import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import type { CashBook } from "@/lib/engine/books";
import { add, type DecimalString, decimal, ZERO } from "@/lib/money/decimal";
import type { CashEvents } from "./cash-events";

/**
 * The cash of accounts, by currency and day: the sums are made where the rows are, whatever their number.
 * @param events what rows that are about cash alone did
 */
export async function cashBooks(
  tx: Transaction,
  accounts: readonly string[],
  relation: Prisma.Sql,
  events: CashEvents,
): Promise<CashBook[]> {
  const rows = await tx.$queryRaw<{ account_id: bigint; currency: string; day: string; change: string }[]>`
    SELECT t.broker_account_id AS account_id, t.currency, (t.trade_time AT TIME ZONE 'UTC')::date::text AS day,
      sum((t.meta ->> 'netAmount')::numeric)::text AS change
    FROM ${relation} t WHERE t.broker_account_id = ANY (${accounts.map(BigInt)}::bigint[]) GROUP BY 1, 2, 3
    HAVING sum((t.meta ->> 'netAmount')::numeric) <> 0 ORDER BY 1, 2, 3`;
  const books = new Map<string, { accountId: string; currency: string; days: { day: string; change: DecimalString }[] }>();
  for (const { account_id, currency, day, change } of rows) {
    const accountId = account_id.toString();
    const key = `${accountId}/${currency}`;
    const book = books.get(key) ?? { accountId, currency, days: [] };
    books.set(key, book);
    book.days.push({ day, change: decimal(change) });
  }
  const of = <Each extends { accountId: string; currency: string }>(list: readonly Each[]) =>
    Map.groupBy(list, (each) => `${each.accountId}/${each.currency}`);
  const [flows, income, charges] = [of(events.flows), of(events.income), of(events.charges)];
  const summed = [...books].map(([key, { accountId, currency, days }]) => ({
    accountId,
    currency,
    days,
    balance: days.reduce((sum, { change }) => add(sum, change), ZERO),
    flows: flows.get(key) ?? [],
    income: income.get(key) ?? [],
    charges: charges.get(key) ?? [],
  }));
  return [...summed, ...events.listed];
}

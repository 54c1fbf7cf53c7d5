import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { rowsKnownAt } from "@/lib/moment/past-rows";
import { endOf, type Moment } from "@/lib/moment/schema";

const COLUMNS = ["asset_type", "symbol", "quantity", "price", "currency", "trade_type", "trade_time", "meta", "created_at"];

/**
 * The ledger at a moment, as a relation with the columns of `transactions`: the table itself when nothing is asked.
 * Select from it with a name, and say which accounts: `FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = …`.
 */
export function ledgerRows({ asOf, known }: Moment): Prisma.Sql {
  const recorded = known === null ? Prisma.sql`transactions` : rowsKnownAt("transactions", COLUMNS, known);
  return asOf === null ? recorded : Prisma.sql`(SELECT l.* FROM ${recorded} l WHERE l.trade_time < ${endOf(asOf)}::timestamptz)`;
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { rowsKnownAt } from "@/lib/moment/past-rows";
import { endOf, type Moment, NOW } from "@/lib/moment/schema";

const HOLDING_COLUMNS = [
  ...["asset_type", "symbol", "isin", "quantity", "avg_price", "currency", "cost_value", "market_value", "as_of"],
  ...["source_snapshot_id", "meta", "created_at"],
];
const SNAPSHOT_COLUMNS = Prisma.sql`broker_account_id, id, as_of, date_only, source, import_id, created_at`;

/** The rows of lists at a moment, as a relation with the columns of `holdings`; of which list they are decides {@link snapshotRows}. */
export function holdingRows({ known }: Moment): Prisma.Sql {
  return known === null ? Prisma.sql`holdings` : rowsKnownAt("holdings", HOLDING_COLUMNS, known);
}

/** The lists that there were at a moment, as a relation with the columns of `holding_snapshots`. A list is never changed, only deleted. */
export function snapshotRows({ asOf, known }: Moment): Prisma.Sql {
  const recorded =
    known === null
      ? Prisma.sql`holding_snapshots`
      : Prisma.sql`(
          SELECT ${SNAPSHOT_COLUMNS} FROM holding_snapshots WHERE created_at <= ${known}::timestamptz
          UNION ALL
          SELECT r.broker_account_id, p.id, p.as_of, p.date_only, p.source, p.import_id, p.created_at
          FROM revisions r, jsonb_populate_record(NULL::holding_snapshots, r.before) p
          WHERE r.table_name = 'holding_snapshots' AND r.made_at > ${known}::timestamptz AND p.created_at <= ${known}::timestamptz)`;
  return asOf === null ? recorded : Prisma.sql`(SELECT l.* FROM ${recorded} l WHERE l.as_of < ${endOf(asOf)}::timestamptz)`;
}

/** The newest list of an account, seen from a moment. Of two lists of one instant, the one that came last. */
export const newestSnapshot = (account: Prisma.Sql, moment: Moment = NOW): Prisma.Sql =>
  Prisma.sql`SELECT n.id FROM ${snapshotRows(moment)} n WHERE n.broker_account_id = ${account} ORDER BY n.as_of DESC, n.created_at DESC LIMIT 1`;

import "server-only";
import type { Transaction } from "@/lib/db/as-actor";

/** Ledger rows, positions and other lines by outcome, left-out statements aside. */
export async function countOutcomes(tx: Transaction, importId: bigint): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ outcome: string; count: number }[]>`
    SELECT r.outcome, count(*)::int AS count FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.kind IN ('transaction', 'holding', 'cancellation', 'gone', 'line') AND coalesce(s.decision, 'import') = 'import' GROUP BY r.outcome`;
  return Object.fromEntries(rows.map((row) => [row.outcome, row.count]));
}

/** Counts an import's lines anew, after another one's undoing changed what some of them say. */
export async function recount(tx: Transaction, importId: bigint): Promise<void> {
  await tx.import.update({ where: { id: importId }, data: { counts: await countOutcomes(tx, importId) }, select: { id: true } });
}

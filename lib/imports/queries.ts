import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { formatName } from "@/lib/formats/registry";
import {
  type ImportProgress,
  type ImportRowView,
  type ImportStatementView,
  type ImportSummary,
  type ImportView,
  type LineFilter,
  type Outcome,
  type OutcomeCounts,
  problemSchema,
} from "./schema";

/** One import with its statements and what became, or will become, of its lines; null when it isn't one of this account of the actor's. */
export function getImport(actor: Actor, accountId: bigint, importId: bigint): Promise<ImportView | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.import.findFirst({ where: { id: importId, brokerAccountId: accountId, status: { not: "cancelled" } } });
    if (!found) return null;
    const counts = await countByKind(tx, importId);
    return {
      id: found.id.toString(),
      accountId: found.brokerAccountId.toString(),
      fileName: found.fileName,
      fileSize: found.fileSize,
      formatName: formatName(found.format),
      isMapped: found.format === "mapped",
      status: found.status as ImportView["status"],
      running: isWaiting(found.status),
      problem: problemSchema.nullable().catch(null).parse(found.problem),
      createdAt: found.createdAt.toISOString(),
      importedAt: found.importedAt?.toISOString() ?? null,
      undoneAt: found.undoneAt?.toISOString() ?? null,
      statements: await listStatements(tx, importId),
      transactions: {
        ...counts.get("transaction"),
        ...onlyPresent({ removed: (counts.get("cancellation")?.removed ?? 0) + (counts.get("gone")?.removed ?? 0) }),
      },
      positions: counts.get("holding") ?? {},
      snapshots: counts.get("snapshot") ?? {},
      rates: counts.get("rate") ?? {},
      lines: sum(counts.get("line"), {
        skipped: (counts.get("cancellation")?.skipped ?? 0) + (counts.get("gone")?.skipped ?? 0),
        kept: (counts.get("cancellation")?.kept ?? 0) + (counts.get("gone")?.kept ?? 0),
      }),
      editedSince: await countEdited(tx, importId),
      sameFileImportedAt: await sameFile(tx, found.brokerAccountId, importId, found.fileHash),
    };
  });
}

const onlyPresent = (counts: { [key in Outcome]?: number | undefined }): OutcomeCounts =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined && count > 0));

function sum(first: OutcomeCounts | undefined, second: { [key in Outcome]?: number | undefined }): OutcomeCounts {
  const total: OutcomeCounts = { ...first };
  for (const [outcome, count] of Object.entries(onlyPresent(second)) as [Outcome, number][]) total[outcome] = (total[outcome] ?? 0) + count;
  return total;
}

async function countByKind(tx: Transaction, importId: bigint): Promise<Map<string, OutcomeCounts>> {
  const rows = await tx.$queryRaw<{ kind: string; outcome: Outcome; count: number }[]>`
    SELECT r.kind, r.outcome, count(*)::int AS count FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND coalesce(s.decision, 'import') <> 'skip' GROUP BY r.kind, r.outcome`;
  const counts = new Map<string, OutcomeCounts>();
  for (const { kind, outcome, count } of rows) counts.set(kind, { ...counts.get(kind), [outcome]: count });
  return counts;
}

async function listStatements(tx: Transaction, importId: bigint): Promise<ImportStatementView[]> {
  const rows = await tx.$queryRaw<
    {
      id: bigint;
      external_account_id: string;
      name: string;
      currency: string | null;
      covers_from: Date | null;
      covers_to: Date | null;
      decision: ImportStatementView["decision"];
      target_id: bigint | null;
      target_name: string | null;
      transactions: number;
      positions: number;
    }[]
  >`
    SELECT s.id, s.external_account_id, s.name, s.currency, s.covers_from, s.covers_to, s.decision, a.id AS target_id, a.display_name AS target_name,
      (SELECT count(*)::int FROM import_rows r WHERE r.statement_id = s.id AND r.kind = 'transaction') AS transactions,
      (SELECT count(*)::int FROM import_rows r WHERE r.statement_id = s.id AND r.kind = 'holding') AS positions
    FROM import_statements s LEFT JOIN broker_accounts a ON a.id = s.target_account_id WHERE s.import_id = ${importId} ORDER BY s.ordinal`;
  return rows.map((row) => ({
    id: row.id.toString(),
    externalAccountId: row.external_account_id,
    name: row.name,
    currency: row.currency,
    coversFrom: row.covers_from?.toISOString().slice(0, 10) ?? null,
    coversTo: row.covers_to?.toISOString().slice(0, 10) ?? null,
    decision: row.decision,
    target: row.target_id === null || row.target_name === null ? null : { id: row.target_id.toString(), displayName: row.target_name },
    transactions: row.transactions,
    positions: row.positions,
  }));
}

const isWaiting = (status: string) => ["reading", "writing", "undoing"].includes(status);

async function countEdited(tx: Transaction, importId: bigint): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM import_rows r LEFT JOIN transactions t ON t.id = r.transaction_id JOIN imports i ON i.id = r.import_id
    WHERE r.import_id = ${importId} AND i.status = 'imported' AND r.kind = 'transaction' AND r.outcome = 'new' AND (t.id IS NULL OR t.meta -> 'edited' = 'true')`;
  return row?.count ?? 0;
}

async function sameFile(tx: Transaction, accountId: bigint, importId: bigint, fileHash: string): Promise<string | null> {
  const earlier = await tx.import.findFirst({
    where: { brokerAccountId: accountId, fileHash, status: "imported", id: { not: importId } },
    orderBy: { importedAt: "desc" },
    select: { importedAt: true },
  });
  return earlier?.importedAt?.toISOString() ?? null;
}

const ROWS_A_PAGE = 100;

/** A page of an import's lines in file order, of one outcome, of those that change the ledger, or all. `after` is the id of the last row seen. */
export function listImportRows(
  actor: Actor,
  importId: bigint,
  { outcome, after }: { outcome?: LineFilter; after?: bigint },
): Promise<{ rows: ImportRowView[]; next: string | null }> {
  return asActor(actor, async (tx) => {
    const rows = await tx.$queryRaw<ImportRowRecord[]>`
      SELECT r.id, r.line, r.kind, r.outcome, r.reason, r.payload, a.display_name AS account_name
      FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id LEFT JOIN broker_accounts a ON a.id = s.target_account_id
      WHERE r.import_id = ${importId} AND r.kind <> 'rate' AND (${outcome ?? null}::text IS NULL OR r.outcome = ${outcome ?? null}
          OR (${outcome ?? null} = 'differences' AND r.outcome IN ('new', 'changed', 'removed')))
        AND coalesce(s.decision, 'import') <> 'skip'
        AND (${after ?? null}::bigint IS NULL OR (r.line, r.id) > (SELECT l.line, l.id FROM import_rows l WHERE l.id = ${after ?? null}))
      ORDER BY r.line, r.id LIMIT ${ROWS_A_PAGE + 1}`;
    const page = rows.slice(0, ROWS_A_PAGE).map(toRowView);
    return { rows: page, next: rows.length > ROWS_A_PAGE ? (page.at(-1)?.id ?? null) : null };
  });
}

interface ImportRowRecord {
  id: bigint;
  line: number;
  kind: string;
  outcome: Outcome;
  reason: string;
  payload: Record<string, unknown> & { meta?: Record<string, unknown> };
  account_name: string | null;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function toRowView({ id, line, kind, outcome, reason, payload, account_name }: ImportRowRecord): ImportRowView {
  const instrument = payload.meta?.instrument as { name?: unknown } | undefined;
  return {
    id: id.toString(),
    line,
    kind,
    outcome,
    reason,
    tradeType: text(payload.tradeType),
    assetType: text(payload.assetType),
    symbol: text(payload.symbol),
    name: text(instrument?.name),
    quantity: text(payload.quantity),
    price: text(payload.price),
    currency: text(payload.currency),
    netAmount: text(payload.meta?.netAmount) ?? text(payload.marketValue),
    at: text(payload.tradeTime) ?? text(payload.asOf),
    dateOnly: payload.meta?.dateOnly === true || payload.dateOnly === true,
    accountName: account_name,
  };
}

/** The imports that were started on an account, newest first. */
export function listImports(actor: Actor, accountId: bigint, limit = 50): Promise<ImportSummary[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.import.findMany({
      where: { brokerAccountId: accountId, status: { not: "cancelled" } },
      orderBy: { createdAt: "desc" },
      take: limit,
    });
    return rows.map((row) => ({
      id: row.id.toString(),
      fileName: row.fileName,
      formatName: formatName(row.format),
      status: row.status as ImportSummary["status"],
      createdAt: row.createdAt.toISOString(),
      importedAt: row.importedAt?.toISOString() ?? null,
      counts: row.counts as OutcomeCounts,
    }));
  });
}

/** How far the present step of an import is; null when it isn't the actor's. */
export function getProgress(actor: Actor, importId: bigint): Promise<ImportProgress | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.import.findUnique({ where: { id: importId }, select: { status: true, progress: true, problem: true } });
    if (!found) return null;
    const progress = found.progress as { done?: number; total?: number };
    return {
      status: found.status as ImportProgress["status"],
      running: isWaiting(found.status),
      done: progress.done ?? 0,
      total: progress.total ?? 0,
      problem: problemSchema.nullable().catch(null).parse(found.problem),
    };
  });
}

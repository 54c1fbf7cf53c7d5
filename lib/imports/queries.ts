import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { formatName } from "@/lib/brokers/formats";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { stockSchema, type Tally } from "./preview-schema";
import { countsOf } from "./rules";
import {
  answersSchema,
  type ImportProgress,
  type ImportStatementView,
  type ImportSummary,
  type ImportView,
  type OutcomeCounts,
  problemSchema,
} from "./schema";
import { countLines, groupProblems } from "./steps/stock";

/** One import with its statements and what became, or will become, of its lines; null when it isn't one of this account of the actor's. */
export function getImport(actor: Actor, accountId: bigint, importId: bigint): Promise<ImportView | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.import.findFirst({ where: { id: importId, brokerAccountId: accountId, status: { not: "cancelled" } } });
    if (!found) return null;
    const stock = stockSchema.nullable().catch(null).parse(found.counts) ?? {
      // Of before counts were kept.
      tally: await countLines(tx, importId),
      problems: await groupProblems(tx, importId),
    };
    const statements = await listStatements(tx, importId, stock.tally);
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
      statements,
      ...countsOf(stock.tally, new Set(statements.filter(({ decision }) => decision === "skip").map(({ id }) => id))),
      problems: stock.problems,
      answers: answersSchema.catch({}).parse(found.answers),
      editedSince: found.status === "imported" ? await countEdited(tx, importId) : 0,
      sameFileImportedAt: await sameFile(tx, found.brokerAccountId, importId, found.fileHash),
    };
  });
}

async function listStatements(tx: Transaction, importId: bigint, tally: Tally): Promise<ImportStatementView[]> {
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
    }[]
  >`
    SELECT s.id, s.external_account_id, s.name, s.currency, s.covers_from, s.covers_to, s.decision, a.id AS target_id, a.display_name AS target_name
    FROM import_statements s LEFT JOIN broker_accounts a ON a.id = s.target_account_id WHERE s.import_id = ${importId} ORDER BY s.ordinal`;
  const total = (id: bigint, kind: string) =>
    tally.reduce((sum, entry) => sum + (entry.statement === id.toString() && entry.kind === kind ? entry.count : 0), 0);
  return rows.map((row) => ({
    id: row.id.toString(),
    externalAccountId: row.external_account_id,
    name: row.name,
    currency: row.currency,
    coversFrom: row.covers_from?.toISOString().slice(0, 10) ?? null,
    coversTo: row.covers_to?.toISOString().slice(0, 10) ?? null,
    decision: row.decision,
    target: row.target_id === null || row.target_name === null ? null : { id: row.target_id.toString(), displayName: row.target_name },
    transactions: total(row.id, "transaction"),
    positions: total(row.id, "holding"),
  }));
}

const isWaiting = (status: string) => ["reading", "writing", "undoing"].includes(status);

/** Rows of an import that people edited or deleted since. Looked for among what people did, which is little, not among the import's rows. */
async function countEdited(tx: Transaction, importId: bigint): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    WITH targets AS MATERIALIZED (SELECT DISTINCT target_account_id AS id FROM import_statements WHERE import_id = ${importId} AND decision = 'import'),
    touched AS MATERIALIZED (
      SELECT t.id FROM targets JOIN transactions t ON t.broker_account_id = targets.id AND t.meta -> 'edited' = 'true'::jsonb
      UNION
      SELECT d.transaction_id FROM targets JOIN transaction_tombstones d ON d.broker_account_id = targets.id
    )
    SELECT count(*)::int AS count FROM touched
      JOIN import_rows r ON r.transaction_id = touched.id AND r.import_id = ${importId} AND r.kind = 'transaction' AND r.outcome = 'new'`;
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

/** Whether an import is one of this account of the actor's: for what is asked page by page. */
export async function isImportOf(actor: Actor, accountId: bigint, importId: bigint): Promise<boolean> {
  const where = { id: importId, brokerAccountId: accountId, status: { not: "cancelled" } };
  return (await asActor(actor, (tx) => tx.import.findFirst({ where, select: { id: true } }))) !== null;
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

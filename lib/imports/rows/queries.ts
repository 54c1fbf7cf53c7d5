import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import { draftFromRecord, type TransactionRecord } from "@/lib/transactions/record";
import { type LineFilter, OUTCOMES, type Outcome } from "../outcomes";
import type { Version } from "../preview-schema";
import { isImportOf } from "../queries";
import { differences, versionOf } from "../rules";
import type { ImportRowView } from "../schema";

const ROWS_A_PAGE = 100;

/**
 * A page of an import's lines in file order, of one outcome, of those that change the ledger, or all. `after` is the id of the last row seen.
 * Read outcome by outcome from the index that has them so, and merged: an outcome that is rare among a million lines is found as fast.
 */
export function listImportRows(
  actor: Actor,
  importId: bigint,
  { outcome, after }: { outcome?: LineFilter; after?: bigint },
): Promise<{ rows: ImportRowView[]; next: string | null }> {
  return asActor(actor, async (tx) => {
    const [from] = after ? await tx.$queryRaw<{ line: number }[]>`SELECT line FROM import_rows WHERE id = ${after}` : [];
    const rows = await tx.$queryRaw<ImportRowRecord[]>`
      SELECT r.id, r.line, r.kind, r.outcome, r.choice, r.reason, r.payload, r.previous, a.display_name AS account_name,
        t.id AS transaction_id, t.broker_account_id AS transaction_account, t.asset_type, t.symbol, t.quantity::text, t.price::text, t.currency,
        t.trade_type, t.trade_time, t.meta
      FROM (
        SELECT o.* FROM unnest(${outcomesOf(outcome)}::text[]) AS wanted (outcome) CROSS JOIN LATERAL (
          SELECT r.* FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
          WHERE r.import_id = ${importId} AND r.outcome = wanted.outcome AND r.kind <> 'rate' AND coalesce(s.decision, 'import') <> 'skip'
            AND (r.line, r.id) > (${from?.line ?? 0}::int, ${from ? (after ?? 0n) : 0n}::bigint)
          ORDER BY r.line, r.id LIMIT ${ROWS_A_PAGE + 1}
        ) o ORDER BY o.line, o.id LIMIT ${ROWS_A_PAGE + 1}
      ) r
      LEFT JOIN import_statements s ON s.id = r.statement_id LEFT JOIN broker_accounts a ON a.id = s.target_account_id
      LEFT JOIN transactions t ON t.id = r.transaction_id AND t.broker_account_id = s.target_account_id
      ORDER BY r.line, r.id`;
    const page = rows.slice(0, ROWS_A_PAGE).map(toRowView);
    return { rows: page, next: rows.length > ROWS_A_PAGE ? (page.at(-1)?.id ?? null) : null };
  });
}

function outcomesOf(filter: LineFilter | undefined): Outcome[] {
  if (filter === undefined) return [...OUTCOMES];
  return filter === "differences" ? ["new", "changed", "removed"] : [filter];
}

interface LedgerColumns {
  asset_type: string;
  symbol: string;
  quantity: string;
  price: string;
  currency: string;
  trade_type: string;
  trade_time: Date | string;
  meta: unknown;
}

interface ImportRowRecord extends LedgerColumns {
  id: bigint;
  line: number;
  kind: string;
  outcome: Outcome;
  choice: Version | null;
  reason: string;
  payload: Record<string, unknown> & { meta?: Record<string, unknown> };
  /** A ledger row as JSON, or what a deletion was. */
  previous: (Record<string, unknown> & Partial<LedgerColumns>) | null;
  account_name: string | null;
  /** Null where there is no such row: then the columns of the ledger are, too. */
  transaction_id: bigint | null;
  transaction_account: bigint | null;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function toRowView(row: ImportRowRecord): ImportRowView {
  const { id, line, kind, outcome, reason, payload, transaction_id, transaction_account } = row;
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
    accountName: row.account_name,
    transaction:
      transaction_id === null || transaction_account === null
        ? null
        : { accountId: transaction_account.toString(), id: transaction_id.toString() },
    ...versionsOf(row),
  };
}

/** The two versions of a changed or kept ledger row. What an import changed is compared with the row as it was before. */
function versionsOf(row: ImportRowRecord): Pick<ImportRowView, "version" | "differences" | "before"> {
  const version = row.kind === "transaction" ? versionOf(row.outcome, row.choice) : null;
  if (version === null) return { version, differences: [], before: false };
  const before = row.previous?.trade_time ? (row.previous as Record<string, unknown> & LedgerColumns) : null;
  const ledger = before ?? (row.transaction_id === null ? null : row);
  return { version, differences: ledger ? differences(ledgerDraft(ledger), fileDraft(row.payload)) : [], before: before !== null };
}

const ledgerDraft = (row: LedgerColumns): TransactionDraft =>
  draftFromRecord({
    assetType: row.asset_type,
    symbol: row.symbol,
    quantity: String(row.quantity),
    price: String(row.price),
    currency: row.currency,
    tradeType: row.trade_type,
    tradeTime: new Date(row.trade_time),
    meta: row.meta,
  });

/** A staged row is a draft as JSON, written by us. */
const fileDraft = (payload: ImportRowRecord["payload"]): TransactionDraft =>
  draftFromRecord({ ...(payload as unknown as TransactionRecord), tradeTime: new Date(String(payload.tradeTime)) });

/** A refused line as the download has it. */
export interface RefusedLine {
  line: number;
  problem: string;
  expected: string;
  mend: string;
  raw: string;
}

const REFUSED_PAGE_ROWS = 2_000;

/** All refused lines of an import in file order, page by page: memory stays flat however many there are. Null: not the actor's. */
export async function refusedLines(actor: Actor, accountId: bigint, importId: bigint): Promise<AsyncGenerator<RefusedLine[]> | null> {
  return (await isImportOf(actor, accountId, importId)) ? refusedPages(actor, importId) : null;
}

async function* refusedPages(actor: Actor, importId: bigint): AsyncGenerator<RefusedLine[]> {
  let after = { line: 0, id: 0n };
  for (;;) {
    const from = after;
    const rows = await asActor(actor, (tx) => selectRefused(tx, importId, from));
    if (rows.length > 0) yield rows.map(({ line, payload, reason }) => toRefusedLine(line, payload, reason));
    const last = rows.at(-1);
    if (!last || rows.length < REFUSED_PAGE_ROWS) return;
    after = { line: last.line, id: last.id };
  }
}

type RefusedRecord = Pick<ImportRowRecord, "id" | "line" | "payload" | "reason">;

function selectRefused(tx: Transaction, importId: bigint, after: { line: number; id: bigint }): Promise<RefusedRecord[]> {
  return tx.$queryRaw<RefusedRecord[]>`
    SELECT r.id, r.line, r.payload, r.reason FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.outcome = 'refused' AND coalesce(s.decision, 'import') <> 'skip'
      AND (r.line, r.id) > (${after.line}::int, ${after.id}::bigint)
    ORDER BY r.line, r.id LIMIT ${REFUSED_PAGE_ROWS}`;
}

function toRefusedLine(line: number, { problem, expected, mend, raw }: ImportRowRecord["payload"], reason: string): RefusedLine {
  return { line, problem: text(problem) ?? reason, expected: text(expected) ?? "", mend: text(mend) ?? "", raw: text(raw) ?? "" };
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import { type Moment, NOW } from "@/lib/moment/schema";
import { add, type DecimalString, decimal } from "@/lib/money/decimal";
import { ledgerRows } from "./as-known";
import { type Cursor, writeCursor } from "./cursor";
import { differences } from "./differences";
import type { TransactionFilter } from "./filter";
import { draftFromRecord, readMeta } from "./record";
import { totalCharges } from "./rules";
import type { LedgerPage, RevisionView, TransactionView } from "./view";

/** The ledger of one account, or of all accounts of a portfolio. */
export type LedgerScope = { accountId: bigint } | { portfolioId: bigint };

export const LEDGER_PAGE_ROWS = 50;

interface LedgerRow {
  id: bigint;
  broker_account_id: bigint;
  account_name: string;
  account_code: string | null;
  asset_type: string;
  symbol: string;
  quantity: string;
  price: string;
  currency: string;
  trade_type: string;
  trade_time: Date;
  cursor_time: string;
  meta: unknown;
}

/**
 * One page of the ledger by keyset: per account an index scan of at most a page, merged (LATERAL), so that depth and size cost nothing.
 * Null when the account or portfolio isn't the actor's.
 */
export function getLedgerPage(
  actor: Actor,
  scope: LedgerScope,
  filter: TransactionFilter,
  after: Cursor | null,
  moment: Moment = NOW,
): Promise<LedgerPage | null> {
  return asActor(actor, async (tx) => {
    const accounts = await accountsOf(tx, scope, filter);
    if (!accounts) return null;
    const rows = await selectPage(tx, accounts, { filter, after, moment }, LEDGER_PAGE_ROWS + 1);
    const page = rows.slice(0, LEDGER_PAGE_ROWS);
    const last = page.at(-1);
    return {
      rows: page.map(toView),
      next: rows.length > LEDGER_PAGE_ROWS && last ? writeCursor({ time: last.cursor_time, id: last.id }) : null,
    };
  });
}

async function accountsOf(tx: Transaction, scope: LedgerScope, filter: TransactionFilter): Promise<bigint[] | null> {
  const wanted = filter.account.map(BigInt);
  if ("accountId" in scope) {
    const found = await tx.brokerAccount.findUnique({ where: { id: scope.accountId }, select: { id: true } });
    return found && [found.id];
  }
  const portfolio = await tx.portfolio.findUnique({ where: { id: scope.portfolioId }, select: { accounts: { select: { id: true } } } });
  const ids = portfolio?.accounts.map((account) => account.id);
  return ids ? (wanted.length > 0 ? ids.filter((id) => wanted.includes(id)) : ids) : null;
}

interface PageQuery {
  filter: TransactionFilter;
  after: Cursor | null;
  moment: Moment;
}

function selectPage(
  tx: Transaction,
  accounts: readonly bigint[],
  { filter, after, moment }: PageQuery,
  limit: number,
): Promise<LedgerRow[]> {
  const newest = filter.sort === "newest";
  const order = newest ? Prisma.sql`t.trade_time DESC, t.id DESC` : Prisma.sql`t.trade_time, t.id`;
  const from = after
    ? Prisma.sql`AND (t.trade_time, t.id) ${newest ? Prisma.sql`<` : Prisma.sql`>`} (${after.time}::timestamp AT TIME ZONE 'UTC', ${after.id})`
    : Prisma.empty;
  return tx.$queryRaw<LedgerRow[]>`
    SELECT t.id, t.broker_account_id, a.display_name AS account_name, a.external_account_id AS account_code, t.asset_type, t.symbol, t.quantity::text, t.price::text,
      t.currency, t.trade_type, t.trade_time, to_char(t.trade_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS cursor_time, t.meta
    FROM unnest(${accounts as bigint[]}::bigint[]) AS scope (id) JOIN broker_accounts a ON a.id = scope.id
      CROSS JOIN LATERAL (
        SELECT t.* FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = scope.id ${restrictions(filter)} ${from} ORDER BY ${order} LIMIT ${limit}
      ) t
    ORDER BY ${order} LIMIT ${limit}`;
}

function restrictions(filter: TransactionFilter): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(Prisma.sql`(t.symbol ILIKE ${pattern} OR t.meta -> 'instrument' ->> 'isin' ILIKE ${pattern} OR t.meta -> 'instrument' ->> 'name' ILIKE ${pattern}
      OR t.meta ->> 'note' ILIKE ${pattern} OR t.meta ->> 'description' ILIKE ${pattern})`);
  }
  if (filter.type.length > 0) parts.push(Prisma.sql`t.trade_type = ANY (${filter.type}::text[])`);
  if (filter.asset.length > 0) parts.push(Prisma.sql`t.asset_type = ANY (${filter.asset}::text[])`);
  if (filter.from) parts.push(Prisma.sql`t.trade_time >= (${filter.from}::date::timestamp AT TIME ZONE 'UTC')`);
  if (filter.to) parts.push(Prisma.sql`t.trade_time < ((${filter.to}::date + 1)::timestamp AT TIME ZONE 'UTC')`);
  if (filter.review) parts.push(Prisma.sql`t.meta -> 'needsReview' = 'true'`);
  return parts.length > 0 ? Prisma.sql`AND ${Prisma.join(parts, " AND ")}` : Prisma.empty;
}

function toView(row: LedgerRow): TransactionView {
  const meta = readMeta(row.meta);
  return {
    id: row.id.toString(),
    accountId: row.broker_account_id.toString(),
    accountName: row.account_name,
    assetType: row.asset_type,
    symbol: row.symbol,
    name: meta.instrument?.name ?? meta.description ?? null,
    isin: meta.instrument?.isin ?? null,
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    currency: row.currency,
    tradeType: row.trade_type,
    at: row.trade_time.toISOString(),
    dateOnly: meta.dateOnly ?? false,
    netAmount: meta.netAmount,
    charges: add(totalCharges(meta.fees, row.currency), totalCharges(meta.taxes, row.currency)) as DecimalString,
    note: meta.note ?? null,
    needsReview: meta.needsReview ?? false,
    reasons: meta.reasons ?? [],
    edited: meta.edited ?? false,
    source: meta.source,
  };
}

const toDraft = (row: Omit<LedgerRow, "account_code" | "cursor_time">): TransactionDraft =>
  draftFromRecord({ ...row, assetType: row.asset_type, tradeType: row.trade_type, tradeTime: row.trade_time });

export interface ExportedTransaction extends TransactionDraft {
  id: string;
  /** The broker's id of the account, else its name. */
  account: string;
}

const EXPORT_PAGE_ROWS = 2_000;

/** Everything a filter selects, oldest first, page by page: memory stays flat however long the ledger is. Null: not the actor's. */
export async function exportTransactions(
  actor: Actor,
  scope: LedgerScope,
  filter: TransactionFilter,
  moment: Moment = NOW,
): Promise<AsyncGenerator<ExportedTransaction[]> | null> {
  const accounts = await asActor(actor, (tx) => accountsOf(tx, scope, filter));
  return accounts && exportPages(actor, accounts, { ...filter, sort: "oldest" }, moment);
}

async function* exportPages(
  actor: Actor,
  accounts: readonly bigint[],
  filter: TransactionFilter,
  moment: Moment,
): AsyncGenerator<ExportedTransaction[]> {
  let after: Cursor | null = null;
  for (;;) {
    const from: Cursor | null = after;
    const rows: LedgerRow[] = await asActor(actor, (tx) => selectPage(tx, accounts, { filter, after: from, moment }, EXPORT_PAGE_ROWS));
    if (rows.length > 0)
      yield rows.map((row) => ({ ...toDraft(row), id: row.id.toString(), account: row.account_code ?? row.account_name }));
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE_ROWS) return;
    after = { time: last.cursor_time, id: last.id };
  }
}

export interface TransactionDetail {
  id: string;
  accountId: string;
  accountName: string;
  draft: TransactionDraft;
  /** The newest revision, "0" without one: what an edit must have seen. */
  seen: string;
}

/** One row with all it knows, as it stood when `known` says; null when it wasn't there, or isn't the actor's. */
export function getTransaction(actor: Actor, id: bigint, { known }: Moment = NOW): Promise<TransactionDetail | null> {
  return asActor(actor, async (tx) => {
    const [row] = await tx.$queryRaw<Omit<LedgerRow, "account_code" | "cursor_time">[]>`
      SELECT t.id, t.broker_account_id, a.display_name AS account_name, t.asset_type, t.symbol, t.quantity::text, t.price::text, t.currency,
        t.trade_type, t.trade_time, t.meta
      FROM ${ledgerRows({ asOf: null, known })} t JOIN broker_accounts a ON a.id = t.broker_account_id WHERE t.id = ${id}`;
    if (!row) return null;
    return {
      id: id.toString(),
      accountId: row.broker_account_id.toString(),
      accountName: row.account_name,
      draft: toDraft(row),
      seen: await newestRevision(tx, id),
    };
  });
}

/** The id of a row's newest revision, "0" when it was never changed. */
export async function newestRevision(tx: Transaction, id: bigint): Promise<string> {
  const newest = await tx.revision.findFirst({
    where: { tableName: "transactions", rowId: id },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return newest?.id.toString() ?? "0";
}

/** What happened to a row, newest first, deleted rows included. */
export function getHistory(actor: Actor, id: bigint): Promise<RevisionView[]> {
  return asActor(actor, async (tx) => {
    const revisions = await tx.revision.findMany({ where: { tableName: "transactions", rowId: id }, orderBy: { id: "desc" }, take: 100 });
    return revisions.map((revision) => ({
      id: revision.id.toString(),
      operation: revision.operation as RevisionView["operation"],
      reason: revision.reason,
      at: revision.madeAt.toISOString(),
      changes: differences(revision.before, revision.after),
    }));
  });
}

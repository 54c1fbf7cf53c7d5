import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { isCashRow } from "@/lib/engine/ledger-row";
import { isBalance } from "@/lib/instruments/named-rows";
import { isEarly } from "@/lib/instruments/resolver";
import { codesOf, type Named } from "@/lib/instruments/rules";
import { absolute, type DecimalString, negate } from "@/lib/money/decimal";
import { draftFromRecord } from "@/lib/transactions/record";
import type { Case, Elsewhere, Evidence } from "../case";
import { type Comparison, endOf } from "../comparison/queries";
import { latestChecks } from "../history/queries";
import { agrees } from "../rules";
import type { ComparisonLine, SnapshotMoment } from "../schema";

interface Account {
  id: bigint;
  displayName: string;
}

/** Of one subject, and of all that differ: more than this, and the oldest are left out. */
const MOST_ROWS = 1_000;
const MOST_ROWS_IN_ALL = 20_000;
const FEWEST_ROWS = 20;

const mostOf = (subjects: number): number =>
  Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_ROWS_IN_ALL / Math.max(1, subjects))));
const LATER_MS = 4 * 86_400_000;

interface EvidenceRow {
  id: bigint;
  broker_account_id: bigint;
  account_name: string;
  asset_type: string;
  symbol: string;
  quantity: string;
  price: string;
  currency: string;
  trade_type: string;
  trade_time: Date;
  meta: unknown;
}

const COLUMNS = Prisma.sql`t.id, t.broker_account_id, t.asset_type, t.symbol, t.quantity::text, t.price::text, t.currency, t.trade_type, t.trade_time, t.meta`;

/** The differing lines of a comparison, each with what may explain it. Nothing is read where both sides agree. */
export async function casesOf(tx: Transaction, account: Account, comparison: Comparison, snapshot: SnapshotMoment): Promise<Case[]> {
  const differing = comparison.lines.filter((line) => !agrees(line));
  if (differing.length === 0) return [];
  const until = endOf(snapshot);
  const last = new Date(until.getTime() + LATER_MS);
  const instruments = differing.filter(({ subject }) => subject.kind === "instrument").map(({ subject }) => subject.key);
  const units = await evidenceOf(tx, account, comparison, instruments, last);
  const cash = await cashRows(tx, account, comparison, differing, last);
  const deleted = await deletedRows(tx, account, comparison, differing, until);
  const deliveries = await openDeliveries(tx, account, comparison, differing, until);
  const elsewhere = await differencesElsewhere(tx, account.id);
  const byKey = grouped(units, ({ subject }) => subject);
  const byCurrency = grouped(cash, ({ draft }) => draft.currency);
  return differing.map((line): Case => {
    const { key, kind, currency } = line.subject;
    const isCash = kind === "cash";
    const about = ({ subject, draft }: Evidence) => (isCash ? draft.currency === currency : subject === key);
    const own = (isCash ? byCurrency.get(currency) : byKey.get(key)) ?? [];
    const [rows, later] = [own.filter((row) => isBefore(row, until)), own.filter((row) => !isBefore(row, until))];
    return {
      accountId: account.id.toString(),
      accountName: account.displayName,
      line,
      asOf: snapshot.asOf,
      dateOnly: snapshot.dateOnly,
      rows,
      later,
      deleted: deleted.filter(about),
      deliveries: isCash ? [] : deliveries.filter(about),
      elsewhere: elsewhere.get(key) ?? [],
      lines: comparison.lines,
      firstDay: comparison.firstDay,
      isComplete: isCash ? rows.length < MOST_ROWS : rows.length >= line.rows,
    };
  });
}

function grouped(rows: readonly Evidence[], keyOf: (row: Evidence) => string | null): Map<string, Evidence[]> {
  const groups = new Map<string, Evidence[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? "";
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const isBefore = ({ draft }: Evidence, until: Date) => Date.parse(draft.tradeTime) < until.getTime();

function toEvidence(row: EvidenceRow, { keyOf, days }: Comparison): Evidence {
  const draft = draftFromRecord({ ...row, assetType: row.asset_type, tradeType: row.trade_type, tradeTime: row.trade_time });
  const named: Named = {
    assetType: draft.assetType,
    symbol: draft.symbol,
    currency: draft.currency,
    ...codesOf(draft.meta.instrument),
    source: draft.meta.source,
    early: isEarly(days, draft.symbol, draft.tradeTime),
  };
  return {
    id: row.id.toString(),
    accountId: row.broker_account_id.toString(),
    accountName: row.account_name,
    subject: isCashRow(draft) ? null : keyOf(named),
    draft,
  };
}

/** The rows of these instruments up to a moment (exclusive), oldest first; of very many of one symbol, the newest. */
export async function evidenceOf(
  tx: Transaction,
  account: Account,
  comparison: Comparison,
  keys: readonly string[],
  until: Date,
): Promise<Evidence[]> {
  if (keys.length === 0) return [];
  const symbols = comparison.groups.filter((group) => keys.includes(comparison.keyOf(group))).map(({ symbol }) => symbol);
  const rows = await tx.$queryRaw<EvidenceRow[]>`
    SELECT r.*, ${account.displayName} AS account_name FROM (
      SELECT ${COLUMNS}, row_number() OVER (PARTITION BY t.symbol ORDER BY t.trade_time DESC, t.id DESC) AS place
      FROM transactions t
      WHERE t.broker_account_id = ${account.id} AND t.symbol = ANY (${[...new Set(symbols)]}::text[]) AND t.trade_time < ${until}::timestamptz
        AND NOT ${isBalance(Prisma.sql`t.asset_type`, Prisma.sql`t.trade_type`)}) r
    WHERE r.place <= ${mostOf(symbols.length)} ORDER BY r.trade_time, r.id`;
  return rows.map((row) => toEvidence(row, comparison));
}

async function cashRows(
  tx: Transaction,
  account: Account,
  comparison: Comparison,
  differing: readonly ComparisonLine[],
  until: Date,
): Promise<Evidence[]> {
  const currencies = differing.filter(({ subject }) => subject.kind === "cash").map(({ subject }) => subject.currency);
  if (currencies.length === 0) return [];
  const rows = await tx.$queryRaw<EvidenceRow[]>`
    SELECT r.*, ${account.displayName} AS account_name FROM (
      SELECT ${COLUMNS}, row_number() OVER (PARTITION BY t.currency ORDER BY t.trade_time DESC, t.id DESC) AS place
      FROM transactions t
      WHERE t.broker_account_id = ${account.id} AND t.currency = ANY (${currencies}::text[]) AND t.trade_time < ${until}::timestamptz) r
    WHERE r.place <= ${MOST_ROWS} ORDER BY r.trade_time, r.id`;
  return rows.map((row) => toEvidence(row, comparison));
}

const sizes = (lines: readonly ComparisonLine[]): DecimalString[] => lines.map(({ difference }) => absolute(difference));

/** Rows that a person deleted and that are still gone, of the size of a difference. Those that an undone import took along are not its. */
async function deletedRows(
  tx: Transaction,
  account: Account,
  comparison: Comparison,
  differing: readonly ComparisonLine[],
  until: Date,
): Promise<Evidence[]> {
  const rows = await tx.$queryRaw<EvidenceRow[]>`
    SELECT DISTINCT ON (t.id) ${COLUMNS}, ${account.displayName} AS account_name
    FROM revisions v CROSS JOIN LATERAL jsonb_populate_record(NULL::transactions, v.before) t
    WHERE v.broker_account_id = ${account.id} AND v.table_name = 'transactions' AND v.operation = 'delete' AND v.reason NOT LIKE 'undo of %'
      AND (abs(t.quantity) = ANY (${sizes(differing)}::numeric[]) OR abs((t.meta ->> 'netAmount')::numeric) = ANY (${sizes(differing)}::numeric[]))
      AND t.trade_time < ${until}::timestamptz AND NOT EXISTS (SELECT 1 FROM transactions x WHERE x.id = v.row_id)
    ORDER BY t.id, v.id DESC LIMIT 50`;
  return rows.map((row) => toEvidence(row, comparison));
}

/** Deliveries in the person's other accounts whose other end is in no ledger, of the size of a difference. */
async function openDeliveries(
  tx: Transaction,
  account: Account,
  comparison: Comparison,
  differing: readonly ComparisonLine[],
  until: Date,
): Promise<Evidence[]> {
  const wanted = differing.filter(({ subject }) => subject.kind === "instrument").map(({ difference }) => negate(difference));
  if (wanted.length === 0) return [];
  const rows = await tx.$queryRaw<EvidenceRow[]>`
    SELECT ${COLUMNS}, a.display_name AS account_name
    FROM transactions t JOIN broker_accounts a ON a.id = t.broker_account_id
    WHERE t.broker_account_id <> ${account.id} AND t.trade_type IN ('transfer_in', 'transfer_out') AND t.quantity = ANY (${wanted}::numeric[])
      AND t.trade_time < ${until}::timestamptz
      AND NOT EXISTS (
        SELECT 1 FROM transactions o WHERE o.meta ->> 'groupId' = t.meta ->> 'groupId' AND o.id <> t.id AND o.quantity = - t.quantity
          AND o.broker_account_id = ANY ((SELECT account_ids())::bigint[]))
    ORDER BY t.trade_time DESC, t.id DESC LIMIT 50`;
  return rows.map((row) => toEvidence(row, comparison));
}

/** What differs in the person's other accounts, as their last comparison left it, by subject. */
async function differencesElsewhere(tx: Transaction, accountId: bigint): Promise<Map<string, Elsewhere[]>> {
  const found = new Map<string, Elsewhere[]>();
  for (const check of await latestChecks(tx)) {
    if (check.accountId === accountId) continue;
    for (const { key, difference } of check.differences) {
      const other = { accountId: check.accountId.toString(), accountName: check.accountName, difference, asOf: check.asOf };
      found.set(key, [...(found.get(key) ?? []), other]);
    }
  }
  return found;
}

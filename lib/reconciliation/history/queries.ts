import "server-only";
import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { endOf, type Moment } from "@/lib/moment/schema";
import { decimal } from "@/lib/money/decimal";
import {
  type AcceptanceView,
  CAUSE_KINDS,
  type CauseKind,
  type CheckView,
  type FixRecord,
  fixedRowsSchema,
  type SnapshotMoment,
  type StoredDifference,
  storedDifferenceSchema,
} from "../schema";

/** What was compared, accepted and written before. */

/** A comparison as it was kept: of an account's newest snapshot with its ledger. */
export interface StoredCheck extends SnapshotMoment {
  accountId: bigint;
  accountName: string;
  stamp: string;
  agreeing: number;
  differences: StoredDifference[];
}

interface CheckRow {
  account_id: bigint;
  account_name: string;
  snapshot_id: string;
  as_of: Date;
  date_only: boolean;
  stamp: string;
  agreeing: number;
  differences: unknown;
}

/** The last comparison of each account's newest snapshot, of all accounts or of these. */
export async function latestChecks(tx: Transaction, accounts: readonly bigint[] | null = null): Promise<StoredCheck[]> {
  const rows = await tx.$queryRaw<CheckRow[]>`
    SELECT a.id AS account_id, a.display_name AS account_name, c.snapshot_id, c.as_of, c.date_only, c.stamp, c.agreeing, c.differences
    FROM broker_accounts a
      CROSS JOIN LATERAL (SELECT n.id FROM holding_snapshots n WHERE n.broker_account_id = a.id ORDER BY n.as_of DESC, n.created_at DESC LIMIT 1) s
      CROSS JOIN LATERAL (
        SELECT * FROM reconciliation_checks k WHERE k.broker_account_id = a.id AND k.snapshot_id = s.id ORDER BY k.id DESC LIMIT 1) c
    WHERE ${accounts === null ? Prisma.sql`true` : Prisma.sql`a.id = ANY (${accounts as bigint[]}::bigint[])`}`;
  return rows.map((row) => ({
    accountId: row.account_id,
    accountName: row.account_name,
    id: row.snapshot_id,
    asOf: row.as_of.toISOString(),
    dateOnly: row.date_only,
    stamp: row.stamp,
    agreeing: row.agreeing,
    differences: z.array(storedDifferenceSchema).parse(row.differences),
  }));
}

/** Raised when comparing itself changes: what was kept before is compared anew. */
const RULES_VERSION = 1;

/** What a comparison depends on, by account: the ledger's version and the lists', and that of the instruments' names. */
export async function stampsOf(
  tx: Transaction,
  accounts: readonly bigint[],
): Promise<Map<bigint, { stamp: string; ledgerVersion: bigint }>> {
  const rows = await tx.$queryRaw<{ id: bigint; version: bigint; snapshot_version: bigint; instruments: bigint }[]>`
    SELECT a.id, coalesce(v.version, 0) AS version, coalesce(v.snapshot_version, 0) AS snapshot_version,
      coalesce((SELECT m.instruments FROM market_versions m WHERE m.user_id = current_user_id()), 0) AS instruments
    FROM broker_accounts a LEFT JOIN ledger_versions v ON v.broker_account_id = a.id
    WHERE a.id = ANY (${accounts as bigint[]}::bigint[])`;
  return new Map(
    rows.map(({ id, version, snapshot_version, instruments }) => [
      id,
      { stamp: [RULES_VERSION, version, snapshot_version, instruments].join("."), ledgerVersion: version },
    ]),
  );
}

/** The day on which a moment looks at an acceptance. */
export const dayOf = ({ asOf, known }: Moment): string => asOf ?? known?.slice(0, 10) ?? today();

/** Today in UTC, as the end of an acceptance is compared with it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

export type StandingAcceptance = AcceptanceView & { accountId: bigint; subject: string };

/**
 * What the person lets stand and hasn't ended; whether its time is over is for the reader to see.
 * @param known as it stood at that instant; null: now
 */
export async function standingAcceptances(
  tx: Transaction,
  accounts: readonly bigint[],
  known: string | null = null,
): Promise<StandingAcceptance[]> {
  const stood = known === null ? { endedAt: null } : { acceptedAt: { lte: known }, OR: [{ endedAt: null }, { endedAt: { gt: known } }] };
  const rows = await tx.acceptedDifference.findMany({
    where: { brokerAccountId: { in: [...accounts] }, ...stood },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({
    id: row.id.toString(),
    accountId: row.brokerAccountId,
    subject: row.subject,
    figure: row.figure === "cost" ? "cost" : "quantity",
    note: row.note,
    difference: decimal(row.difference),
    until: row.validUntil?.toISOString().slice(0, 10) ?? null,
    acceptedAt: row.acceptedAt.toISOString(),
  }));
}

const SHOWN = 50;

/**
 * The comparisons of an account, newest first. That names of instruments were learned elsewhere made it compare anew: such a one is shown
 * only where it came out otherwise.
 */
export async function listChecks(tx: Transaction, accountId: bigint, { asOf, known }: Moment): Promise<CheckView[]> {
  const where = {
    brokerAccountId: accountId,
    ...(asOf === null ? {} : { asOf: { lt: endOf(asOf) } }),
    ...(known === null ? {} : { checkedAt: { lte: known } }),
  };
  const rows = await tx.reconciliationCheck.findMany({ where, orderBy: { id: "desc" }, take: SHOWN });
  const outcome = (row: (typeof rows)[number]) =>
    [row.snapshotId, row.ledgerVersion, row.agreeing, row.differing, row.accepted, JSON.stringify(row.differences)].join("|");
  const shown = rows.filter((row, index) => {
    const before = rows[index + 1];
    return before === undefined || outcome(before) !== outcome(row);
  });
  return shown.map((row) => ({
    id: row.snapshotId,
    asOf: row.asOf.toISOString(),
    dateOnly: row.dateOnly,
    checkedAt: row.checkedAt.toISOString(),
    agreeing: row.agreeing,
    open: row.differing,
    accepted: row.accepted,
  }));
}

const isKind = (text: string): text is CauseKind => Object.hasOwn(CAUSE_KINDS, text);

/** The fixes of an account, newest first. */
export async function listFixes(tx: Transaction, accountId: bigint): Promise<FixRecord[]> {
  const rows = await tx.reconciliationFix.findMany({ where: { brokerAccountId: accountId }, orderBy: { id: "desc" }, take: SHOWN });
  return rows.map((row) => ({
    id: row.id.toString(),
    label: row.label,
    kind: isKind(row.cause) ? row.cause : null,
    reason: row.reason,
    madeAt: row.madeAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    rows: fixedRowsSchema.parse(row.rows),
  }));
}

import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { type Moment, NOW } from "@/lib/moment/schema";
import { holdingRows, snapshotRows } from "./as-known";
import { accountFacts, portfolioFacts, storedFacts } from "./rows";
import { inOrder, totalsOf, viewOf } from "./rules";
import { type HoldingDetail, type HoldingsView, SNAPSHOT_CHOICES, type SnapshotView } from "./schema";

/** A long ledger is folded anew for the page that shows it. */
export const LEDGER_TIMEOUT_MS = 60_000;

/**
 * The holdings of one account at a moment: of the newest snapshot then, of the one that is asked for, or, where it had none, what the ledger
 * yields. Null when there is no such account or snapshot, or it is somebody else's.
 */
export function getAccountHoldings(
  actor: Actor,
  accountId: bigint,
  { snapshotId, moment = NOW }: { snapshotId?: string; moment?: Moment } = {},
): Promise<HoldingsView | null> {
  return asActor(
    actor,
    async (tx) => {
      const found = await accountFacts(tx, accountId, moment, snapshotId);
      if (!found) return null;
      const rows = inOrder(found.facts.map(viewOf));
      const snapshots = await listSnapshots(tx, accountId, moment);
      return { rows, totals: totalsOf(rows), derived: !found.snapshot, snapshot: found.snapshot, snapshots };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** The holdings of all accounts of a portfolio, each as on its own page. Null when there is no such portfolio or it is somebody else's. */
export function getPortfolioHoldings(actor: Actor, portfolioId: bigint, moment: Moment = NOW): Promise<HoldingsView | null> {
  return asActor(
    actor,
    async (tx) => {
      const facts = await portfolioFacts(tx, portfolioId, moment);
      if (!facts) return null;
      const rows = inOrder(facts.map(viewOf));
      return { rows, totals: totalsOf(rows), derived: rows.some(({ origin }) => origin === "ledger"), snapshot: null, snapshots: [] };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** One stored holding, or null when it does not exist or is somebody else's. */
export function getHolding(actor: Actor, id: bigint): Promise<HoldingDetail | null> {
  return asActor(actor, async (tx) => {
    const found = await tx.holding.findUnique({ where: { id }, select: { sourceSnapshotId: true } });
    const [facts] = found ? await storedFacts(tx, Prisma.sql`h.id = ${id}`, NOW) : [];
    return found && facts ? { ...viewOf(facts), snapshotId: found.sourceSnapshotId, editable: facts.origin === "manual" } : null;
  });
}

/** A list that can be chosen, with how many rows it has. */
type SnapshotChoice = Omit<SnapshotView, "source"> & { positions: number };

/** The lists of an account that there were at a moment, newest first. */
export async function listSnapshots(tx: Transaction, accountId: bigint, moment: Moment): Promise<SnapshotChoice[]> {
  const found = await tx.$queryRaw<{ id: string; as_of: Date; date_only: boolean; positions: number }[]>`
    SELECT s.id, s.as_of, s.date_only, (
      SELECT count(*)::int FROM ${holdingRows(moment)} h WHERE h.broker_account_id = ${accountId} AND h.source_snapshot_id = s.id) AS positions
    FROM ${snapshotRows(moment)} s
    WHERE s.broker_account_id = ${accountId} ORDER BY s.as_of DESC, s.created_at DESC LIMIT ${SNAPSHOT_CHOICES}`;
  return found.map(({ id, as_of, date_only, positions }) => ({ id, asOf: as_of.toISOString(), dateOnly: date_only, positions }));
}

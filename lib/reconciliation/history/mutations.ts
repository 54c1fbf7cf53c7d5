import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/lib/db/as-actor";
import { labelOf } from "../case";
import { type Comparison, compareAccount } from "../comparison/queries";
import { agrees, covers } from "../rules";
import type { ComparisonLine, SnapshotMoment, StoredDifference } from "../schema";
import { type StandingAcceptance, stampsOf, standingAcceptances, today } from "./queries";

/** What a comparison found, as it is kept for pages that only list it. */
export function storedDifference({ subject, ledger, broker, difference, value }: ComparisonLine): StoredDifference {
  const { key, symbol, isin, assetType, currency, kind } = subject;
  return { key, label: labelOf(subject), symbol, isin, assetType, currency, kind, ledger, broker, difference, value };
}

/** The acceptance of a line's quantity that holds today. */
export function acceptanceOf<Acceptance extends StandingAcceptance>(
  acceptances: readonly Acceptance[],
  accountId: bigint,
  { key, difference }: Pick<StoredDifference, "key" | "difference">,
  day: string,
): Acceptance | undefined {
  return acceptances.find(
    (each) => each.accountId === accountId && each.subject === key && each.figure === "quantity" && covers(each, difference, day),
  );
}

/** The first key of the advisory lock under which an account's checks are added. */
const CHECKS_LOCK = 7_205;

/**
 * Keeps what came of a comparison with the account's newest snapshot. The history is append-only: one entry for each state of the ledger,
 * of the snapshot, or of what is accepted, that somebody looked at.
 */
export async function recordCheck(tx: Transaction, accountId: bigint, snapshot: SnapshotMoment, comparison: Comparison): Promise<void> {
  // A page and its header compare at the same moment: the second waits, and finds that there is nothing to add.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHECKS_LOCK}::int, hashint8(${accountId}))`;
  const { stamp, ledgerVersion } = (await stampsOf(tx, [accountId])).get(accountId) ?? { stamp: "", ledgerVersion: 0n };
  const acceptances = await standingAcceptances(tx, [accountId]);
  const differences = comparison.lines.filter((line) => !agrees(line)).map(storedDifference);
  const accepted = differences.filter((each) => acceptanceOf(acceptances, accountId, each, today()) !== undefined).length;
  const found = { agreeing: comparison.lines.length - differences.length, differing: differences.length - accepted, accepted };
  const last = await tx.reconciliationCheck.findFirst({
    where: { brokerAccountId: accountId, snapshotId: snapshot.id },
    orderBy: { id: "desc" },
    select: { stamp: true, agreeing: true, differing: true, accepted: true },
  });
  const isSame =
    last?.stamp === stamp && last.agreeing === found.agreeing && last.differing === found.differing && last.accepted === accepted;
  if (isSame) return;
  await tx.reconciliationCheck.create({
    data: {
      brokerAccountId: accountId,
      snapshotId: snapshot.id,
      asOf: new Date(snapshot.asOf),
      dateOnly: snapshot.dateOnly,
      ledgerVersion,
      stamp,
      ...found,
      differences: differences as unknown as Prisma.InputJsonArray,
    },
    select: { id: true },
  });
}

/** Compares an account's newest snapshot anew and keeps the result: after a change that pages should show at once. */
export async function checkAgain(tx: Transaction, accountId: bigint): Promise<void> {
  const newest = await tx.holdingSnapshot.findFirst({
    where: { brokerAccountId: accountId },
    orderBy: [{ asOf: "desc" }, { createdAt: "desc" }],
    select: { id: true, asOf: true, dateOnly: true },
  });
  if (!newest) return;
  const snapshot = { id: newest.id, asOf: newest.asOf.toISOString(), dateOnly: newest.dateOnly };
  const comparison = await compareAccount(tx, accountId, snapshot);
  if (comparison.ledgerRows > 0) await recordCheck(tx, accountId, snapshot, comparison);
}

import "server-only";
import { randomUUID } from "node:crypto";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import type { TransactionDraft } from "@/lib/formats/types";
import { eraseRow, insertRow, lockRow, removeRow, replaceRow, restoreRow, revertRow } from "@/lib/transactions/writing";
import { type FixPlan, labelOf, plural } from "./case";
import { NEW_GROUP } from "./causes/moves";
import { checkAgain } from "./history/mutations";
import { today } from "./history/queries";
import { ALL_OPENINGS } from "./openings";
import { sealOf, withSaid } from "./plan";
import { type Reconciled, reconcile } from "./queries";
import { type AcceptDifference, type ApplyFix, type CauseKind, type FixedRows, fixedRowsSchema } from "./schema";

const CHANGED = "The ledger or the list has changed since this page was opened. It shows how they stand now: look at the fix again.";
const TIMEOUT_MS = 60_000;

/**
 * Writes the rows of a fix, all or none. The fix is worked out anew, and must be the very one that was previewed: an older page writes
 * nothing.
 */
export function applyFix(actor: Actor, input: ApplyFix): Promise<Outcome<{ fixId: string; said: string }>> {
  return orRefused(asActor(actor, (tx) => write(tx, actor, input), { reason: input.reason, timeoutMs: TIMEOUT_MS }));
}

/** Thrown to take back what the transaction has done so far; told as a refusal. */
class Refused extends Error {}

const orRefused = <Data>(outcome: Promise<Outcome<Data>>): Promise<Outcome<Data>> =>
  outcome.catch((error: unknown) => {
    if (error instanceof Refused) return refuse(error.message);
    throw error;
  });

async function write(tx: Transaction, actor: Actor, input: ApplyFix): Promise<Outcome<{ fixId: string; said: string }>> {
  const accountId = BigInt(input.accountId);
  await lockAccount(tx, accountId);
  const found = await reconcile(tx, accountId, input.snapshotId);
  if (!found) return NOT_FOUND;
  const wanted = planFor(found, input);
  if (!wanted || sealOf(wanted.plan) !== input.seal) return refuse(CHANGED);
  const plan = withSaid(wanted.plan, input);
  if ("field" in plan) return refuse("One field needs your attention.", { [plan.field]: plan.message });
  const rows = await writeRows(tx, actor, plan);
  const { label, kind } = wanted;
  const { id } = await tx.reconciliationFix.create({
    data: { brokerAccountId: accountId, subject: input.subject, label, cause: kind, reason: input.reason, rows },
    select: { id: true },
  });
  await record(tx, actor, "reconciliation_fixed", `account:${accountId}`, { fix: id.toString(), cause: kind });
  for (const each of touchedAccounts(plan)) await checkAgain(tx, each);
  return done({ fixId: id.toString(), said: `${label}: ${plural(plan.changes.length, "row")} written.` });
}

/** Two fixes of one account follow each other: the second sees what the first has written. */
async function lockAccount(tx: Transaction, accountId: bigint): Promise<void> {
  await tx.$queryRaw`SELECT id FROM broker_accounts WHERE id = ${accountId} FOR UPDATE`;
}

/** The fix that is meant: of one cause of one difference, or all opening balances. */
function planFor({ causes, openings }: Reconciled, { subject, cause }: ApplyFix): { plan: FixPlan; label: string; kind: CauseKind } | null {
  if (subject === ALL_OPENINGS.subject && cause === ALL_OPENINGS.cause) {
    return openings && { plan: openings, label: plural(openings.changes.length, "instrument"), kind: "opening_balance" };
  }
  const found = causes.get(subject);
  const chosen = found?.causes.find(({ id }) => id === cause);
  return found && chosen?.plan ? { plan: chosen.plan, label: labelOf(found.about.line.subject), kind: chosen.kind } : null;
}

const touchedAccounts = ({ changes }: FixPlan): bigint[] => [
  ...new Set(changes.map((change) => BigInt(change.operation === "add" ? change.accountId : change.row.accountId))),
];

async function writeRows(tx: Transaction, actor: Actor, { changes, reason }: FixPlan): Promise<FixedRows> {
  const group = `fix:${randomUUID()}`;
  const inGroup = (draft: TransactionDraft): TransactionDraft =>
    draft.meta.groupId === NEW_GROUP ? { ...draft, meta: { ...draft.meta, groupId: group } } : draft;
  const rows: FixedRows = { added: [], removed: [], edited: [], restored: [] };
  for (const change of changes) {
    if (change.operation === "add") {
      rows.added.push((await insertRow(tx, BigInt(change.accountId), inGroup(change.draft), `reconciliation:${randomUUID()}`)).toString());
      continue;
    }
    const { id } = change.row;
    switch (change.operation) {
      case "edit":
        if (!(await lockRow(tx, BigInt(id)))) throw new Refused(CHANGED);
        await replaceRow(tx, BigInt(id), inGroup({ ...change.draft, meta: { ...change.draft.meta, reason } }));
        rows.edited.push(id);
        break;
      case "remove":
        if (!(await removeRow(tx, BigInt(id)))) throw new Refused(CHANGED);
        rows.removed.push(id);
        break;
      case "restore":
        if ((await restoreRow(tx, actor, BigInt(id), reason)) !== "back") throw new Refused(CHANGED);
        rows.restored.push(id);
        break;
    }
  }
  return rows;
}

/** Takes a fix back: the ledger is as it was before it, unless somebody has changed its rows since. */
export function undoFix(actor: Actor, fixId: bigint): Promise<Outcome> {
  return orRefused(
    asActor(
      actor,
      async (tx) => {
        const fix = await tx.reconciliationFix.findUnique({ where: { id: fixId } });
        if (!fix) return NOT_FOUND;
        await lockAccount(tx, fix.brokerAccountId);
        // Read again under the lock: another tab may have undone it.
        const { count } = await tx.reconciliationFix.updateMany({ where: { id: fixId, undoneAt: null }, data: { undoneAt: new Date() } });
        if (count === 0) return refuse("This fix has been undone already.");
        const rows = fixedRowsSchema.parse(fix.rows);
        const since = await changedSince(tx, rows, fix.madeAt);
        if (since) throw new Refused(since);
        const touched = await undoRows(tx, actor, rows);
        await record(tx, actor, "reconciliation_undone", `account:${fix.brokerAccountId}`, { fix: fixId.toString() });
        for (const each of new Set([fix.brokerAccountId, ...touched])) await checkAgain(tx, each);
        return done(undefined, "Undone. The ledger is as it was before.");
      },
      { reason: `undo of fix ${fixId}`, timeoutMs: TIMEOUT_MS },
    ),
  );
}

/** Whether a row of the fix has got another revision after it, and why that stops the undo; null when none has. */
async function changedSince(tx: Transaction, { added, edited, removed, restored }: FixedRows, madeAt: Date): Promise<string | null> {
  const ids = [...added, ...edited, ...restored].map(BigInt);
  const changed = await tx.revision.findFirst({
    where: { tableName: "transactions", rowId: { in: ids }, madeAt: { gt: madeAt } },
    select: { id: true },
  });
  if (changed) return "A row of this fix has been changed since, so it isn’t taken back. Open the row to see its history.";
  const there = await tx.transaction.count({ where: { id: { in: removed.map(BigInt) } } });
  return there > 0 ? "A row that this fix deleted is back already, so there is nothing to take back." : null;
}

async function undoRows(tx: Transaction, actor: Actor, { added, edited, removed, restored }: FixedRows): Promise<bigint[]> {
  const touched: bigint[] = [];
  for (const id of [...added, ...edited].map(BigInt)) {
    const row = await lockRow(tx, id);
    if (row) touched.push(row.brokerAccountId);
  }
  for (const id of added) await eraseRow(tx, BigInt(id));
  for (const id of restored) await removeRow(tx, BigInt(id));
  for (const id of edited) await revertRow(tx, BigInt(id));
  for (const id of removed) {
    if ((await restoreRow(tx, actor, BigInt(id), "fix undone")) !== "back") {
      throw new Refused("The same row has been imported again since, so there is nothing to bring back.");
    }
  }
  return touched;
}

/** Lets a difference stand, with the reason for it. It is open again when it becomes another one, or after its last day. */
export function acceptDifference(actor: Actor, input: AcceptDifference): Promise<Outcome<{ said: string }>> {
  return asActor(
    actor,
    async (tx) => {
      const accountId = BigInt(input.accountId);
      const { subject, figure, note, until } = input;
      if (until !== null && until < today()) {
        return refuse("One field needs your attention.", { until: "Choose a day from today on, or leave it blank." });
      }
      const found = await reconcile(tx, accountId, input.snapshotId);
      if (!found) return NOT_FOUND;
      const line = found.comparison.lines.find((each) => each.subject.key === subject);
      if (figure === "quantity" && line?.difference !== input.difference) return refuse(CHANGED);
      await tx.acceptedDifference.updateMany({
        where: { brokerAccountId: accountId, subject, figure, endedAt: null },
        data: { endedAt: new Date() },
      });
      const validUntil = until === null ? null : new Date(`${until}T00:00:00Z`);
      await tx.acceptedDifference.create({
        data: { brokerAccountId: accountId, subject, figure, difference: input.difference, note, validUntil },
        select: { id: true },
      });
      await record(tx, actor, "difference_accepted", `account:${accountId}`, { subject });
      await checkAgain(tx, accountId);
      return done({ said: "Accepted. It is open again as soon as the difference changes." });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

export function endAcceptance(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.acceptedDifference.findUnique({ where: { id }, select: { brokerAccountId: true } });
      if (!found) return NOT_FOUND;
      await tx.acceptedDifference.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date() } });
      await record(tx, actor, "acceptance_ended", `account:${found.brokerAccountId}`, { acceptance: id.toString() });
      await checkAgain(tx, found.brokerAccountId);
      return done(undefined, "The difference is open again.");
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

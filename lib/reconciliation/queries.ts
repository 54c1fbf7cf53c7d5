import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { listSnapshots } from "@/lib/holdings/queries";
import { findList } from "@/lib/holdings/rows";
import { isNow, type Moment, NOW } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import type { Case, Cause, FixPlan } from "./case";
import { type Comparison, compareAccount } from "./comparison/queries";
import { casesOf } from "./evidence/queries";
import { acceptanceOf, checkAgain, recordCheck } from "./history/mutations";
import { dayOf, latestChecks, listChecks, listFixes, stampsOf, standingAcceptances, today } from "./history/queries";
import { openingsPlan } from "./openings";
import { causeView, fixView } from "./plan";
import { agrees, causesOf } from "./rules";
import type { AcceptanceView, Agreement, PortfolioDifferences, ReconciledLine, ReconciliationView, SnapshotMoment } from "./schema";
import { inBaseCurrency } from "./worst/queries";
import { byWorst } from "./worst/rules";

/** A long ledger is summed anew when it has changed. */
const TIMEOUT_MS = 60_000;

/** A comparison with the causes of what differs. */
export interface Reconciled {
  account: { id: bigint; displayName: string };
  snapshot: SnapshotMoment;
  isNewest: boolean;
  comparison: Comparison;
  causes: ReadonlyMap<string, { about: Case; causes: Cause[] }>;
  /** What the person lets stand, by subject: of these very differences. */
  accepted: ReadonlyMap<string, AcceptanceView>;
  /** The opening balances of all open differences that are best explained by one. */
  openings: FixPlan | null;
}

/**
 * Compares, and looks for causes: how to mend something is asked in the present only. Null where there is no such account or snapshot, or
 * they are somebody else's.
 */
export async function reconcile(tx: Transaction, accountId: bigint, snapshotId?: string, moment: Moment = NOW): Promise<Reconciled | null> {
  const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true, displayName: true } });
  if (!account) return null;
  const newest = await findList(tx, accountId, moment);
  const snapshot = snapshotId === undefined ? newest : await findList(tx, accountId, moment, snapshotId);
  if (!snapshot) return null;
  const comparison = await compareAccount(tx, accountId, snapshot, moment);
  const cases = isNow(moment) ? await casesOf(tx, account, comparison, snapshot) : [];
  const causes = new Map(cases.map((about) => [about.line.subject.key, { about, causes: causesOf(about) }]));
  const acceptances = await standingAcceptances(tx, [accountId], moment.known);
  const accepted = new Map(
    comparison.lines.flatMap((line) => {
      const { key } = line.subject;
      const found = agrees(line) ? undefined : acceptanceOf(acceptances, accountId, { key, difference: line.difference }, dayOf(moment));
      return found ? [[key, found] as const] : [];
    }),
  );
  const open = [...causes].filter(([key]) => !accepted.has(key));
  const openings = openingsPlan(open.map(([, found]) => found.causes[0]));
  return { account, snapshot, isNewest: snapshot.id === newest?.id, comparison, causes, accepted, openings };
}

/**
 * The page of an account at a moment: its ledger against the newest snapshot then, or against the one that is asked for. Null when there is no such account
 * or snapshot, or it is somebody else's.
 */
export function getReconciliation(
  actor: Actor,
  accountId: bigint,
  { snapshotId, moment = NOW }: { snapshotId?: string; moment?: Moment } = {},
): Promise<ReconciliationView | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
      if (!account) return null;
      const found = await reconcile(tx, accountId, snapshotId, moment);
      if (!found && snapshotId !== undefined) return null;
      if (found?.isNewest && found.comparison.ledgerRows > 0 && isNow(moment))
        await recordCheck(tx, accountId, found.snapshot, found.comparison);
      return {
        snapshot: found?.snapshot ?? null,
        snapshots: await listSnapshots(tx, accountId, moment),
        isNewest: found?.isNewest ?? true,
        lines: found ? await linesOf(tx, found, moment) : [],
        openings: found?.openings ? fixView(found.openings, found.comparison.lines, accountId.toString()) : null,
        comparesCash: found?.comparison.comparesCash ?? false,
        ledgerRows: found?.comparison.ledgerRows ?? (await countRows(tx, accountId, moment)),
        history: await listChecks(tx, accountId, moment),
        fixes: isNow(moment) ? await listFixes(tx, accountId) : [],
      };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function countRows(tx: Transaction, accountId: bigint, moment: Moment): Promise<number> {
  const [found] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM ${ledgerRows(moment)} t WHERE t.broker_account_id = ${accountId}`;
  return found?.rows ?? 0;
}

/** A page shows no more: the next ones come up as the worst are settled. */
const MOST_EXPLAINED = 100;
const STATES = ["open", "accepted", "agrees"];

async function linesOf(
  tx: Transaction,
  { account, snapshot, comparison, causes, accepted }: Reconciled,
  moment: Moment,
): Promise<ReconciledLine[]> {
  const standing = (await standingAcceptances(tx, [account.id], moment.known)).filter(({ figure }) => figure === "quantity");
  const lines = comparison.lines.map((line): ReconciledLine => {
    const { key } = line.subject;
    const acceptance = accepted.get(key);
    const lapsed = acceptance ? undefined : standing.find(({ subject }) => subject === key);
    return {
      ...line,
      state: agrees(line) ? "agrees" : acceptance ? "accepted" : "open",
      causes: [],
      accepted: acceptance ? plain(acceptance) : null,
      lapsed: lapsed ? plain(lapsed) : null,
    };
  });
  const inBase = await inBaseCurrency(
    tx,
    lines.map(({ subject }) => subject.currency),
    snapshot.asOf.slice(0, 10),
  );
  const named = ({ value, subject: { symbol: label, currency } }: ReconciledLine) => ({
    ...{ value, label, currency },
    weight: inBase(value, currency),
  });
  const sorted = lines.sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.state === "agrees" ? byKind(a, b) : byWorst(named(a), named(b))),
  );
  return sorted.map((line, place) => {
    const found = line.state === "open" && place < MOST_EXPLAINED ? (causes.get(line.subject.key)?.causes ?? []) : [];
    return { ...line, causes: found.map((cause) => causeView(cause, comparison.lines, account.id.toString())) };
  });
}

const plain = ({ id, figure, note, difference, until, acceptedAt }: AcceptanceView): AcceptanceView => ({
  id,
  figure,
  note,
  difference,
  until,
  acceptedAt,
});

const byKind = (a: ReconciledLine, b: ReconciledLine) =>
  Number(a.subject.kind === "cash") - Number(b.subject.kind === "cash") || (a.subject.symbol < b.subject.symbol ? -1 : 1);

const NOTHING: Agreement = { snapshot: null, agreeing: 0, open: 0, accepted: 0 };

/** Whether an account agrees with its newest snapshot: from what was kept, or compared anew where anything has changed. Null: not the actor's. */
export function getAgreement(actor: Actor, accountId: bigint): Promise<Agreement | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true } });
      return account && ((await agreements(tx, [accountId])).get(accountId)?.agreement ?? NOTHING);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

interface Found {
  agreement: Agreement;
  open: PortfolioDifferences["open"];
}

async function agreements(tx: Transaction, accounts: readonly bigint[]): Promise<Map<bigint, Found>> {
  const stamps = await stampsOf(tx, accounts);
  const kept = new Map((await latestChecks(tx, accounts)).map((check) => [check.accountId, check]));
  const stale = accounts.filter((id) => kept.get(id)?.stamp !== stamps.get(id)?.stamp);
  // One after the other: a transaction has one connection.
  for (const id of stale) await checkAgain(tx, id);
  const acceptances = await standingAcceptances(tx, accounts);
  const current = stale.length === 0 ? [...kept.values()] : await latestChecks(tx, accounts);
  const found = current.map(({ accountId, accountName, id, asOf, dateOnly, agreeing, differences }): [bigint, Found] => {
    const open = differences.filter((each) => !acceptanceOf(acceptances, accountId, each, today()));
    const agreement = { snapshot: { id, asOf, dateOnly }, agreeing, open: open.length, accepted: differences.length - open.length };
    return [accountId, { agreement, open: open.map((each) => ({ ...each, accountId: accountId.toString(), accountName })) }];
  });
  const empty = await withoutLedger(tx, accounts);
  return new Map(found.filter(([id]) => !empty.has(id)));
}

/** A list alone can't agree or differ: there is nothing to hold it against. */
async function withoutLedger(tx: Transaction, accounts: readonly bigint[]): Promise<Set<bigint>> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM unnest(${accounts as bigint[]}::bigint[]) AS a (id)
    WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.broker_account_id = a.id)`;
  return new Set(rows.map(({ id }) => id));
}

/** The open differences of all accounts of a portfolio, worst first, and how its accounts stand. Null: not the actor's. */
export function openDifferences(
  actor: Actor,
  portfolioId: bigint,
): Promise<(PortfolioDifferences & { accounts: Record<string, Agreement> }) | null> {
  return asActor(
    actor,
    async (tx) => {
      const portfolio = await tx.portfolio.findUnique({ where: { id: portfolioId }, select: { accounts: { select: { id: true } } } });
      if (!portfolio) return null;
      const found = await agreements(
        tx,
        portfolio.accounts.map(({ id }) => id),
      );
      const all = [...found.values()];
      const oldest = all
        .flatMap(({ agreement }) => agreement.snapshot ?? [])
        .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
        .at(0);
      const open = all.flatMap((each) => each.open);
      const inBase = await inBaseCurrency(
        tx,
        open.map(({ currency }) => currency),
        today(),
      );
      const ranked = open.map((each) => ({ each, ...each, weight: inBase(each.value, each.currency) })).sort(byWorst);
      return {
        open: ranked.map(({ each }) => each),
        compared: all.length,
        accepted: all.reduce((sum, { agreement }) => sum + agreement.accepted, 0),
        asOf: oldest ? { at: oldest.asOf, dateOnly: oldest.dateOnly } : null,
        accounts: Object.fromEntries([...found].map(([id, { agreement }]) => [id.toString(), agreement])),
      };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

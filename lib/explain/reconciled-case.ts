import "server-only";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { findList } from "@/lib/holdings/rows";
import type { SnapshotView } from "@/lib/holdings/schema";
import { brokerHoldings, type Comparison, compareAccount, endOf } from "@/lib/reconciliation/comparison/queries";
import { costsOf } from "@/lib/reconciliation/cost/queries";
import type { ComparisonLine, CostLine } from "@/lib/reconciliation/schema";
import type { BrokerHolding } from "@/lib/reconciliation/subjects";
import type { ExplainContext } from "./explainer";
import type { ExplainRequest } from "./schema";

/** One line of a reconciliation, with everything that it was made of. */
export interface ReconciledCase {
  account: { id: bigint; displayName: string };
  request: ExplainRequest & { account: string; instrument: string };
  snapshot: SnapshotView;
  comparison: Comparison;
  line: ComparisonLine;
  /** The rows of the broker's list that it comes from. */
  listed: readonly BrokerHolding[];
  /** What the ledger calls the instrument: `ledger_key` of the database. */
  names: readonly string[];
  /** The first instant that no longer counts. */
  until: Date;
}

/** The line of a subject against a list: the one that is asked for, or the newest at the moment. Null where there is none. */
export async function reconciledCase({ tx }: ExplainContext, request: ExplainRequest): Promise<ReconciledCase | null> {
  const { account: id, instrument, snapshot: snapshotId, moment } = request;
  if (id === undefined || instrument === undefined) return null;
  const account = await tx.brokerAccount.findUnique({ where: { id: BigInt(id) }, select: { id: true, displayName: true } });
  const snapshot = account && (await findList(tx, account.id, moment, snapshotId));
  if (!account || !snapshot) return null;
  const comparison = await compareAccount(tx, account.id, snapshot, moment);
  const line = comparison.lines.find(({ subject }) => subject.key === instrument);
  if (!line) return null;
  const holdings = await brokerHoldings(tx, account.id, snapshot, comparison.days, moment);
  const isCash = line.subject.kind === "cash";
  const listed = holdings.filter(({ named }) =>
    isCash
      ? named.assetType === "cash" && named.currency === line.subject.currency
      : named.assetType !== "cash" && comparison.keyOf(named) === instrument,
  );
  const names = ledgerKeysOf(comparison, instrument);
  return { account, request: { ...request, account: id, instrument }, snapshot, comparison, line, listed, names, until: endOf(snapshot) };
}

/** What the ledger calls a subject: `ledger_key` of the database. */
export const ledgerKeysOf = ({ groups, keyOf }: Comparison, subject: string): string[] =>
  groups.filter((group) => keyOf(group) === subject).map((group) => instrumentKey({ ...group, isin: group.isin ?? null }));

/** What both sides say that its units cost; null where they don't agree on the units. */
export async function costCase({ tx }: ExplainContext, found: ReconciledCase): Promise<CostLine | null> {
  const { account, comparison, snapshot, request } = found;
  const { costs } = await costsOf(tx, account.id, comparison, snapshot, request.moment);
  return costs.find(({ subject }) => subject.key === request.instrument) ?? null;
}

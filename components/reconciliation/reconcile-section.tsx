import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { ALL_OPENINGS } from "@/lib/reconciliation/openings";
import type { FixView, ReconciliationView } from "@/lib/reconciliation/schema";
import { AgreementHistory } from "./agreement-history";
import { ComparisonTable } from "./comparison-table";
import type { Shown } from "./evidence-list";
import { FixDialog } from "./fix-dialog";
import { FixesCard } from "./fixes-card";
import { NothingToCompare } from "./nothing-to-compare";
import { SnapshotChoice } from "./snapshot-choice";

interface ReconcileSectionProps extends Shown {
  accountId: string;
  view: ReconciliationView;
  /** It is looked at as it was: there is nothing to mend then. */
  isPast: boolean;
  /** The comparison of costs, which may come later. */
  costs: ReactNode;
}

/** An account's ledger held against what the broker says. */
export function ReconcileSection({ accountId, view, isPast, costs, ...shown }: ReconcileSectionProps) {
  const { snapshot, snapshots, lines, comparesCash, ledgerRows, history, fixes, isNewest } = view;
  if (!snapshot || ledgerRows === 0) {
    return <NothingToCompare accountId={accountId} lacks={snapshot ? "ledger" : ledgerRows > 0 ? "snapshot" : "both"} />;
  }
  return (
    <div className="space-y-5">
      <SnapshotChoice snapshot={snapshot} snapshots={snapshots} {...shown} />
      <Verdict view={view} />
      {isPast && lines.some(({ state }) => state === "open") && (
        <p className="text-muted">What may explain the differences, and what would mend them, is on the page as it is now.</p>
      )}
      {view.openings && <AllOpenings accountId={accountId} snapshotId={snapshot.id} fix={view.openings} {...shown} />}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          <ComparisonTable accountId={accountId} snapshotId={snapshot.id} lines={lines} comparesCash={comparesCash} {...shown} />
          {costs}
        </div>
        <div className="min-w-0 space-y-5">
          <FixesCard accountId={accountId} fixes={fixes} {...shown} />
          <AgreementHistory history={history} {...shown} />
          {!isPast && !isNewest && history.length === 0 && (
            <p className="text-muted">Only comparisons with the newest snapshot are kept.</p>
          )}
        </div>
      </div>
    </div>
  );
}

/** A first statement brings what was held before it: one fix for all of that. */
function AllOpenings({ accountId, snapshotId, fix, ...shown }: Shown & { accountId: string; snapshotId: string; fix: FixView }) {
  const sentence = "The broker lists them, and the ledger has no row, or too few, that led to them: they were held before it begins.";
  return (
    <Alert
      title={`${fix.rows.length} differences look like holdings from before the ledger begins`}
      actions={
        <FixDialog
          {...{ accountId, snapshotId, fix }}
          {...shown}
          subject={ALL_OPENINGS.subject}
          label="All"
          cause={{ id: ALL_OPENINGS.cause, sentence }}
          isMain={false}
        />
      }
    >
      Record an opening balance for each of them at once, at the broker’s cost where the list tells it. Or import the older statements
      first.
    </Alert>
  );
}

function Verdict({ view: { lines, isNewest } }: { view: ReconciliationView }) {
  const open = lines.filter(({ state }) => state === "open").length;
  const accepted = lines.filter(({ state }) => state === "accepted").length;
  if (open > 0) return null;
  return (
    <Alert tone="success" title={lines.length === 0 ? "Both sides are empty" : "Ledger and broker agree"}>
      {lines.length === 0
        ? "The broker lists nothing, and the ledger holds nothing."
        : accepted > 0
          ? `Apart from ${accepted === 1 ? "one difference" : `${accepted} differences`} that you accepted.`
          : isNewest
            ? "To the last unit."
            : "To the last unit, as of this older list."}
    </Alert>
  );
}

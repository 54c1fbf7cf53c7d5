import type { Route } from "next";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Stat } from "@/components/ui/stat";
import type { ImportView } from "@/lib/imports/schema";
import { listedCounts } from "./import-counts";
import { ImportProblemNote } from "./import-problem";
import { outcomeLabel } from "./outcome-labels";
import { UndoImport } from "./undo-import";
import { counted } from "./wording";

/** What an import did, where to see it, and the way back. */
export function ImportResult({ view }: { view: ImportView }) {
  const added = [counted(view.transactions.new ?? 0, "transaction"), counted(view.positions.new ?? 0, "position")].join(", ");
  return (
    <div className="space-y-4">
      {view.problem && <ImportProblemNote title="The import was not taken back" problem={view.problem} />}
      <Alert tone="success" title="Imported." actions={<UndoImport accountId={view.accountId} importId={view.id} />}>
        {targetsOf(view).map(({ id, displayName }) => (
          <p key={id}>
            {displayName}:{" "}
            <Link href={`/accounts/${id}/holdings` as Route} className="text-link">
              see holdings
            </Link>{" "}
            or{" "}
            <Link href={`/accounts/${id}/transactions` as Route} className="text-link">
              see transactions
            </Link>
            .
          </p>
        ))}
      </Alert>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
        {listedCounts(view).map(([outcome, count]) => (
          <Stat
            key={outcome}
            label={outcomeLabel(outcome, view.status)}
            value={count.toLocaleString("en")}
            sub={outcome === "new" && added}
          />
        ))}
      </div>
    </div>
  );
}

/** The accounts that rows went to, each once. */
function targetsOf({ statements }: ImportView): { id: string; displayName: string }[] {
  const targets = new Map(
    statements.flatMap(({ decision, target }) => (decision === "import" && target ? [[target.id, target] as const] : [])),
  );
  return [...targets.values()];
}

/** After it was taken back: nothing of it is left, and the file can be imported again. */
export function ImportUndone({ accountId }: { accountId: string }) {
  return (
    <Alert
      tone="info"
      title="This import was undone."
      actions={
        <ButtonLink variant="secondary" href={`/accounts/${accountId}/import` as Route}>
          Import a file again
        </ButtonLink>
      }
    >
      The accounts are as if this file had never been imported. The lines below are kept as a record.
    </Alert>
  );
}

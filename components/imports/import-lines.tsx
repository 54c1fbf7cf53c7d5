import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { type LineFilter, OUTCOME_HELP } from "@/lib/imports/outcomes";
import type { ImportRowView, ImportView } from "@/lib/imports/schema";
import { listedCounts } from "./import-counts";
import { ImportRowsTable } from "./import-rows-table";
import { OutcomeFilter } from "./outcome-filter";

interface ImportLinesProps {
  view: ImportView;
  outcome: LineFilter | undefined;
  /** The file is read again: what differs can be listed on its own. */
  isReread: boolean;
  first: { rows: ImportRowView[]; next: string | null };
  timeZone: string;
  locale: string;
}

/** What these come to is what an import does to the ledger. */
const CHANGING: ReadonlySet<string> = new Set(["new", "changed", "removed"]);

/** Every line of the file with what becomes of it. */
export function ImportLines({ view, outcome, isReread, first, timeZone, locale }: ImportLinesProps) {
  const style = { importId: view.id, status: view.status, withAccount: view.statements.length > 1, timeZone, locale };
  const base = `/accounts/${view.accountId}/import/${view.id}`;
  const counts = listedCounts(view);
  const differences = counts.reduce((sum, [each, count]) => sum + (CHANGING.has(each) ? count : 0), 0);
  return (
    <section aria-labelledby="import-lines" className="space-y-3">
      <h2 id="import-lines" className="text-base font-semibold">
        Lines of the file
      </h2>
      <OutcomeFilter base={base} counts={counts} current={outcome} status={view.status} {...(isReread ? { differences } : {})} />
      {outcome && outcome !== "differences" && view.status === "preview" && <p className="text-muted">{OUTCOME_HELP[outcome]}</p>}
      {first.rows.length === 0 ? (
        <p className="text-muted">There is no such line.</p>
      ) : (
        <ImportRowsTable
          key={fingerprint(view, outcome, first.rows[0]?.id)}
          base={base}
          outcome={outcome}
          first={first}
          style={style}
          choices={view.choices}
        />
      )}
    </section>
  );
}

/** Changes whenever the lines may have: further pages that were fetched before are then dropped. */
function fingerprint(view: ImportView, outcome: LineFilter | undefined, firstRow: string | undefined): string {
  return [firstRow, outcome, view.status, ...view.statements.map(({ decision, target }) => `${decision} ${target?.id}`)].join("/");
}

export function ImportLinesSkeleton() {
  return (
    <SkeletonGroup label="Loading the lines" className="space-y-3">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-8 w-80 max-w-full" />
      <Skeleton className="h-64 w-full" />
    </SkeletonGroup>
  );
}

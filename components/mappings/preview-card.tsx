"use client";
import { ImportRowsTable } from "@/components/imports/import-rows-table";
import { counted } from "@/components/imports/wording";
import { Alert } from "@/components/ui/alert";
import { Spinner } from "@/components/ui/spinner";
import type { MappingPreview } from "@/lib/mappings/schema";
import type { PreviewState } from "./use-mapping-preview";

interface PreviewCardProps {
  state: PreviewState;
  /** Whether the table names its accounts. */
  withAccount: boolean;
  timeZone: string;
  locale: string;
}

/** The first rows as they will stand in the ledger, a moment after every change. */
export function PreviewCard({ state, withAccount, timeZone, locale }: PreviewCardProps) {
  const { preview, status } = state;
  return (
    <section aria-labelledby="mapping-preview" className="space-y-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="mapping-preview" className="text-base font-semibold">
          The first rows, as they will stand in the ledger
        </h2>
        <p role="status" className="flex items-center gap-2 text-muted">
          {status === "loading" ? <Spinner /> : preview && !preview.problem && summary(preview)}
        </p>
      </div>
      {status === "failed" && (
        <Alert tone="danger">The preview could not be loaded. Check the connection, and change something to try again.</Alert>
      )}
      {preview?.problem && (
        <Alert tone="danger" title={preview.problem.problem}>
          {preview.problem.mend}
        </Alert>
      )}
      {preview && !preview.problem && preview.rows.length === 0 && <p className="text-muted">The table has no rows.</p>}
      {preview && preview.rows.length > 0 && (
        <ImportRowsTable
          key={fingerprint(preview)}
          base=""
          outcome={undefined}
          first={{ rows: preview.rows, next: null }}
          style={{ status: "preview", withAccount, timeZone, locale }}
        />
      )}
    </section>
  );
}

function summary({ counts }: MappingPreview): string {
  const parts = [counted(counts.rows, "row")];
  if (counts.refused > 0) parts.push(`${counts.refused} refused`);
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  return parts.join(", ");
}

/** The table keeps its pages; another preview is another table. */
const fingerprint = ({ rows }: MappingPreview) => JSON.stringify(rows);

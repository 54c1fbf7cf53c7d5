"use client";
import type { RowStyle } from "@/components/imports/import-row";
import { ImportRowsTable } from "@/components/imports/import-rows-table";
import { counted } from "@/components/imports/wording";
import { Alert } from "@/components/ui/alert";
import { Spinner } from "@/components/ui/spinner";
import type { MappingPreview } from "@/lib/mappings/schema";
import type { PreviewState } from "./use-mapping-preview";

interface PreviewCardProps {
  state: PreviewState;
  /** Dates that nobody has said how to read yet: there is nothing to show then. */
  hasOpenDates: boolean;
  /** Whether the table names its accounts. */
  withAccount: boolean;
  timeZone: string;
  locale: string;
}

/** The first rows as they will stand in the ledger, a moment after every change. */
export function PreviewCard({ state, hasOpenDates, withAccount, timeZone, locale }: PreviewCardProps) {
  const { preview, status } = state;
  const counts = status === "loading" ? <Spinner /> : preview && !preview.problem && !hasOpenDates && summary(preview);
  return (
    // In sight on wide screens while the choices above it are made.
    <section
      aria-labelledby="mapping-preview"
      className="space-y-2 border-line bg-canvas lg:sticky lg:bottom-0 lg:z-10 lg:border-t lg:py-3"
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="mapping-preview" className="text-base font-semibold">
          The first rows, as they will stand in the ledger
        </h2>
        <p role="status" className="flex items-center gap-2 text-muted">
          {counts}
        </p>
      </div>
      {status === "failed" && (
        <Alert tone="danger">The preview could not be loaded. Check the connection, and change something to try again.</Alert>
      )}
      {hasOpenDates ? (
        <p className="text-muted">They are shown once you have said how the dates are read.</p>
      ) : (
        preview && <Rows preview={preview} style={{ importId: "", status: "preview", withAccount, timeZone, locale }} />
      )}
      {status === "ready" && !preview && <p className="text-muted">Say of at least one column what it is.</p>}
    </section>
  );
}

function Rows({ preview, style }: { preview: MappingPreview; style: RowStyle }) {
  const { problem, rows } = preview;
  if (problem)
    return (
      <Alert tone="danger" title={problem.problem}>
        {problem.mend}
      </Alert>
    );
  if (rows.length === 0) return <p className="text-muted">The table has no rows.</p>;
  return (
    <div className="max-h-[60vh] overflow-y-auto rounded-lg lg:max-h-[32vh]">
      <ImportRowsTable key={fingerprint(preview)} base="" outcome={undefined} first={{ rows, next: null }} style={style} />
    </div>
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

"use client";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { LineFilter } from "@/lib/imports/outcomes";
import type { ChoiceCounts, Version } from "@/lib/imports/preview-schema";
import type { ImportRowView } from "@/lib/imports/schema";
import { ImportRow, type RowStyle } from "./import-row";
import { VersionSummary } from "./version-summary";

interface RowsPage {
  rows: ImportRowView[];
  next: string | null;
}

interface ImportRowsTableProps {
  /** The address of the import. */
  base: string;
  outcome: LineFilter | undefined;
  first: RowsPage;
  style: RowStyle;
  /** How the choices between two versions stand; left out where there are none to make. */
  choices?: ChoiceCounts;
}

const NUMERIC = new Set(["Line", "Quantity", "Price", "Amount"]);

/** The lines of a file in its order, a page at a time. */
export function ImportRowsTable({ base, outcome, first, style, choices }: ImportRowsTableProps) {
  const [page, setPage] = useState(first);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const headings = [
    "Line",
    "Outcome",
    "Date",
    "Type",
    "Instrument",
    "Quantity",
    "Price",
    "Amount",
    "Currency",
    ...(style.withAccount ? ["Account"] : []),
    "Reason",
  ];

  async function showMore(after: string): Promise<void> {
    setState("loading");
    const more = await fetchRows(base, outcome, after);
    if (more) setPage(({ rows }) => ({ rows: [...rows, ...more.rows], next: more.next }));
    setState(more ? "idle" : "failed");
  }

  const setVersion = (version: Version, isMeant: (row: ImportRowView) => boolean) =>
    setPage(({ rows, next }) => ({ rows: rows.map((row) => (row.version !== null && isMeant(row) ? { ...row, version } : row)), next }));

  return (
    <div className="space-y-3">
      {style.status === "preview" && choices && (
        <VersionSummary
          importId={style.importId}
          choices={choices}
          onChosen={(all, version) => setVersion(version, (row) => row.outcome === all)}
        />
      )}
      <ScrollRegion label="Table of lines" className="relative rounded-lg border border-line bg-surface">
        <table className="w-full text-left">
          <thead className="text-xs text-muted">
            <tr>
              {headings.map((heading) => (
                <th
                  key={heading}
                  scope="col"
                  className={cx("px-3 py-2 font-medium whitespace-nowrap", NUMERIC.has(heading) && "text-right")}
                >
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <ImportRow key={row.id} row={row} style={style} onChosen={(version) => setVersion(version, ({ id }) => id === row.id)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {state === "failed" && <Alert tone="danger">The next lines could not be loaded. Check the connection and try again.</Alert>}
      {page.next && (
        <Button variant="secondary" pending={state === "loading"} onClick={() => page.next && showMore(page.next)}>
          Show more
        </Button>
      )}
    </div>
  );
}

/** The lines after one; null when they can't be had. */
async function fetchRows(base: string, outcome: LineFilter | undefined, after: string): Promise<RowsPage | null> {
  const query = new URLSearchParams({ after, ...(outcome ? { outcome } : {}) });
  try {
    const response = await fetch(`${base}/rows?${query}`);
    return response.ok ? ((await response.json()) as RowsPage) : null;
  } catch {
    return null;
  }
}

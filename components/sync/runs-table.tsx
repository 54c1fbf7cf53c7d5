import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import type { SyncRun } from "@/lib/sync/schema";
import { broughtWords, CAUSE_LABELS, durationWords, RUN_STATUS_LABELS, RUN_STATUS_TONES, secondsOf } from "./run-words";

interface RunsTableProps {
  accountId: string;
  /** Newest first. */
  runs: readonly SyncRun[];
  timeZone: string;
  locale: string;
}

const HEADINGS = ["When", "Why", "Result", "What came", "Took", "Import"];

/** Every sync of an account: what came, what became of it, and how long it took. */
export function RunsTable({ accountId, runs, timeZone, locale }: RunsTableProps) {
  return (
    <StackedTable label="Table of syncs" headings={HEADINGS}>
      {runs.map((run) => (
        <StackedRow key={run.id}>
          <StackedCell>
            <DateTime value={run.startedAt ?? run.requestedAt} timeZone={timeZone} locale={locale} />
          </StackedCell>
          <StackedCell className="text-muted">{CAUSE_LABELS[run.cause]}</StackedCell>
          <StackedCell>
            <Badge tone={RUN_STATUS_TONES[run.status]}>{RUN_STATUS_LABELS[run.status]}</Badge>
          </StackedCell>
          <StackedCell className="max-w-md">
            {run.problem?.message ?? (run.status === "done" || run.status === "held" ? broughtWords(run.counts) : "")}
          </StackedCell>
          <StackedCell className="tabular whitespace-nowrap text-muted">{took(run)}</StackedCell>
          <StackedCell>
            {run.importId && (
              <Link href={`/accounts/${accountId}/import/${run.importId}` as Route} className="text-link whitespace-nowrap">
                See rows
              </Link>
            )}
          </StackedCell>
        </StackedRow>
      ))}
    </StackedTable>
  );
}

function took(run: SyncRun): string {
  const seconds = secondsOf(run);
  return seconds === null ? "" : durationWords(seconds);
}

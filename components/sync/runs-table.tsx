import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { ScrollRegion } from "@/components/ui/scroll-region";
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
const CELL = "px-4 py-1 align-top max-md:block md:px-3 md:py-2.5 md:first:pl-5";

/** Every sync of an account: what came, what became of it, and how long it took. */
export function RunsTable({ accountId, runs, timeZone, locale }: RunsTableProps) {
  return (
    <ScrollRegion label="Table of syncs">
      <table className="block w-full text-left md:table">
        <thead className="sr-only text-xs text-muted md:not-sr-only md:table-header-group">
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-5">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y divide-line md:table-row-group">
          {runs.map((run) => (
            <tr key={run.id} className="block py-2 md:table-row">
              <td className={CELL}>
                <DateTime value={run.startedAt ?? run.requestedAt} timeZone={timeZone} locale={locale} />
              </td>
              <td className={`${CELL} text-muted`}>{CAUSE_LABELS[run.cause]}</td>
              <td className={CELL}>
                <Badge tone={RUN_STATUS_TONES[run.status]}>{RUN_STATUS_LABELS[run.status]}</Badge>
              </td>
              <td className={`${CELL} max-w-md`}>
                {run.problem?.message ?? (run.status === "done" || run.status === "held" ? broughtWords(run.counts) : "")}
              </td>
              <td className={`${CELL} tabular whitespace-nowrap text-muted`}>{took(run)}</td>
              <td className={CELL}>
                {run.importId && (
                  <Link href={`/accounts/${accountId}/import/${run.importId}` as Route} className="text-link whitespace-nowrap">
                    See rows
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function took(run: SyncRun): string {
  const seconds = secondsOf(run);
  return seconds === null ? "" : durationWords(seconds);
}

import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import { type ActivityEntry, type ActivityFilter, activityQuery } from "@/lib/audit/schema";

interface ActivityTableProps {
  /** A page of it, newest first. */
  entries: readonly ActivityEntry[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  filter: ActivityFilter;
  /** This is not the first page. */
  isContinued: boolean;
  timeZone: string;
  locale: string;
}

export function ActivityTable({ entries, next, filter, isContinued, timeZone, locale }: ActivityTableProps) {
  const base = "/settings/activity";
  return (
    <Card flush>
      {entries.length === 0 ? (
        <EmptyState title={isContinued ? "Nothing older" : "Nothing here"}>Nothing of this kind happened in these days.</EmptyState>
      ) : (
        <StackedTable label="Table of activity" headings={["When", "What", "About", "Details"]}>
          {entries.map((entry) => (
            <StackedRow key={entry.id}>
              <StackedCell className="text-muted md:w-44">
                <DateTime value={entry.at} timeZone={timeZone} locale={locale} />
              </StackedCell>
              <StackedCell className="font-medium">{entry.words}</StackedCell>
              <StackedCell className="max-w-xs break-words">
                <Subject subject={entry.subject} />
              </StackedCell>
              <StackedCell className="max-w-xs break-words text-muted">{entry.details}</StackedCell>
            </StackedRow>
          ))}
        </StackedTable>
      )}
      {next || isContinued ? (
        <nav aria-label="Pages of activity" className="flex gap-4 border-t border-line px-4 py-3 md:px-5">
          {isContinued ? (
            <Link href={`${base}${activityQuery(filter)}` as Route} className="text-link">
              Newest
            </Link>
          ) : null}
          {next ? (
            <Link href={`${base}${activityQuery(filter, { after: next })}` as Route} className="text-link">
              Older
            </Link>
          ) : null}
        </nav>
      ) : null}
    </Card>
  );
}

function Subject({ subject }: Pick<ActivityEntry, "subject">) {
  if (!subject) return null;
  if (subject.href === null) return <span className="text-muted">{subject.label}</span>;
  return (
    <Link href={subject.href as Route} className="text-link" prefetch={false}>
      {subject.label}
    </Link>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { ImportSummary } from "@/lib/imports/schema";
import { summarise } from "./import-counts";
import { ImportStatusBadge } from "./import-status-badge";

interface ImportListProps {
  accountId: string;
  imports: readonly ImportSummary[];
  timeZone: string;
  locale: string;
}

/** The files that were dropped on an account, newest first, each with what became of it. */
export function ImportList({ accountId, imports, timeZone, locale }: ImportListProps) {
  if (imports.length === 0) return <p className="text-sm text-muted">No file has been imported yet.</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {imports.map((each) => (
        <li key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
          <div className="min-w-0 flex-1 basis-60">
            <Link href={`/accounts/${accountId}/import/${each.id}` as Route} className="font-medium break-words text-accent-ink underline-offset-2 hover:underline">
              {each.fileName}
            </Link>
            <p className="text-muted">{each.formatName}</p>
          </div>
          <p className="tabular basis-60 text-muted">{each.status === "preview" ? "Not imported yet" : summarise(each.counts)}</p>
          <p className="tabular text-muted"><DateTime value={each.importedAt ?? each.createdAt} timeZone={timeZone} locale={locale} /></p>
          <ImportStatusBadge status={each.status} />
        </li>
      ))}
    </ul>
  );
}

export function ImportListSkeleton() {
  return <Skeleton className="h-24 w-full" />;
}

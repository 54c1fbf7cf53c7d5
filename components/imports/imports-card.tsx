import type { Route } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { ImportSummary } from "@/lib/imports/schema";
import { summarise } from "./import-counts";
import { ImportStatusBadge } from "./import-status-badge";

interface ImportsCardProps {
  accountId: string;
  /** Newest first. */
  imports: readonly ImportSummary[];
  timeZone: string;
  locale: string;
}

/** The files that were dropped on an account, each with what became of it. */
export function ImportsCard({ accountId, imports, timeZone, locale }: ImportsCardProps) {
  return (
    <Card
      title="Imports"
      flush
      actions={
        <ButtonLink size="sm" variant="ghost" href={`/accounts/${accountId}/import` as Route}>
          All imports
        </ButtonLink>
      }
    >
      {imports.length === 0 && <p className="p-4 text-muted md:px-5">No file has been imported yet.</p>}
      <ul className="divide-y divide-line">
        {imports.map((each) => (
          <li key={each.id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3 md:px-5">
            <div className="min-w-0 flex-1 basis-56">
              <Link href={`/accounts/${accountId}/import/${each.id}` as Route} className="font-medium break-words text-link">
                {each.fileName}
              </Link>
              <p className="text-xs text-muted">{each.formatName}</p>
            </div>
            <p className="tabular basis-56 text-muted">{resultOf(each)}</p>
            <p className="flex w-full items-baseline justify-between gap-3 text-muted sm:w-56">
              <DateTime value={each.importedAt ?? each.createdAt} timeZone={timeZone} locale={locale} />
              <ImportStatusBadge status={each.status} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function resultOf({ status, counts }: ImportSummary): string {
  if (status === "imported") return summarise(counts);
  return status === "undone" ? "Taken back" : "Not imported yet";
}

export function ImportsCardSkeleton() {
  return (
    <Card title="Imports">
      <SkeletonGroup label="Loading the imports" className="space-y-3">
        <Skeleton />
        <Skeleton className="h-4 w-2/3" />
      </SkeletonGroup>
    </Card>
  );
}

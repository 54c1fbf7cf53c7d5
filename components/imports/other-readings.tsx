import type { Route } from "next";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import type { ImportRecord, OtherReading } from "@/lib/imports/history/schema";
import { ImportStatusBadge } from "./import-status-badge";

interface OtherReadingsProps {
  accountId: string;
  record: Pick<ImportRecord, "rereadOf" | "rereads">;
  timeZone: string;
  locale: string;
}

/** The imports that are readings of the same file. */
export function OtherReadings({ accountId, record: { rereadOf, rereads }, timeZone, locale }: OtherReadingsProps) {
  if (!rereadOf && rereads.length === 0) return null;
  const line = (label: string, { id, at, status }: OtherReading) => (
    <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={`/accounts/${accountId}/import/${id}` as Route} className="text-link">
        {label} of <DateTime value={at} timeZone={timeZone} locale={locale} />
      </Link>
      <ImportStatusBadge status={status} />
    </li>
  );
  return (
    <div>
      <h3 className="text-xs text-muted">Other readings of this file</h3>
      <ul className="mt-1 space-y-1">
        {rereadOf && line("First reading", rereadOf)}
        {rereads.map((each) => line("Reading", each))}
      </ul>
    </div>
  );
}

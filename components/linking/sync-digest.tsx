import type { Route } from "next";
import Link from "next/link";
import { AccountStatusBadge } from "@/components/accounts/account-status-badge";
import { broughtWords } from "@/components/sync/run-words";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { SyncDigestEntry } from "@/lib/linking/schema";

interface SyncDigestProps {
  entries: readonly SyncDigestEntry[];
  timeZone: string;
  locale: string;
}

/** What came by itself, account by account; what doesn't come any more stands first. */
export function SyncDigest({ entries, timeZone, locale }: SyncDigestProps) {
  if (entries.length === 0) return null;
  return (
    <Card title="Syncs" flush>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.accountId} className="px-4 py-2.5 md:px-5">
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <Link href={`/accounts/${entry.accountId}` as Route} className="font-medium break-words hover:underline">
                {entry.accountName}
              </Link>
              <AccountStatusBadge status={entry.status} />
            </div>
            <p className="text-xs text-muted">
              {entry.problem?.message ?? (entry.last?.status === "done" ? broughtWords(entry.last.counts) : "Nothing has come yet")}
              {entry.succeededAt && (
                <>
                  {" "}
                  · last synced <DateTime value={entry.succeededAt} timeZone={timeZone} locale={locale} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

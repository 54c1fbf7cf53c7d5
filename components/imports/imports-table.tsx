import type { Route } from "next";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { ImportEntry } from "@/lib/imports/history/schema";
import { ImportEntryRow } from "./import-entry-row";
import { RefreshWhileRunning } from "./refresh-while-running";

interface ImportsTableProps {
  accountId: string;
  /** A page of them, newest first. */
  entries: readonly ImportEntry[];
  /** The last one of this page, when there are older ones. */
  next: string | null;
  /** This is not the first page. */
  isContinued: boolean;
  timeZone: string;
  locale: string;
}

/** What the worker has in hand. */
const RUNNING: readonly string[] = ["reading", "writing", "undoing"];
const HEADINGS = ["File", "When", "Period", "Result", "Read by", "Size", "Hash"];

/** Every import of an account: what came when, what became of it, and the ways on and back. */
export function ImportsTable({ accountId, entries, next, isContinued, timeZone, locale }: ImportsTableProps) {
  const base = `/accounts/${accountId}/import`;
  return (
    <Card
      title="Imports"
      description="Each can be undone at any later time; the originals are kept."
      flush
      actions={
        <ButtonLink size="sm" variant="secondary" href={`/accounts/${accountId}/coverage` as Route}>
          See coverage
        </ButtonLink>
      }
    >
      {entries.some(({ status }) => RUNNING.includes(status)) && <RefreshWhileRunning />}
      {entries.length === 0 ? (
        <p className="p-4 text-muted md:px-5">{isContinued ? "There are no older ones." : "No file has been imported yet."}</p>
      ) : (
        <ScrollRegion label="Table of imports">
          <table className="block w-full text-left md:table">
            <thead className="sr-only text-xs text-muted md:not-sr-only md:table-header-group">
              <tr>
                {HEADINGS.map((heading) => (
                  <th key={heading} scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-5">
                    {heading}
                  </th>
                ))}
                <th scope="col" className="px-3 py-2">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody className="block md:table-row-group">
              {entries.map((entry) => (
                <ImportEntryRow key={entry.id} entry={entry} timeZone={timeZone} locale={locale} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {(next || isContinued) && (
        <nav aria-label="Pages of imports" className="flex gap-4 border-t border-line px-4 py-3 md:px-5">
          {isContinued && (
            <Link href={base as Route} className="text-link">
              Newest imports
            </Link>
          )}
          {next && (
            <Link href={`${base}?before=${next}` as Route} className="text-link">
              Older imports
            </Link>
          )}
        </nav>
      )}
    </Card>
  );
}

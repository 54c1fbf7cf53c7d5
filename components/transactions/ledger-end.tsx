"use client";
import type { Route } from "next";
import { useSyncExternalStore } from "react";
import { useNearEnd } from "@/components/table/use-near-end";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import type { useLedgerPages } from "./use-ledger-pages";

interface LedgerEndProps {
  pages: ReturnType<typeof useLedgerPages>;
  /** Rows in the table. */
  count: number;
  /** The address of a page that begins after a cursor, for browsers without a script. */
  continueAt: (cursor: string) => string;
  /** The address of the first page, when this is a later one. */
  startAt: string | null;
}

const never = () => () => {};

/** What stands after the last loaded row: more rows as one scrolls, a button that fetches them, or that there are no more. */
export function LedgerEnd({ pages, count, continueAt, startAt }: LedgerEndProps) {
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const mark = useNearEnd(pages.loadNext);
  const isLoading = pages.status === "loading";
  return (
    <div ref={mark} className="mt-3 flex flex-wrap items-center justify-center gap-3 text-muted">
      {startAt && (
        <ButtonLink href={startAt as Route} size="sm" variant="ghost">
          Back to the first rows
        </ButtonLink>
      )}
      {pages.status === "failed" ? (
        <Alert
          tone="danger"
          title="Couldn’t load more rows."
          actions={
            <Button variant="secondary" size="sm" onClick={pages.retry}>
              Try again
            </Button>
          }
        >
          The rows above are complete up to here.
        </Alert>
      ) : pages.next === null ? null : hasScript ? (
        <Button variant="secondary" size="sm" pending={isLoading} onClick={pages.retry}>
          Load more
        </Button>
      ) : (
        <ButtonLink href={continueAt(pages.next) as Route} variant="secondary" size="sm">
          Load more
        </ButtonLink>
      )}
      <p role="status" className="tabular text-xs">
        {countOf(count, pages.next !== null)}
      </p>
    </div>
  );
}

function countOf(rows: number, hasMore: boolean): string {
  if (rows === 0) return "";
  const count = rows.toLocaleString("en-GB");
  return hasMore ? `${count} rows so far` : rows === 1 ? "1 row" : `All ${count} rows`;
}

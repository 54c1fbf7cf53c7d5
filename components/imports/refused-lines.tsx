import type { Route } from "next";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import type { ImportRowView } from "@/lib/imports/schema";
import { groupByReason } from "./import-counts";
import { counted, nameLines } from "./wording";

interface RefusedLinesProps {
  /** The first page of the refused lines. */
  rows: readonly ImportRowView[];
  /** How many there are in all. */
  total: number;
  /** Where all of them are listed. */
  listHref: Route;
}

/** The lines that can't be read, one entry per reason, before anything else: they are what a person can mend. */
export function RefusedLines({ rows, total, listHref }: RefusedLinesProps) {
  if (total === 0) return null;
  return (
    <Alert tone="warning" title={`${counted(total, "line")} can't be read`}>
      <ul className="space-y-2">
        {groupByReason(rows).map(({ reason, lines }) => (
          <li key={reason}>
            <span className="font-medium tabular">{nameLines(lines)}</span>: {reason}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        Everything else can be imported. Correct these lines and import the file again: what is already there stays as it is.
        {rows.length < total && (
          <>
            {" "}
            <Link href={listHref} className="text-link">
              See all {total.toLocaleString("en")}
            </Link>
            .
          </>
        )}
      </p>
    </Alert>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button-style";
import type { ImportView } from "@/lib/imports/schema";
import { isUnreadable } from "./import-effect";
import { ProblemGroups } from "./problem-groups";

/** The lines that can't be read, one entry per reason, and the ways to all of them: they are what a person can mend in the file. */
export function RefusedLines({ view }: { view: ImportView }) {
  const { id, accountId, status, lines, problems } = view;
  const base = `/accounts/${accountId}/import/${id}`;
  return (
    <div className="space-y-3">
      <ProblemGroups groups={problems.refused} more={problems.moreRefused} />
      <p className="text-muted">
        {!isUnreadable(view) && `Everything else ${status === "imported" ? "was" : "can be"} imported. `}
        Correct these lines and import the file again: what is already there stays as it is.
      </p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href={`${base}/refused`} download className={buttonStyle("secondary", "sm")}>
          Download refused lines
        </a>
        <Link href={`${base}?outcome=refused` as Route} scroll={false} className="text-link">
          See all {(lines.refused ?? 0).toLocaleString("en")}
        </Link>
      </p>
    </div>
  );
}

import type { ReactNode } from "react";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportRecord } from "@/lib/imports/history/schema";
import type { ImportView } from "@/lib/imports/schema";
import { ImportHeading } from "./import-heading";
import { ImportRecordCard } from "./import-record-card";
import { ImportState } from "./import-state";
import { RereadDifference } from "./reread-difference";

interface ImportOverviewProps {
  view: ImportView;
  record: ImportRecord;
  here: AccountSummary;
  /** All accounts of the person. */
  accounts: readonly AccountSummary[];
  /** What of it needs a person. */
  problems: ReactNode;
  timeZone: string;
  locale: string;
}

/** All that a page says of an import before its lines. That a file was imported before is no news where it is read again. */
export function ImportOverview({ view, record, here, accounts, problems, ...zone }: ImportOverviewProps) {
  return (
    <>
      <ImportHeading view={view} {...zone} />
      {view.status === "preview" && record.rereadOf && <RereadDifference view={view} of={record.rereadOf} {...zone} />}
      {problems}
      <ImportState view={record.rereadOf ? { ...view, sameFileImportedAt: null } : view} here={here} accounts={accounts} {...zone} />
      {view.status !== "uploading" && <ImportRecordCard view={view} record={record} {...zone} />}
    </>
  );
}

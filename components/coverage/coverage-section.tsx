import type { Route } from "next";
import { OnlyNow } from "@/components/moment/only-now";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { CoverageView } from "@/lib/imports/coverage";
import { CoverageCalendar } from "./coverage-calendar";
import { CoverageGaps } from "./coverage-gaps";
import { CoverageLegend } from "./coverage-legend";
import { CoverageTable } from "./coverage-table";
import { CoverageYears } from "./coverage-years";

/** Which days the files of an account cover, and which they don't. */
export function CoverageSection({ accountId, view, locale }: { accountId: string; view: CoverageView; locale: string }) {
  if (view.years.length === 0) return <NothingImported accountId={accountId} />;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-5">
        <Card title={`Coverage in ${view.year}`} description="Which days the imported files and snapshots cover." className="space-y-4">
          <CoverageYears accountId={accountId} years={view.years} current={view.year} />
          <CoverageCalendar key={view.year} year={view.year} months={view.months} locale={locale} />
          <CoverageLegend />
        </Card>
        <CoverageTable view={view} locale={locale} />
      </div>
      {view.covered ? <CoverageGaps accountId={accountId} view={view} locale={locale} /> : <NoFile accountId={accountId} />}
    </div>
  );
}

function NothingImported({ accountId }: { accountId: string }) {
  return (
    <EmptyState
      icon={<Icon name="calendar-range" />}
      title="Nothing is covered yet"
      actions={
        <OnlyNow>
          <ButtonLink variant="primary" href={`/accounts/${accountId}/import` as Route}>
            Import a file
          </ButtonLink>
        </OnlyNow>
      }
    >
      Once files are imported, a calendar here shows which days they cover, where they overlap, and where something is missing.
    </EmptyState>
  );
}

/** Transactions were typed, and no file says what it covers. */
function NoFile({ accountId }: { accountId: string }) {
  return (
    <Card title="Gaps">
      <p className="text-muted">No file has been imported, so there is nothing to compare the transactions with.</p>
      <OnlyNow>
        <ButtonLink size="sm" variant="secondary" className="mt-3" href={`/accounts/${accountId}/import` as Route}>
          Import a file
        </ButtonLink>
      </OnlyNow>
    </Card>
  );
}

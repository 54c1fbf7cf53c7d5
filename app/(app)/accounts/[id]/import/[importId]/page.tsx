import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { type ComponentProps, Suspense } from "react";
import { ImportLines, ImportLinesSkeleton } from "@/components/imports/import-lines";
import { ImportOverview } from "@/components/imports/import-overview";
import { RefusedLines } from "@/components/imports/refused-lines";
import { getAccount, listAllAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getImportRecord } from "@/lib/imports/history/queries";
import { getImport, listImportRows } from "@/lib/imports/queries";
import { type ImportView, LINE_FILTERS } from "@/lib/imports/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Import" };

export default async function OneImportPage({ params, searchParams }: PageProps<"/accounts/[id]/import/[importId]">) {
  const actor = await requireActor();
  const segments = await params;
  const [accountId, importId] = [parseRowId(segments.id), parseRowId(segments.importId)];
  const view = accountId && importId && (await getImport(actor, accountId, importId));
  const record = accountId && importId && (await getImportRecord(actor, accountId, importId));
  const here = accountId && (await getAccount(actor, accountId));
  if (!view || !record || !here) notFound();
  const { timeZone, locale } = await getSettings(actor);
  const zone = { timeZone, locale };
  const wanted = (await searchParams).outcome;
  return (
    <div className="space-y-6">
      <ImportOverview
        {...{ view, record, here, ...zone }}
        accounts={await listAllAccounts(actor)}
        refused={view.lines.refused && <Refused actor={actor} view={view} total={view.lines.refused} />}
      />
      <Suspense fallback={<ImportLinesSkeleton />}>
        <Lines
          actor={actor}
          view={view}
          outcome={LINE_FILTERS.find((each) => each === wanted)}
          isReread={record.rereadOf !== null}
          {...zone}
        />
      </Suspense>
    </div>
  );
}

async function Refused({ actor, view, total }: { actor: Actor; view: ImportView; total: number }) {
  const { rows } = await listImportRows(actor, BigInt(view.id), { outcome: "refused" });
  return <RefusedLines rows={rows} total={total} listHref={`/accounts/${view.accountId}/import/${view.id}?outcome=refused` as Route} />;
}

type LinesProps = Omit<ComponentProps<typeof ImportLines>, "first"> & { actor: Actor };

async function Lines({ actor, ...shown }: LinesProps) {
  const { view, outcome } = shown;
  return <ImportLines {...shown} first={await listImportRows(actor, BigInt(view.id), outcome ? { outcome } : {})} />;
}

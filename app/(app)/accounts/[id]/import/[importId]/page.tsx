import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ImportLinesSkeleton } from "@/components/imports/import-lines";
import { ImportOverview } from "@/components/imports/import-overview";
import { ImportProblems } from "@/components/imports/import-problems";
import { getAccount, listAllAccounts } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getImportRecord } from "@/lib/imports/history/queries";
import { LINE_FILTERS } from "@/lib/imports/outcomes";
import { getImport } from "@/lib/imports/queries";
import { getSettings } from "@/lib/users/queries";
import { Instruments, Lines } from "./lines-part";
import { MappingStep, wantsMapping } from "./mapping-step";

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
  const query = await searchParams;
  if (wantsMapping(view, query)) return <MappingStep actor={actor} view={view} query={query} {...zone} />;
  return (
    <div className="space-y-6">
      <ImportOverview
        {...{ view, record, here, ...zone }}
        accounts={await listAllAccounts(actor)}
        problems={<ImportProblems view={view} />}
      />
      <Suspense fallback={null}>
        <Instruments actor={actor} view={view} />
      </Suspense>
      <Suspense fallback={<ImportLinesSkeleton />}>
        <Lines
          actor={actor}
          view={view}
          outcome={LINE_FILTERS.find((each) => each === query.outcome)}
          isReread={record.rereadOf !== null}
          {...zone}
        />
      </Suspense>
    </div>
  );
}

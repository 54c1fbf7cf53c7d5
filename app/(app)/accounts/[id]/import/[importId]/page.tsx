import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ImportHeading } from "@/components/imports/import-heading";
import { ImportLines, ImportLinesSkeleton } from "@/components/imports/import-lines";
import { ImportProblems } from "@/components/imports/import-problems";
import { ImportState } from "@/components/imports/import-state";
import { InstrumentWarnings } from "@/components/instruments/instrument-warnings";
import { getAccount, listAllAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getImport } from "@/lib/imports/queries";
import { listImportRows } from "@/lib/imports/rows/queries";
import { type ImportView, OUTCOMES, type Outcome } from "@/lib/imports/schema";
import { getInstrumentWarnings } from "@/lib/instruments/queries";
import { getSettings } from "@/lib/users/queries";
import { MappingStep, wantsMapping } from "./mapping-step";

export const metadata: Metadata = { title: "Import" };

export default async function OneImportPage({ params, searchParams }: PageProps<"/accounts/[id]/import/[importId]">) {
  const actor = await requireActor();
  const segments = await params;
  const [accountId, importId] = [parseRowId(segments.id), parseRowId(segments.importId)];
  const view = accountId && importId && (await getImport(actor, accountId, importId));
  const here = accountId && (await getAccount(actor, accountId));
  if (!view || !here) notFound();
  const { timeZone, locale } = await getSettings(actor);
  const zone = { timeZone, locale };
  const query = await searchParams;
  if (wantsMapping(view, query)) return <MappingStep actor={actor} view={view} query={query} {...zone} />;
  return (
    <div className="space-y-6">
      <ImportHeading view={view} {...zone} />
      <ImportProblems view={view} />
      <ImportState view={view} here={here} accounts={await listAllAccounts(actor)} {...zone} />
      <Suspense fallback={<ImportLinesSkeleton />}>
        <Lines actor={actor} view={view} outcome={OUTCOMES.find((each) => each === query.outcome)} {...zone} />
      </Suspense>
    </div>
  );
}

type Shown = { view: ImportView; outcome: Outcome | undefined; timeZone: string; locale: string };

async function Lines({ actor, ...shown }: Shown & { actor: Actor }) {
  const importId = BigInt(shown.view.id);
  const first = await listImportRows(actor, importId, shown.outcome ? { outcome: shown.outcome } : {});
  const warnings = shown.view.status === "preview" ? await getInstrumentWarnings(actor, importId) : [];
  return (
    <>
      <InstrumentWarnings warnings={warnings} />
      <ImportLines {...shown} first={first} />
    </>
  );
}

import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ImportHeading } from "@/components/imports/import-heading";
import { ImportLines, ImportLinesSkeleton } from "@/components/imports/import-lines";
import { ImportPreview } from "@/components/imports/import-preview";
import { ImportUnderWay } from "@/components/imports/import-progress-bar";
import { ImportResult, ImportUndone } from "@/components/imports/import-result";
import { RefusedLines } from "@/components/imports/refused-lines";
import { getAccount, listAllAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getImport, listImportRows } from "@/lib/imports/queries";
import { OUTCOMES, type ImportView, type Outcome } from "@/lib/imports/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Import" };

export default async function OneImportPage({ params, searchParams }: PageProps<"/accounts/[id]/import/[importId]">) {
  const actor = await requireActor();
  const segments = await params;
  const [accountId, importId] = [parseRowId(segments.id), parseRowId(segments.importId)];
  if (!accountId || !importId) notFound();
  const [view, here, settings] = [await getImport(actor, accountId, importId), await getAccount(actor, accountId), await getSettings(actor)];
  if (!view || !here) notFound();
  const { outcome: wanted } = await searchParams;
  const outcome = OUTCOMES.find((each) => each === wanted);
  const base = `/accounts/${accountId}/import/${importId}`;
  const refused = view.lines.refused ?? 0;
  const zone = { timeZone: settings.timeZone, locale: settings.locale };
  return (
    <div className="space-y-6">
      <ImportHeading view={view} {...zone} />
      {view.running && <ImportUnderWay base={base} />}
      {refused > 0 && <RefusedLines rows={(await listImportRows(actor, importId, { outcome: "refused" })).rows} total={refused} listHref={`${base}?outcome=refused` as Route} />}
      {!view.running && view.status === "preview" && <ImportPreview view={view} here={here} accounts={await listAllAccounts(actor)} {...zone} />}
      {!view.running && view.status === "imported" && <ImportResult view={view} />}
      {view.status === "undone" && <ImportUndone accountId={view.accountId} />}
      <Suspense fallback={<ImportLinesSkeleton />}><Lines actor={actor} view={view} outcome={outcome} {...zone} /></Suspense>
    </div>
  );
}

async function Lines({ actor, view, outcome, ...zone }: { actor: Actor; view: ImportView; outcome: Outcome | undefined; timeZone: string; locale: string }) {
  const first = await listImportRows(actor, BigInt(view.id), outcome ? { outcome } : {});
  return <ImportLines view={view} outcome={outcome} first={first} {...zone} />;
}

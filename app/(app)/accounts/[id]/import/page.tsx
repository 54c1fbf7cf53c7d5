import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ImportDrop } from "@/components/imports/import-drop";
import { ImportsCardSkeleton } from "@/components/imports/imports-card";
import { ImportsTable } from "@/components/imports/imports-table";
import { ReadableFormats } from "@/components/imports/readable-formats";
import { getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { listImportEntries } from "@/lib/imports/history/queries";
import { importLimitBytes } from "@/lib/imports/upload";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params, searchParams }: PageProps<"/accounts/[id]/import">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getAccount(actor, id))) notFound();
  return (
    <div className="space-y-6">
      <ImportDrop accountId={id.toString()} limitBytes={importLimitBytes()} />
      <Suspense fallback={<ImportsCardSkeleton />}>
        <PastImports actor={actor} id={id} before={parseRowId(String((await searchParams).before ?? ""))} />
      </Suspense>
      <ReadableFormats />
    </div>
  );
}

async function PastImports({ actor, id, before }: { actor: Actor; id: bigint; before: bigint | null }) {
  const [page, { timeZone, locale }] = await Promise.all([listImportEntries(actor, id, before), getSettings(actor)]);
  return <ImportsTable accountId={id.toString()} {...page} isContinued={before !== null} timeZone={timeZone} locale={locale} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ImportDrop } from "@/components/imports/import-drop";
import { ImportsCard, ImportsCardSkeleton } from "@/components/imports/imports-card";
import { ReadableFormats } from "@/components/imports/readable-formats";
import { getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { listImports } from "@/lib/imports/queries";
import { importLimitBytes } from "@/lib/imports/upload";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: PageProps<"/accounts/[id]/import">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getAccount(actor, id))) notFound();
  return (
    <div className="space-y-6">
      <ImportDrop accountId={id.toString()} limitBytes={importLimitBytes()} />
      <ReadableFormats />
      <Suspense fallback={<ImportsCardSkeleton />}>
        <PastImports actor={actor} id={id} />
      </Suspense>
    </div>
  );
}

async function PastImports({ actor, id }: { actor: Actor; id: bigint }) {
  const [imports, settings] = await Promise.all([listImports(actor, id), getSettings(actor)]);
  return <ImportsCard accountId={id.toString()} imports={imports} timeZone={settings.timeZone} locale={settings.locale} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CoverageSection } from "@/components/coverage/coverage-section";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getCoverage } from "@/lib/imports/coverage/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Coverage" };

export default async function CoveragePage({ params, searchParams }: PageProps<"/accounts/[id]/coverage">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const wanted = Number((await searchParams).year);
  const view = id && (await getCoverage(actor, id, Number.isInteger(wanted) ? wanted : null));
  if (!view) notFound();
  const { locale } = await getSettings(actor);
  return <CoverageSection accountId={id.toString()} view={view} locale={locale} />;
}

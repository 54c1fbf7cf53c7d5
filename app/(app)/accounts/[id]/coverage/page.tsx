import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CoverageSection } from "@/components/coverage/coverage-section";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getCoverage } from "@/lib/imports/coverage/queries";
import { parseMoment } from "@/lib/moment/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Coverage" };

export default async function CoveragePage({ params, searchParams }: PageProps<"/accounts/[id]/coverage">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const search = await searchParams;
  const wanted = Number(search.year);
  const view = id && (await getCoverage(actor, id, Number.isInteger(wanted) ? wanted : null, parseMoment(search)));
  if (!view) notFound();
  const { locale } = await getSettings(actor);
  return <CoverageSection accountId={id.toString()} view={view} locale={locale} />;
}

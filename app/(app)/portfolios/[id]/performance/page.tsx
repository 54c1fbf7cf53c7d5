import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PerformanceSection, PerformanceSkeleton } from "@/components/performance/performance-section";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { listInstrumentChoices } from "@/lib/instruments/queries";
import { parseMoment, type Search } from "@/lib/moment/schema";
import { getPerformance } from "@/lib/performance/queries";
import { viewSchema } from "@/lib/performance/schema";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Performance" };

export default async function PerformancePage({ params, searchParams }: PageProps<"/portfolios/[id]/performance">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<PerformanceSkeleton />}>
      <Performance actor={actor} id={id} search={await searchParams} />
    </Suspense>
  );
}

async function Performance({ actor, id, search }: { actor: Actor; id: bigint; search: Search }) {
  const [view, benchmarks, { locale }] = await Promise.all([
    getPerformance(actor, id, viewSchema.parse(search), parseMoment(search)),
    listInstrumentChoices(actor),
    getSettings(actor),
  ]);
  return view && <PerformanceSection view={view} benchmarks={benchmarks} locale={locale} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { GainsSection, GainsSkeleton } from "@/components/gains/gains-section";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { parseMoment, type Search, withMoment } from "@/lib/moment/schema";
import { getGains } from "@/lib/performance/queries";
import { gainsViewSchema } from "@/lib/performance/schema";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Gains" };

export default async function GainsPage({ params, searchParams }: PageProps<"/portfolios/[id]/gains">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<GainsSkeleton />}>
      <Gains actor={actor} id={id} search={await searchParams} />
    </Suspense>
  );
}

async function Gains({ actor, id, search }: { actor: Actor; id: bigint; search: Search }) {
  const moment = parseMoment(search);
  const [view, { locale }] = await Promise.all([getGains(actor, id, gainsViewSchema.parse(search), moment), getSettings(actor)]);
  const exportAt = withMoment(`/portfolios/${id}/gains/export?year=${view?.year ?? "all"}`, moment);
  return view && <GainsSection view={view} exportAt={exportAt} locale={locale} />;
}

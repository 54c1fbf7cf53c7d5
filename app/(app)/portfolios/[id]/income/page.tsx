import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { IncomeSection, IncomeSkeleton } from "@/components/income/income-section";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { parseMoment, type Search } from "@/lib/moment/schema";
import { getIncome } from "@/lib/performance/queries";
import { viewSchema } from "@/lib/performance/schema";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Income" };

export default async function IncomePage({ params, searchParams }: PageProps<"/portfolios/[id]/income">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<IncomeSkeleton />}>
      <Income actor={actor} id={id} search={await searchParams} />
    </Suspense>
  );
}

async function Income({ actor, id, search }: { actor: Actor; id: bigint; search: Search }) {
  const [view, settings] = await Promise.all([getIncome(actor, id, viewSchema.parse(search), parseMoment(search)), getSettings(actor)]);
  return view && <IncomeSection view={view} locale={settings.locale} timeZone={settings.timeZone} />;
}

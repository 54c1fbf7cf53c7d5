import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { CostsCard, CostsCardSkeleton } from "@/components/reconciliation/costs-card";
import { ReconcileSection } from "@/components/reconciliation/reconcile-section";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { isNow, type Moment, parseMoment } from "@/lib/moment/schema";
import { getCosts } from "@/lib/reconciliation/cost/queries";
import { getReconciliation } from "@/lib/reconciliation/queries";
import type { SnapshotMoment } from "@/lib/reconciliation/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Reconcile" };

/** One piece, no boundary around the comparison: an unknown snapshot in the address must be a 404, and only the query knows. */
export default async function ReconcilePage({ params, searchParams }: PageProps<"/accounts/[id]/reconcile">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const search = await searchParams;
  const moment = parseMoment(search);
  const snapshotId = typeof search.snapshot === "string" ? search.snapshot : undefined;
  const view = id && (await getReconciliation(actor, id, { snapshotId, moment }));
  if (!view) notFound();
  const { locale, timeZone } = await getSettings(actor);
  const costs = view.snapshot && <Suspense fallback={<CostsCardSkeleton />}>{costsOf(actor, id, view.snapshot, moment)}</Suspense>;
  return (
    <ReconcileSection accountId={id.toString()} view={view} isPast={!isNow(moment)} costs={costs} locale={locale} timeZone={timeZone} />
  );
}

/** Later than the rest: an average cost goes through the whole ledger, where units are only summed. */
async function costsOf(actor: Actor, id: bigint, snapshot: SnapshotMoment, moment: Moment) {
  const [costs, { locale, timeZone }] = await Promise.all([getCosts(actor, id, snapshot, moment), getSettings(actor)]);
  const about = { accountId: id.toString(), snapshotId: snapshot.id, isPast: !isNow(moment) };
  return costs && <CostsCard {...about} costs={costs} locale={locale} timeZone={timeZone} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BetweenSection } from "@/components/reconciliation/between-section";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { parseMoment } from "@/lib/moment/schema";
import { getBetween } from "@/lib/reconciliation/between/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Compare snapshots" };

export default async function CompareSnapshotsPage({ params, searchParams }: PageProps<"/accounts/[id]/reconcile/compare">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const search = await searchParams;
  const { from, to } = search;
  const wanted = { from: typeof from === "string" ? from : undefined, to: typeof to === "string" ? to : undefined };
  const { baseCurrency, locale, timeZone } = await getSettings(actor);
  const view = id && (await getBetween(actor, id, wanted, baseCurrency, parseMoment(search)));
  if (!view) notFound();
  return <BetweenSection accountId={id.toString()} view={view} locale={locale} timeZone={timeZone} />;
}

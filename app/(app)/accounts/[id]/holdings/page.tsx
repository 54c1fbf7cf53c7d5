import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HoldingsSection } from "@/components/holdings/holdings-section";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAccountHoldings } from "@/lib/holdings/queries";
import { parseMoment, withMoment } from "@/lib/moment/schema";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Holdings" };

/** One piece, no boundary: an unknown snapshot in the address must be a 404, and only the query knows. */
export default async function AccountHoldingsPage({ params, searchParams }: PageProps<"/accounts/[id]/holdings">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  const search = await searchParams;
  const { snapshot } = search;
  const moment = parseMoment(search);
  const snapshotId = typeof snapshot === "string" ? snapshot : undefined;
  const [holdings, settings] = await Promise.all([getAccountHoldings(actor, id, { snapshotId, moment }), getSettings(actor)]);
  if (!holdings) notFound();
  const exportAt = withMoment(`/accounts/${id}/holdings/export${snapshotId ? `?snapshot=${encodeURIComponent(snapshotId)}` : ""}`, moment);
  return (
    <HoldingsSection holdings={holdings} accounts={[account]} settings={settings} subject={{ account: account.id }} exportAt={exportAt} />
  );
}

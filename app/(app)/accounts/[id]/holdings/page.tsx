import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HoldingsSection } from "@/components/holdings/holdings-section";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAccountHoldings } from "@/lib/holdings/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Holdings" };

/** One piece, no boundary: an unknown snapshot in the address must be a 404, and only the query knows. */
export default async function AccountHoldingsPage({ params, searchParams }: PageProps<"/accounts/[id]/holdings">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  const { snapshot } = await searchParams;
  const snapshotId = typeof snapshot === "string" ? snapshot : undefined;
  const [holdings, settings] = await Promise.all([getAccountHoldings(actor, id, { snapshotId }), getSettings(actor)]);
  if (!holdings) notFound();
  const exportAt = `/accounts/${id}/holdings/export${snapshotId ? `?snapshot=${encodeURIComponent(snapshotId)}` : ""}`;
  return <HoldingsSection holdings={holdings} accounts={[account]} settings={settings} scope="account" exportAt={exportAt} />;
}

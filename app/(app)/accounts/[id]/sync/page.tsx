import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunsTable } from "@/components/sync/runs-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { listRuns } from "@/lib/sync/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Syncs" };

const SHOWN = 100;

export default async function SyncsPage({ params }: PageProps<"/accounts/[id]/sync">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  const [runs, { timeZone, locale }] = await Promise.all([listRuns(actor, id, SHOWN), getSettings(actor)]);
  if (runs.length === 0) return <EmptyState title="No syncs yet">What a broker sends by itself is listed here, sync by sync.</EmptyState>;
  return (
    <Card
      title="Syncs"
      description="Each is an import: its rows can be seen, and taken back, there. What the broker sent is kept sealed."
      flush
    >
      <RunsTable accountId={account.id} runs={runs} timeZone={timeZone} locale={locale} />
    </Card>
  );
}

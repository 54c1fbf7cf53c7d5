import type { Metadata, Route } from "next";
import { AttentionSettings } from "@/components/attention/attention-settings";
import { ConnectionsTable } from "@/components/linking/connections-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { getAttentionSettings } from "@/lib/attention/queries";
import { requireActor } from "@/lib/auth/session";
import { listConnections } from "@/lib/linking/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Keys to your brokers" };

export default async function ConnectionsPage() {
  const actor = await requireActor();
  const [connections, attention, { timeZone, locale }] = await Promise.all([
    listConnections(actor),
    getAttentionSettings(actor),
    getSettings(actor),
  ]);
  return (
    <>
      <PageHeader
        title="Keys to your brokers"
        description="Each is sealed for itself and opened at the moment of its use. It is never shown, not even to you."
        breadcrumbs={[{ label: "Settings", href: "/settings" as Route }, { label: "Keys to your brokers" }]}
      />
      <div className="grid gap-8">
        <Card flush>
          {connections.length === 0 ? (
            <EmptyState title="No keys yet">When you link an account whose broker can be asked, its key is listed here.</EmptyState>
          ) : (
            <ConnectionsTable connections={connections} timeZone={timeZone} locale={locale} />
          )}
        </Card>
        <AttentionSettings {...attention} locale={locale} timeZone={timeZone} />
      </div>
    </>
  );
}

import type { Metadata, Route } from "next";
import { ActivityFilterForm } from "@/components/audit/activity-filter-form";
import { ActivityTable } from "@/components/audit/activity-table";
import { ExportLinks } from "@/components/audit/export-links";
import { PageHeader } from "@/components/ui/page-header";
import { getActivity } from "@/lib/audit/queries";
import { parseActivityFilter } from "@/lib/audit/schema";
import { requireActor } from "@/lib/auth/session";
import { readCursor } from "@/lib/transactions/cursor";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ searchParams }: PageProps<"/settings/activity">) {
  const actor = await requireActor();
  const query = await searchParams;
  const filter = parseActivityFilter(query);
  const after = readCursor(String(query.after ?? ""));
  const { timeZone, locale } = await getSettings(actor);
  const page = await getActivity(actor, filter, timeZone, after);
  return (
    <>
      <PageHeader
        title="Activity"
        description="What happened in your name, newest first. Nobody can change this list."
        breadcrumbs={[{ label: "Settings", href: "/settings" as Route }, { label: "Activity" }]}
        actions={<ExportLinks filter={filter} />}
      />
      <div className="space-y-5">
        <ActivityFilterForm filter={filter} />
        <ActivityTable {...page} filter={filter} isContinued={after !== null} timeZone={timeZone} locale={locale} />
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { QueueTable } from "@/components/operator/queue-table";
import { SiteSummary } from "@/components/operator/site-summary";
import { SlowStatements } from "@/components/operator/slow-statements";
import { PageHeader } from "@/components/ui/page-header";
import { requireOperator } from "@/lib/operator/operator";
import { getSite } from "@/lib/operator/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "This site" };

export default async function OperatorPage() {
  const operator = await requireOperator();
  const [{ slowStatements, queues, ...site }, { timeZone, locale }] = await Promise.all([getSite(operator), getSettings(operator)]);
  return (
    <>
      <PageHeader title="This site" description="How it is at this moment: counts, sizes and ages." />
      <div className="grid gap-8">
        <SiteSummary {...site} timeZone={timeZone} locale={locale} />
        <section aria-labelledby="queues" className="grid gap-3">
          <h2 id="queues" className="font-semibold">
            Queues
          </h2>
          <QueueTable queues={queues} />
        </section>
        <section aria-labelledby="statements" className="grid gap-3">
          <h2 id="statements" className="font-semibold">
            Slow statements
          </h2>
          <SlowStatements statements={slowStatements} />
        </section>
      </div>
    </>
  );
}

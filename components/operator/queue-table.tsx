import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import type { QueueFigures, SiteFigures } from "@/lib/operator/schema";
import { duration } from "./duration";

const NAMES: Readonly<Record<keyof SiteFigures["queues"], string>> = { imports: "Imports", syncs: "Syncs", mails: "Messages" };

/** What waits for the workers, and what became of what didn't. */
export function QueueTable({ queues }: Pick<SiteFigures, "queues">) {
  return (
    <Card flush>
      <StackedTable label="Table of queues" headings={["Queue", "Waiting", "In hand", "Oldest", "Last 24 hours"]}>
        {(Object.keys(NAMES) as (keyof typeof NAMES)[]).map((name) => (
          <QueueRow key={name} name={NAMES[name]} {...queues[name]} />
        ))}
      </StackedTable>
    </Card>
  );
}

function QueueRow({ name, waiting, running, oldestSeconds, done, failed }: QueueFigures & { name: string }) {
  return (
    <StackedRow>
      <StackedCell className="font-medium">{name}</StackedCell>
      <StackedCell className="tabular">{waiting} waiting</StackedCell>
      <StackedCell className="tabular">{running} in hand</StackedCell>
      <StackedCell className="tabular text-muted">{waiting > 0 ? `for ${duration(oldestSeconds)}` : "nothing waits"}</StackedCell>
      <StackedCell className="tabular">
        {done} done{failed > 0 ? <Badge tone="warning" className="ml-2">{`${failed} failed`}</Badge> : ", none failed"}
      </StackedCell>
    </StackedRow>
  );
}

import { fileSize } from "@/components/imports/wording";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import type { SiteFigures } from "@/lib/operator/schema";

interface SiteSummaryProps extends Pick<SiteFigures, "workers" | "database"> {
  /** ISO. */
  lastBackupAt: string | null;
  errorsOfLastDay: number;
  timeZone: string;
  locale: string;
}

export function SiteSummary({ workers, database, lastBackupAt, errorsOfLastDay, timeZone, locale }: SiteSummaryProps) {
  return (
    <Card>
      <KeyValue
        items={[
          { label: "Workers", value: workers === 0 ? "none: nothing is imported or synced" : String(workers) },
          {
            label: "Last backup",
            value: lastBackupAt ? <DateTime value={lastBackupAt} timeZone={timeZone} locale={locale} /> : "none in the folder of backups",
          },
          { label: "Errors in 24 hours", value: `${errorsOfLastDay}, in this process; its log has their references` },
          { label: "Database", value: `${fileSize(database.bytes)}, PostgreSQL ${database.version}` },
          { label: "Connections", value: `${database.connections} of ${database.maxConnections}` },
          { label: "Newest migration", value: database.migration },
        ]}
      />
    </Card>
  );
}

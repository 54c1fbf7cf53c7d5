import { buttonStyle } from "@/components/ui/button-style";
import { Icon } from "@/components/ui/icon";
import { type ActivityFilter, activityQuery } from "@/lib/audit/schema";

/** Downloads of what the filters select. */
export function ExportLinks({ filter }: { filter: ActivityFilter }) {
  return (["csv", "json"] as const).map((format) => (
    <a
      key={format}
      href={`/settings/activity/export${activityQuery(filter, { format })}`}
      download
      className={buttonStyle("secondary", "sm")}
    >
      <Icon name="download" />
      {format.toUpperCase()}
    </a>
  ));
}

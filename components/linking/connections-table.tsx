import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatDay } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import type { Connection } from "@/lib/linking/schema";

interface ConnectionsTableProps {
  connections: readonly Connection[];
  timeZone: string;
  locale: string;
}

const HEADINGS = ["Account", "Broker", "Key", "Set", "Last used", "Works until", "Sealed under"];
const STATES = {
  sealed: { tone: "success", label: "Sealed" },
  empty: { tone: "neutral", label: "None" },
  unreadable: { tone: "danger", label: "Can’t be opened" },
} as const;

/** Every key that was given, by account. What is not here is the key. */
export function ConnectionsTable({ connections, timeZone, locale }: ConnectionsTableProps) {
  const instant = (value: string | null, none: string) => (value ? <DateTime value={value} timeZone={timeZone} locale={locale} /> : none);
  return (
    <StackedTable label="Table of keys" headings={HEADINGS}>
      {connections.map((each) => (
        <StackedRow key={each.accountId}>
          <StackedCell>
            <Link href={`/accounts/${each.accountId}/credentials` as Route} className="font-medium text-link">
              {each.accountName}
            </Link>
            <span className="block text-xs text-muted">{each.portfolioName}</span>
          </StackedCell>
          <StackedCell>{each.brokerName}</StackedCell>
          <StackedCell>
            <Badge tone={STATES[each.credential.state].tone}>{STATES[each.credential.state].label}</Badge>
          </StackedCell>
          <StackedCell>{instant(each.setAt, "—")}</StackedCell>
          <StackedCell>{instant(each.usedAt, "Never")}</StackedCell>
          <StackedCell>{each.expiresAt ? formatDay(each.expiresAt.slice(0, 10), locale) : "Not said"}</StackedCell>
          <StackedCell className="font-mono text-xs">{each.credential.keyId ?? "—"}</StackedCell>
        </StackedRow>
      ))}
    </StackedTable>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatDay } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { ScrollRegion } from "@/components/ui/scroll-region";
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
const CELL = "px-4 py-1 align-top max-md:block md:px-3 md:py-2.5 md:first:pl-5";

/** Every key that was given, by account. What is not here is the key. */
export function ConnectionsTable({ connections, timeZone, locale }: ConnectionsTableProps) {
  const instant = (value: string | null, none: string) => (value ? <DateTime value={value} timeZone={timeZone} locale={locale} /> : none);
  return (
    <ScrollRegion label="Table of keys">
      <table className="block w-full text-left md:table">
        <thead className="sr-only text-xs text-muted md:not-sr-only md:table-header-group">
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-5">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y divide-line md:table-row-group">
          {connections.map((each) => (
            <tr key={each.accountId} className="block py-2 md:table-row">
              <td className={CELL}>
                <Link href={`/accounts/${each.accountId}/credentials` as Route} className="font-medium text-link">
                  {each.accountName}
                </Link>
                <span className="block text-xs text-muted">{each.portfolioName}</span>
              </td>
              <td className={CELL}>{each.brokerName}</td>
              <td className={CELL}>
                <Badge tone={STATES[each.credential.state].tone}>{STATES[each.credential.state].label}</Badge>
              </td>
              <td className={CELL}>{instant(each.setAt, "—")}</td>
              <td className={CELL}>{instant(each.usedAt, "Never")}</td>
              <td className={CELL}>{each.expiresAt ? formatDay(each.expiresAt.slice(0, 10), locale) : "Not said"}</td>
              <td className={`${CELL} font-mono text-xs`}>{each.credential.keyId ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

import type { ReactNode } from "react";
import { Day } from "@/components/prices/day";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import { NotAvailable } from "@/components/ui/not-available";
import type { ReferenceState as State } from "@/lib/rates/schema";

interface ReferenceStateProps {
  state: State;
  locale: string;
  timeZone: string;
}

/** How far the European Central Bank's rates go, and how the fetching of them went. */
export function ReferenceState({ state, locale, timeZone }: ReferenceStateProps) {
  const { host, newest, expected, triedAt, dueAt, problem } = state;
  const at = (value: string | null, reason: string): ReactNode =>
    value === null ? <NotAvailable reason={reason} /> : <DateTime value={value} locale={locale} timeZone={timeZone} />;
  return (
    <div className="grid gap-3">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        European Central Bank <StateBadge state={state} />
      </h3>
      {host === null && (
        <p className="text-muted">Whoever runs this server has switched off the fetching of rates. Those below still count.</p>
      )}
      {problem && (
        <Alert tone="warning" title="The last attempt failed.">
          {problem} {dueAt && <>It is tried again at {at(dueAt, "")}.</>}
        </Alert>
      )}
      <KeyValue
        items={[
          {
            label: "Newest day",
            value: newest === null ? <NotAvailable reason="none has been fetched yet" /> : <Day day={newest} locale={locale} />,
          },
          { label: "Newest that should be out", value: <Day day={expected} locale={locale} /> },
          { label: "Last attempt", value: at(triedAt, "none has been made yet") },
        ]}
      />
    </div>
  );
}

function StateBadge({ state: { host, newest, expected, problem } }: { state: State }) {
  if (host === null) return <Badge>Off</Badge>;
  if (newest !== null && newest >= expected) return <Badge tone="success">Up to date</Badge>;
  if (problem) return <Badge tone="warning">{newest === null ? "No rates yet" : "Behind"}</Badge>;
  return <Badge>Being fetched</Badge>;
}

import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { RevisionView } from "@/lib/transactions/view";
import { givenReason } from "./given-reason";
import { fieldName } from "./meta-facts";

const OPERATIONS = { update: "Changed", delete: "Deleted", restore: "Brought back" } as const;

interface TransactionHistoryProps {
  history: readonly RevisionView[];
  locale: string;
  timeZone: string;
}

/** What happened to a row since it came, newest first: each change with what stood there before and after. */
export function TransactionHistory({ history, locale, timeZone }: TransactionHistoryProps) {
  return (
    <Card title="History">
      {history.length === 0 ? (
        <p className="text-muted">Unchanged since it came.</p>
      ) : (
        <ol className="divide-y divide-line">
          {history.map(({ id, operation, at, reason, changes }) => (
            <li key={id} className="py-3 first:pt-0 last:pb-0">
              <p className="flex flex-wrap gap-x-2">
                <span className="font-medium">{OPERATIONS[operation]}</span>
                <DateTime value={at} timeZone={timeZone} locale={locale} className="text-muted" />
              </p>
              {givenReason(reason) && <p className="mt-0.5 text-muted">{reason}</p>}
              {changes.length > 0 && (
                <ul className="mt-2 space-y-1.5">
                  {changes.map((change) => (
                    <Change key={change.field} {...change} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Change({ field, before, after }: RevisionView["changes"][number]) {
  return (
    <li className="tabular text-xs break-words">
      <span className="font-medium">{fieldName(field)}</span> <del className="text-muted">{before || "empty"}</del>{" "}
      <span aria-hidden>→</span> <ins className="no-underline">{after || "empty"}</ins>
    </li>
  );
}

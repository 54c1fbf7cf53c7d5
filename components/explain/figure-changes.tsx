import type { Route } from "next";
import Link from "next/link";
import { fieldName } from "@/components/transactions/meta-facts";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { FigureChange } from "@/lib/explain/schema";

const WORDS = { added: "Added", changed: "Changed", deleted: "Deleted" } as const;
const TONES = { added: "success", changed: "info", deleted: "danger" } as const;

interface FigureChangesProps {
  changes: readonly FigureChange[];
  count: number;
  timeZone: string;
  locale: string;
}

/** What has been recorded since a number was filed. */
export function FigureChanges({ changes, count, timeZone, locale }: FigureChangesProps) {
  const style = { timeZone, locale };
  return (
    <Card title="What changed in between" flush>
      {changes.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing that this number depends on.</p>
      ) : (
        <ul className="divide-y divide-line">
          {changes.map(({ id, what, label, on, dateOnly, at, reason, fields, href }) => (
            <li key={id} className="space-y-1 px-4 py-2.5 md:px-5">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={TONES[what]}>{WORDS[what]}</Badge>
                {href ? (
                  <Link href={href as Route} prefetch={false} className="font-medium hover:underline">
                    {label}
                  </Link>
                ) : (
                  <span className="font-medium">{label}</span>
                )}
                <span className="text-muted">
                  of <DateTime value={on} dateOnly={dateOnly} {...style} />
                </span>
              </p>
              <p className="text-xs text-muted">
                Recorded <DateTime value={at} {...style} />
                {reason && ` · ${reason}`}
              </p>
              {fields.length > 0 && (
                <ul className="space-y-0.5">
                  {fields.map(({ field, before, after }) => (
                    <li key={field} className="tabular text-xs break-words">
                      <span className="font-medium">{fieldName(field)}</span> <del className="text-muted">{before || "empty"}</del>{" "}
                      <span aria-hidden>→</span> <ins className="no-underline">{after || "empty"}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {count > changes.length && (
        <p className="border-t border-line px-4 py-2.5 text-muted md:px-5">
          The newest {changes.length.toLocaleString(locale)} of {count.toLocaleString(locale)}.
        </p>
      )}
    </Card>
  );
}

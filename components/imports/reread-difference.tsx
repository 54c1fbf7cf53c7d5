import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { OtherReading } from "@/lib/imports/history/schema";
import type { Outcome } from "@/lib/imports/outcomes";
import type { ImportView } from "@/lib/imports/schema";
import { counted } from "./wording";

interface RereadDifferenceProps {
  view: ImportView;
  /** The import whose file is read again. */
  of: OtherReading;
  timeZone: string;
  locale: string;
}

const KINDS: readonly (readonly [Outcome, string])[] = [
  ["new", "New"],
  ["changed", "Changed"],
  ["removed", "No longer there"],
  ["kept", "Kept as you have them"],
];

/** What a new reading of a file would change, before anything else: that is what it was asked for. */
export function RereadDifference({ view, of, timeZone, locale }: RereadDifferenceProps) {
  const base = `/accounts/${view.accountId}/import/${view.id}`;
  const count = (outcome: Outcome) => (view.transactions[outcome] ?? 0) + (outcome === "kept" ? (view.lines.kept ?? 0) : 0);
  const differences = count("new") + count("changed") + count("removed");
  return (
    <Card title="What the new reading changes" className="space-y-3">
      <p>
        This is a new reading of{" "}
        <Link href={`/accounts/${view.accountId}/import/${of.id}` as Route} className="break-words text-link">
          {of.fileName}
        </Link>
        , imported on <DateTime value={of.at} timeZone={timeZone} locale={locale} />.{" "}
        {differences === 0
          ? "It reads every transaction just as before."
          : `${counted(count("known"), "transaction")} ${count("known") === 1 ? "is" : "are"} as before.`}
      </p>
      {differences + count("kept") > 0 && (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {KINDS.map(([outcome, label]) => (
            <li key={outcome} className="rounded-md bg-sunken px-3 py-2">
              <span className="block text-xs text-muted">{label}</span>
              {count(outcome) > 0 ? (
                <Link href={`${base}?outcome=${outcome}` as Route} scroll={false} className="tabular text-lg font-semibold text-link">
                  {count(outcome).toLocaleString("en")}
                </Link>
              ) : (
                <span className="tabular text-lg font-semibold">0</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {differences > 0 && (
        <p>
          <Link href={`${base}?outcome=differences` as Route} scroll={false} className="text-link">
            List only the differences
          </Link>
        </p>
      )}
    </Card>
  );
}

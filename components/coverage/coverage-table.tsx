import type { Route } from "next";
import Link from "next/link";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type CoverageDay, type CoverageView, type DayState, daysIn } from "@/lib/imports/coverage";
import { dayCount, dayNumbers, monthName, rangeText } from "./coverage-words";

interface CoverageTableProps {
  view: CoverageView;
  locale: string;
}

/** The calendar's facts as two tables: the months, and the files. */
export function CoverageTable({ view, locale }: CoverageTableProps) {
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="px-4 py-3 font-medium md:px-5">{view.year} as a table</summary>
      <div className="space-y-6 border-t border-line p-4 md:p-5">
        <Months view={view} locale={locale} />
        <Files view={view} locale={locale} />
      </div>
    </details>
  );
}

const HEAD = "py-1 pr-4 font-medium whitespace-nowrap";
const CELL = "tabular py-1.5 pr-4";

function Months({ view, locale }: CoverageTableProps) {
  return (
    <ScrollRegion label={`Months of ${view.year}`}>
      <table className="w-full min-w-160 text-left align-top">
        <thead className="text-xs text-muted">
          <tr>
            {["Month", "Covered", "By several files", "Not covered", "Days with transactions", "Snapshots"].map((heading) => (
              <th key={heading} scope="col" className={HEAD}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {view.months.map((days) => (
            <MonthRow key={days[0]?.date} days={days} locale={locale} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function MonthRow({ days, locale }: { days: readonly CoverageDay[]; locale: string }) {
  const inState = (...states: DayState[]) => days.filter(({ state }) => states.includes(state));
  const estimated = inState("estimated");
  return (
    <tr className="align-top">
      <th scope="row" className={`${CELL} font-normal`}>
        {monthName(days[0]?.date ?? "", locale, "long")}
      </th>
      <td className={CELL}>
        {dayNumbers(inState("covered", "estimated", "overlap")) || "–"}
        {estimated.length > 0 && <span className="block text-xs text-muted">estimated: {dayNumbers(estimated)}</span>}
      </td>
      <td className={CELL}>{dayNumbers(inState("overlap")) || "–"}</td>
      <td className={CELL}>{dayNumbers(inState("gap")) || "–"}</td>
      <td className={CELL}>{dayNumbers(days.filter(({ rows }) => rows > 0)) || "–"}</td>
      <td className={CELL}>{dayNumbers(days.filter(({ snapshots }) => snapshots > 0)) || "–"}</td>
    </tr>
  );
}

function Files({ view, locale }: CoverageTableProps) {
  if (view.spans.length === 0) return <p className="text-muted">No file covers a day of {view.year}.</p>;
  return (
    <ul className="space-y-1.5">
      {view.spans.map((span) => (
        <li key={`${span.importId} ${span.from} ${span.to}`}>
          <Link href={`/accounts/${span.accountId}/import/${span.importId}` as Route} className="break-words text-link">
            {span.fileName}
          </Link>
          : {rangeText(span, locale)} <span className="text-muted">({dayCount(daysIn(span))})</span>
          {span.estimated && <span className="text-muted">, estimated: from its first to its last row</span>}
        </li>
      ))}
    </ul>
  );
}

"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import { cx } from "@/components/ui/class-names";
import type { CoverageDay } from "@/lib/imports/coverage";
import { dayText, monthName } from "./coverage-words";
import { DAY_STYLE } from "./day-style";

interface CoverageCalendarProps {
  year: number;
  months: readonly (readonly CoverageDay[])[];
  locale: string;
}

const STEPS: Readonly<Record<string, readonly [months: number, days: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
const LONGEST_MONTH = 31;

/**
 * A year, a month to a row, a day to a cell. One stop for the keyboard, arrows from there; what a cell shows by its look, it says in words
 * below, in its title and to a screen reader.
 */
export function CoverageCalendar({ year, months, locale }: CoverageCalendarProps) {
  const [current, setCurrent] = useState<readonly [number, number]>([0, 0]);
  const [shown, setShown] = useState<CoverageDay | null>(null);
  const table = useRef<HTMLTableElement>(null);

  function move(event: KeyboardEvent): void {
    const [month, day] = current;
    const step = STEPS[event.key];
    const target = step
      ? [month + step[0], day + step[1]]
      : event.key === "Home"
        ? [month, 0]
        : event.key === "End"
          ? [month, LONGEST_MONTH]
          : null;
    if (!target) return;
    event.preventDefault();
    const nextMonth = Math.min(Math.max(target[0] ?? 0, 0), 11);
    const nextDay = Math.min(Math.max(target[1] ?? 0, 0), (months[nextMonth]?.length ?? 1) - 1);
    table.current?.querySelector<HTMLElement>(`[data-day="${nextMonth}-${nextDay}"]`)?.focus();
  }

  return (
    <div className="space-y-2">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are moved between with the arrows
        role="grid"
        aria-label={`Days of ${year}`}
        className="w-full table-fixed border-separate border-spacing-px sm:border-spacing-0.5"
        onKeyDown={move}
        onMouseLeave={() => setShown(null)}
      >
        <thead className="text-xs text-muted">
          <tr>
            <td className="w-8 sm:w-11" />
            {Array.from({ length: LONGEST_MONTH }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the numbers themselves
              <th key={index} scope="col" className="p-0 text-center font-normal">
                <span className={cx("tabular", index % 5 !== 4 && index !== 0 && "sr-only")}>{index + 1}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((days, month) => (
            <tr key={days[0]?.date}>
              <th scope="row" className="pr-1 text-left text-xs font-normal text-muted">
                {monthName(days[0]?.date ?? "", locale, "short")}
              </th>
              {days.map((day, index) => (
                <td
                  key={day.date}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see the table
                  role="gridcell"
                  data-day={`${month}-${index}`}
                  tabIndex={current[0] === month && current[1] === index ? 0 : -1}
                  aria-label={dayText(day, locale)}
                  title={dayText(day, locale)}
                  onMouseEnter={() => setShown(day)}
                  onFocus={() => {
                    setCurrent([month, index]);
                    setShown(day);
                  }}
                  className={cx("relative h-5 rounded-xs p-0 sm:h-6", DAY_STYLE[day.state])}
                >
                  {day.snapshots > 0 && <span className="absolute top-0.5 left-1/2 size-1.5 -translate-x-1/2 rounded-full bg-current" />}
                  {day.rows > 0 && <span className="absolute inset-x-px bottom-0.5 h-1 rounded-full bg-current sm:inset-x-1" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p aria-hidden className="min-h-5 text-xs text-muted">
        {shown ? dayText(shown, locale) : "Point at a day, or go through them with the arrow keys, to read what there is."}
      </p>
    </div>
  );
}

"use client";
import type { Route } from "next";
import { useState } from "react";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { FigureCell } from "@/components/performance/figure-cell";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { formatMonth } from "@/components/ui/date-format";
import { Money } from "@/components/ui/money";
import { paymentSubject } from "@/lib/explain/row-subjects";
import type { DecimalString } from "@/lib/money/decimal";
import type { Figure, IncomeRow, IncomeView } from "@/lib/performance/schema";
import { type CalendarMonth, calendarYears } from "./income-words";

interface IncomeCalendarProps {
  view: Pick<IncomeView, "portfolioId" | "rows" | "months" | "ahead" | "baseCurrency">;
  locale: string;
}

/** A year on one page: who paid on which day, and who is expected to. */
export function IncomeCalendar({ view: { portfolioId, rows, months, ahead, baseCurrency }, locale }: IncomeCalendarProps) {
  const years = calendarYears(rows, ahead);
  const [chosen, setChosen] = useState<string | null>(null);
  const year =
    years.find((each) => each.year === chosen) ?? years.find((each) => each.months.some((month) => month.rows.length > 0)) ?? years[0];
  const totals = new Map(months.map(({ month, net }) => [month, net]));
  const expected = new Map(ahead.map(({ month, amount }) => [month, amount]));
  return (
    <Card
      title="Calendar"
      actions={years.length > 1 && <Years years={years.map((each) => each.year)} chosen={year?.year} onChoose={setChosen} />}
    >
      {year ? (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,12rem),1fr))] gap-3">
          {year.months.map((month) => (
            <Month
              key={month.month}
              portfolioId={portfolioId}
              month={month}
              total={totals.get(month.month) ?? null}
              expected={expected.get(month.month) ?? null}
              currency={baseCurrency}
              locale={locale}
            />
          ))}
        </ul>
      ) : (
        <p className="text-muted">Nothing was paid in this period.</p>
      )}
    </Card>
  );
}

function Years({ years, chosen, onChoose }: { years: readonly string[]; chosen: string | undefined; onChoose: (year: string) => void }) {
  return years.map((year) => (
    <Button
      key={year}
      variant="ghost"
      size="sm"
      aria-pressed={year === chosen}
      onClick={() => onChoose(year)}
      className={cx("tabular", year === chosen ? "bg-accent-wash text-accent-ink" : "text-muted")}
    >
      {year}
    </Button>
  ));
}

interface MonthProps {
  portfolioId: string;
  month: CalendarMonth;
  /** Null: the month isn’t in the period. */
  total: Figure | null;
  expected: DecimalString | null;
  currency: string;
  locale: string;
}

function Month({ portfolioId, month: { month, rows, expected: payers }, total, expected, currency, locale }: MonthProps) {
  const isEmpty = rows.length === 0 && payers.length === 0;
  return (
    <li
      className={cx(
        "min-w-0 rounded-md border p-3",
        rows.length === 0 && payers.length > 0 ? "border-dashed border-control" : "border-line",
        isEmpty && "bg-canvas",
      )}
    >
      <p className="flex items-baseline justify-between gap-2">
        <span className={isEmpty ? "text-muted" : "font-medium"} suppressHydrationWarning>
          {formatMonth(month, locale, "bare")}
        </span>
        <span className={rows.length > 0 ? "text-xs font-medium" : "text-xs text-muted"}>
          {rows.length > 0 && total && (
            <FigureCell figure={total} kind="amount" currency={currency} locale={locale} label={`what came in ${month}`} />
          )}
          {rows.length === 0 && expected !== null && (
            <>
              about{" "}
              <Explained
                figure="expected-income"
                subject={{ portfolio: portfolioId, from: `${month}-01` }}
                label={`what is expected in ${month}`}
              >
                <Money value={expected} currency={currency} locale={locale} />
              </Explained>
            </>
          )}
        </span>
      </p>
      <ul className="mt-1.5 grid grid-cols-[minmax(0,1fr)] gap-0.5 text-xs">
        {rows.slice(0, SHOWN).map((row) => (
          <Payment key={row.transactionId} portfolioId={portfolioId} row={row} locale={locale} />
        ))}
        {rows.length > SHOWN && <li className="text-muted">and {rows.length - SHOWN} more, listed below</li>}
        {payers.map((payer) => (
          <li key={payer} className="flex gap-1.5 text-muted">
            <span className="w-5 shrink-0 text-right">~</span>
            <span className="truncate">{payer}, expected</span>
          </li>
        ))}
        {isEmpty && <li className="text-muted">Nothing</li>}
      </ul>
    </li>
  );
}

const SHOWN = 8;

function Payment({ portfolioId, row, locale }: { portfolioId: string; row: IncomeRow; locale: string }) {
  return (
    <li className="flex gap-1.5">
      <span className="tabular w-5 shrink-0 text-right text-muted">{Number(row.at.slice(8, 10))}</span>
      <MomentLink
        href={`/accounts/${row.accountId}/transactions/${row.transactionId}` as Route}
        className="min-w-0 flex-1 truncate hover:underline"
      >
        {row.payer}
      </MomentLink>
      <Explained figure="payment" subject={paymentSubject({ portfolio: portfolioId }, row)} label={`what ${row.payer} paid`}>
        <Money value={row.net} currency={row.currency} locale={locale} className="text-muted" />
      </Explained>
    </li>
  );
}

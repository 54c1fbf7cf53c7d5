"use client";
import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { MomentLink } from "@/components/moment/moment-link";
import { FigureValue } from "@/components/performance/figure-value";
import { createAppColumnHelper } from "@/components/table/app-table";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { paymentSubject, type RowScope } from "@/lib/explain/row-subjects";
import type { IncomeRow } from "@/lib/performance/schema";
import { incomeKind } from "./income-words";

const column = createAppColumnHelper<IncomeRow>();
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;
const AMOUNT = { sortFn: "amount", sortUndefined: "last", sortDescFirst: true } as const;

interface Shown {
  scope: RowScope;
  currency: string;
  locale: string;
  timeZone: string;
}

/** The columns of what was paid. Amounts are in the row's currency, the last one in the portfolio's. */
export function incomeColumns({ scope, currency, locale, timeZone }: Shown) {
  return column.columns([
    column.accessor("at", {
      ...WORD,
      sortDescFirst: true,
      header: "Date",
      meta: { label: "Date", from: "medium" },
      cell: ({ row: { original: row } }) => (
        <MomentLink href={`/accounts/${row.accountId}/transactions/${row.transactionId}` as Route} className="hover:underline">
          <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />
        </MomentLink>
      ),
    }),
    column.accessor("payer", {
      ...WORD,
      header: "Payer",
      meta: { label: "Payer", grows: "always" },
      cell: ({ row: { original: row } }) => (
        <>
          <InstrumentLink id={row.instrumentId} className="block truncate font-medium">
            {row.payer}
          </InstrumentLink>
          <span className="block truncate text-xs text-muted @2xl:hidden">
            <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} /> · {incomeKind(row.kind)}
          </span>
        </>
      ),
    }),
    column.accessor((row) => incomeKind(row.kind), { id: "kind", ...WORD, header: "Kind", meta: { label: "Kind", from: "medium" } }),
    column.accessor("gross", {
      ...AMOUNT,
      header: "Gross",
      meta: { label: "Gross", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) => <Money value={row.gross} currency={row.currency} locale={locale} />,
    }),
    column.accessor("withheld", {
      ...AMOUNT,
      header: "Withheld",
      meta: { label: "Withheld", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) => <Money value={row.withheld} currency={row.currency} locale={locale} />,
    }),
    column.accessor("net", {
      ...AMOUNT,
      header: "Net",
      meta: { label: "Net", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => (
        <Explained figure="payment" subject={paymentSubject(scope, row)} label={`what ${row.payer} paid`}>
          <Money value={row.net} currency={row.currency} locale={locale} />
        </Explained>
      ),
    }),
    column.accessor((row) => row.netBase.amount ?? undefined, {
      id: "netBase",
      ...AMOUNT,
      header: `Net in ${currency}`,
      meta: { label: `Net in ${currency}`, numeric: true },
      cell: ({ row: { original: row } }) => (
        <Explained figure="payment-base" subject={paymentSubject(scope, row)} label={`what ${row.payer} paid in ${currency}`}>
          <FigureValue figure={row.netBase} kind="amount" currency={currency} locale={locale} />
        </Explained>
      ),
    }),
  ]);
}

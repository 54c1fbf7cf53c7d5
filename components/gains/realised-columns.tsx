"use client";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Explained } from "@/components/explain/explained";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { MomentLink } from "@/components/moment/moment-link";
import { FigureValue } from "@/components/performance/figure-value";
import { createAppColumnHelper } from "@/components/table/app-table";
import { DateTime } from "@/components/ui/date-time";
import { Gain, Money, Quantity } from "@/components/ui/money";
import { type RowScope, saleSubject } from "@/lib/explain/row-subjects";
import type { FigureName } from "@/lib/explain/schema";
import { decimal } from "@/lib/money/decimal";
import type { GainRow } from "@/lib/performance/schema";
import { UnknownCost } from "./unknown-cost";

const column = createAppColumnHelper<GainRow>();
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;
const AMOUNT = { sortFn: "amount", sortUndefined: "last", sortDescFirst: true } as const;

/** Amounts of the row's own currency. */
const AMOUNTS: readonly { key: "proceeds" | "cost" | "charges"; label: string; from: "medium" | "wide" | "widest" }[] = [
  { key: "proceeds", label: "Proceeds", from: "medium" },
  { key: "cost", label: "Cost", from: "medium" },
  { key: "charges", label: "Charges", from: "widest" },
];

/** The columns of closed lots: what a tax form asks for, in its order. */
export function realisedColumns(scope: RowScope, currency: string, locale: string) {
  const day = (value: string) => <DateTime value={value.slice(0, 10)} dateOnly locale={locale} />;
  const explained = (row: GainRow, figure: FigureName, label: string, value: ReactNode) => (
    <Explained figure={figure} subject={saleSubject(scope, row)} label={`${label} of ${row.symbol}`}>
      {value}
    </Explained>
  );
  return column.columns([
    column.accessor("symbol", {
      ...WORD,
      header: "Asset",
      meta: { label: "Asset", grows: "always" },
      cell: ({ row: { original: row } }) => (
        <>
          <InstrumentLink id={row.instrumentId} className="block truncate font-medium">
            {row.symbol}
          </InstrumentLink>
          <span className="block truncate text-xs text-muted">{[row.isin, row.name].filter(Boolean).join(" · ") || row.accountName}</span>
          <span className="block text-xs text-muted @2xl:hidden">
            <Quantity value={row.quantity} locale={locale} />, {day(row.acquired)} to {day(row.disposed)}
          </span>
        </>
      ),
    }),
    column.accessor("accountName", {
      ...WORD,
      header: "Account",
      meta: { label: "Account", from: "widest" },
      cell: ({ getValue }) => <span className="block max-w-36 truncate">{getValue()}</span>,
    }),
    column.accessor("quantity", {
      ...AMOUNT,
      header: "Quantity",
      meta: { label: "Quantity", numeric: true, from: "medium" },
      cell: ({ getValue }) => <Quantity value={getValue()} locale={locale} />,
    }),
    column.accessor("acquired", {
      ...WORD,
      header: "Acquired",
      meta: { label: "Acquired", from: "medium" },
      cell: ({ getValue }) => day(getValue()),
    }),
    column.accessor("disposed", {
      ...WORD,
      header: "Sold",
      meta: { label: "Sold", from: "medium" },
      cell: ({ row: { original: row } }) => (
        <MomentLink href={`/accounts/${row.accountId}/transactions/${row.transactionId}` as Route} className="hover:underline">
          {day(row.disposed)}
        </MomentLink>
      ),
    }),
    column.accessor((row) => decimal(String(row.daysHeld)), {
      id: "daysHeld",
      ...AMOUNT,
      header: "Days",
      meta: { label: "Days", numeric: true, from: "wider" },
    }),
    ...AMOUNTS.map(({ key, label, from }) =>
      column.accessor(key, {
        ...AMOUNT,
        header: label,
        meta: { label, numeric: true, from },
        cell: ({ row: { original: row } }) => (
          <>
            {explained(row, `sale-${key}`, label, <Money value={row[key]} currency={row.currency} locale={locale} />)}
            {key === "cost" && !row.costKnown && <UnknownCost />}
          </>
        ),
      }),
    ),
    column.accessor("gain", {
      ...AMOUNT,
      header: "Gain",
      meta: { label: "Gain", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        explained(row, "sale-gain", "Gain", <Gain value={row.gain} currency={row.currency} locale={locale} />),
    }),
    column.accessor((row) => row.fxBase.amount ?? undefined, {
      id: "fxBase",
      ...AMOUNT,
      header: "Of it by rates",
      meta: { label: "Of it by rates", numeric: true, from: "wider" },
      cell: ({ row: { original: row } }) =>
        explained(row, "sale-fx", "Exchange rates", <FigureValue figure={row.fxBase} kind="gain" currency={currency} locale={locale} />),
    }),
    column.accessor((row) => row.gainBase.amount ?? undefined, {
      id: "gainBase",
      ...AMOUNT,
      header: `Gain in ${currency}`,
      meta: { label: `Gain in ${currency}`, numeric: true },
      cell: ({ row: { original: row } }) => (
        <>
          {explained(
            row,
            "sale-gain-base",
            `Gain in ${currency}`,
            <FigureValue figure={row.gainBase} kind="gain" currency={currency} locale={locale} />,
          )}
          {!row.costKnown && (
            <span className="@2xl:hidden">
              <UnknownCost />
            </span>
          )}
        </>
      ),
    }),
  ]);
}

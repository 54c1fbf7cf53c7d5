"use client";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Explained } from "@/components/explain/explained";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { MomentLink } from "@/components/moment/moment-link";
import { FigureValue } from "@/components/performance/figure-value";
import { createAppColumnHelper } from "@/components/table/app-table";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { lotSubject, type RowScope } from "@/lib/explain/row-subjects";
import type { FigureName } from "@/lib/explain/schema";
import type { OpenLotRow } from "@/lib/performance/schema";
import { UnknownCost } from "./unknown-cost";

const column = createAppColumnHelper<OpenLotRow>();
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;
const AMOUNT = { sortFn: "amount", sortUndefined: "last", sortDescFirst: true } as const;

/** The columns of open lots. */
export function openLotColumns(scope: RowScope, currency: string, locale: string) {
  const explained = (row: OpenLotRow, figure: FigureName, label: string, value: ReactNode) => (
    <Explained figure={figure} subject={lotSubject(scope, row)} label={`${label} of ${row.symbol}`}>
      {value}
    </Explained>
  );
  const day = (value: string) => <DateTime value={value.slice(0, 10)} dateOnly locale={locale} />;
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
          <span className="block truncate text-xs text-muted @2xl:hidden">
            <Quantity value={row.quantity} locale={locale} /> since {day(row.acquired)}
          </span>
        </>
      ),
    }),
    column.accessor("accountName", {
      ...WORD,
      header: "Account",
      meta: { label: "Account", from: "wide" },
      cell: ({ getValue }) => <span className="block max-w-48 truncate">{getValue()}</span>,
    }),
    column.accessor("acquired", {
      ...WORD,
      header: "Acquired",
      meta: { label: "Acquired", from: "medium" },
      cell: ({ row: { original: row } }) => (
        <MomentLink href={originOf(row)} className="hover:underline">
          {day(row.acquired)}
        </MomentLink>
      ),
    }),
    column.accessor("quantity", {
      ...AMOUNT,
      header: "Quantity",
      meta: { label: "Quantity", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => explained(row, "lot-quantity", "Units", <Quantity value={row.quantity} locale={locale} />),
    }),
    column.accessor("cost", {
      ...AMOUNT,
      header: "Cost",
      meta: { label: "Cost", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => (
        <>
          {explained(row, "lot-cost", "Cost", <Money value={row.cost} currency={row.currency} locale={locale} />)}
          {!row.costKnown && <UnknownCost />}
        </>
      ),
    }),
    column.accessor((row) => row.value.amount ?? undefined, {
      id: "value",
      ...AMOUNT,
      header: "Value",
      meta: { label: "Value", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        explained(row, "lot-value", "Value", <FigureValue figure={row.value} kind="amount" currency={row.currency} locale={locale} />),
    }),
    column.accessor((row) => row.gain.amount ?? undefined, {
      id: "gain",
      ...AMOUNT,
      header: "Gain",
      meta: { label: "Gain", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) =>
        explained(
          row,
          "lot-gain",
          "Unrealised gain",
          <FigureValue figure={row.gain} kind="gain" currency={row.currency} locale={locale} />,
        ),
    }),
    column.accessor((row) => row.gainBase.amount ?? undefined, {
      id: "gainBase",
      ...AMOUNT,
      header: `Gain in ${currency}`,
      meta: { label: `Gain in ${currency}`, numeric: true },
      cell: ({ row: { original: row } }) =>
        explained(
          row,
          "lot-gain-base",
          `Unrealised gain in ${currency}`,
          <FigureValue figure={row.gainBase} kind="gain" currency={currency} locale={locale} />,
        ),
    }),
  ]);
}

/** The row that opened a lot; where an account has lists and no ledger, its holdings. */
const originOf = ({ accountId, transactionId }: OpenLotRow): Route =>
  (/^\d+$/.test(transactionId) ? `/accounts/${accountId}/transactions/${transactionId}` : `/accounts/${accountId}/holdings`) as Route;

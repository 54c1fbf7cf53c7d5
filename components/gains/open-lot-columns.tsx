"use client";
import type { Route } from "next";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { MomentLink } from "@/components/moment/moment-link";
import { FigureCell } from "@/components/performance/figure-cell";
import { createAppColumnHelper } from "@/components/table/columns";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import type { OpenLotRow } from "@/lib/performance/schema";
import { UnknownCost } from "./unknown-cost";

const column = createAppColumnHelper<OpenLotRow>();
const WORD = { sortFn: "word", sortDescFirst: false } as const;
const AMOUNT = { sortFn: "amount", sortDescFirst: true } as const;

/** The columns of open lots. */
export function openLotColumns(currency: string, locale: string) {
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
        <MomentLink href={`/accounts/${row.accountId}/transactions/${row.transactionId}` as Route} className="hover:underline">
          {day(row.acquired)}
        </MomentLink>
      ),
    }),
    column.accessor("quantity", {
      ...AMOUNT,
      header: "Quantity",
      meta: { label: "Quantity", numeric: true, from: "medium" },
      cell: ({ getValue }) => <Quantity value={getValue()} locale={locale} />,
    }),
    column.accessor("cost", {
      ...AMOUNT,
      header: "Cost",
      meta: { label: "Cost", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => (
        <>
          <Money value={row.cost} currency={row.currency} locale={locale} />
          {!row.costKnown && <UnknownCost />}
        </>
      ),
    }),
    column.accessor((row) => row.value.amount ?? undefined, {
      id: "value",
      ...AMOUNT,
      header: "Value",
      meta: { label: "Value", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) => (
        <FigureCell figure={row.value} kind="amount" currency={row.currency} locale={locale} label={`Value of ${row.symbol}`} />
      ),
    }),
    column.accessor((row) => row.gain.amount ?? undefined, {
      id: "gain",
      ...AMOUNT,
      header: "Gain",
      meta: { label: "Gain", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => (
        <FigureCell figure={row.gain} kind="gain" currency={row.currency} locale={locale} label={`Unrealised gain of ${row.symbol}`} />
      ),
    }),
    column.accessor((row) => row.gainBase.amount ?? undefined, {
      id: "gainBase",
      ...AMOUNT,
      header: `Gain in ${currency}`,
      meta: { label: `Gain in ${currency}`, numeric: true },
      cell: ({ row: { original: row } }) => (
        <FigureCell
          figure={row.gainBase}
          kind="gain"
          currency={currency}
          locale={locale}
          label={`Unrealised gain of ${row.symbol} in ${currency}`}
        />
      ),
    }),
  ]);
}

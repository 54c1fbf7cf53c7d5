"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Explained } from "@/components/explain/explained";
import { holdingSubject } from "@/components/explain/subjects";
import { MomentLink } from "@/components/moment/moment-link";
import { createAppColumnHelper } from "@/components/table/app-table";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import type { HoldingView } from "@/lib/holdings/schema";
import { GainLines } from "./gain-lines";
import { HoldingActions } from "./holding-actions";
import type { HoldingFormContext } from "./holding-form";

export interface ColumnContext {
  locale: string;
  timeZone: string;
  /** The list that is shown, where it isn't the newest. */
  snapshot: string | undefined;
  /** Several accounts in one table: a column says which. */
  showsAccount: boolean;
  /** Some rows were entered by hand and can be edited. */
  hasActions: boolean;
  labelOf: (assetType: string) => string;
  form: HoldingFormContext;
}

const column = createAppColumnHelper<HoldingView>();
/** Figures that are missing sort last in either direction. */
const AMOUNT = { sortFn: "amount", sortUndefined: "last", sortDescFirst: true } as const;
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;

const FIGURE_LABELS = {
  quantity: "Quantity",
  "average-price": "Average price",
  cost: "Cost",
  "market-value": "Market value",
  gain: "Gain",
  "gain-percent": "Gain in percent",
} as const;

/** Rows that a person entered can be changed; a broker's list and what the ledger yields can't. */
export const isEditable = (row: HoldingView): row is HoldingView & { id: string } => row.origin === "manual" && row.id !== null;

/** The columns of the holdings. */
export function holdingColumns({ locale, timeZone, snapshot, showsAccount, hasActions, labelOf, form }: ColumnContext) {
  const explained = (row: HoldingView, figure: keyof typeof FIGURE_LABELS, number: ReactNode) => (
    <Explained figure={figure} subject={holdingSubject(row, snapshot)} label={`${FIGURE_LABELS[figure]} of ${row.symbol}`}>
      {number}
    </Explained>
  );
  const gain = (row: HoldingView) => (
    <GainLines
      value={row.gain}
      percent={row.gainPercent}
      currency={row.currency}
      reason={row.reasons.gain}
      locale={locale}
      explained={(figure, number) => explained(row, figure, number)}
    />
  );
  // A column for the account leaves no room for what every row's amounts say as well.
  const spare = showsAccount ? "widest" : "wider";
  return column.columns([
    column.accessor("symbol", {
      ...WORD,
      header: "Asset",
      enableHiding: false,
      meta: { label: "Asset", grows: "always" },
      cell: ({ row: { original: row } }) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2">
            <MomentLink
              href={`/accounts/${row.accountId}/transactions?q=${encodeURIComponent(row.symbol)}` as Route}
              className="truncate font-medium hover:underline"
            >
              {row.symbol}
            </MomentLink>
            {row.origin !== "broker" && <Badge>{row.origin === "manual" ? "By hand" : "From the ledger"}</Badge>}
          </span>
          {row.name && <span className="block truncate text-xs text-muted">{row.name}</span>}
          <span className="block truncate text-xs text-muted @2xl:hidden">
            {row.assetType === "cash" ? (
              labelOf(row.assetType)
            ) : (
              <>
                <Quantity value={row.quantity} locale={locale} />
                {row.isin && ` · ${row.isin}`}
              </>
            )}
          </span>
        </>
      ),
    }),
    column.accessor((row) => labelOf(row.assetType), {
      id: "assetType",
      ...WORD,
      header: "Asset type",
      meta: { label: "Asset type", from: "wide" },
    }),
    column.accessor((row) => row.isin ?? undefined, {
      id: "isin",
      ...WORD,
      header: "ISIN",
      meta: { label: "ISIN", from: "wider" },
      cell: ({ row }) =>
        row.original.isin ? (
          <Link href={`/instruments?q=${encodeURIComponent(row.original.isin)}` as Route} className="hover:underline">
            {row.original.isin}
          </Link>
        ) : (
          <NotAvailable reason={row.original.assetType === "cash" ? "cash has none" : "it is not known"} />
        ),
    }),
    ...(showsAccount
      ? [
          column.accessor("accountName", {
            id: "account",
            ...WORD,
            header: "Account",
            meta: { label: "Account", from: "wide" },
            cell: ({ getValue }) => <span className="block max-w-36 truncate">{getValue()}</span>,
          }),
        ]
      : []),
    column.accessor("quantity", {
      ...AMOUNT,
      header: "Quantity",
      meta: { label: "Quantity", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) => explained(row, "quantity", <Quantity value={row.quantity} locale={locale} />),
    }),
    column.accessor((row) => row.avgPrice ?? undefined, {
      id: "avgPrice",
      ...AMOUNT,
      header: "Average price",
      meta: { label: "Average price", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        explained(
          row,
          "average-price",
          <Money value={row.avgPrice} currency={row.currency} kind="price" reason={row.reasons.avgPrice} locale={locale} />,
        ),
    }),
    column.accessor("currency", { ...WORD, header: "Currency", meta: { label: "Currency", from: spare } }),
    column.accessor((row) => row.costValue ?? undefined, {
      id: "cost",
      ...AMOUNT,
      header: "Cost",
      meta: { label: "Cost", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        explained(row, "cost", <Money value={row.costValue} currency={row.currency} reason={row.reasons.costValue} locale={locale} />),
    }),
    column.accessor((row) => row.marketValue ?? undefined, {
      id: "marketValue",
      ...AMOUNT,
      header: "Market value",
      meta: { label: "Market value", numeric: true },
      cell: ({ row: { original: row } }) => (
        <>
          {explained(
            row,
            "market-value",
            <Money
              value={row.marketValue}
              currency={row.currency}
              reason={row.reasons.marketValue}
              locale={locale}
              className="font-medium"
            />,
          )}
          {row.marketValue !== null && row.reasons.marketValue && (
            <span className="block text-xs whitespace-normal text-muted">{row.reasons.marketValue}</span>
          )}
          {row.gain !== null && <span className="block text-xs @2xl:hidden">{gain(row)}</span>}
        </>
      ),
    }),
    column.accessor((row) => row.gain ?? undefined, {
      id: "gain",
      ...AMOUNT,
      header: "Gain",
      meta: { label: "Gain", numeric: true, from: "medium" },
      cell: ({ row }) => gain(row.original),
    }),
    column.accessor("asOf", {
      ...WORD,
      sortDescFirst: true,
      header: "As of",
      meta: { label: "As of", from: "wider" },
      cell: ({ row: { original: row } }) => <DateTime value={row.asOf} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />,
    }),
    ...(hasActions
      ? [
          column.display({
            id: "actions",
            header: "Actions",
            enableHiding: false,
            enableSorting: false,
            meta: { label: "Actions", quiet: true },
            cell: ({ row }) =>
              isEditable(row.original) ? <HoldingActions holding={row.original} id={row.original.id} form={form} /> : null,
          }),
        ]
      : []),
  ]);
}

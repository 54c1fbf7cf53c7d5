"use client";
import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { createAppColumnHelper } from "@/components/table/app-table";
import type { Choice } from "@/components/table/check-group";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import { sign } from "@/lib/money/decimal";
import type { TransactionView } from "@/lib/transactions/view";
import { RowActions } from "./row-actions";
import { TradeTypeLabel } from "./trade-type-label";
import { TransactionBadges } from "./transaction-badges";

export interface ColumnContext {
  locale: string;
  timeZone: string;
  /** The words for what rows do. */
  tradeTypes: readonly Choice[];
  /** Several accounts in one table: a column says which. */
  showsAccount: boolean;
  /** Rows can be edited and deleted: not in the past. */
  hasActions: boolean;
  /** A row was deleted, or is back: rows that were loaded by scrolling are not rendered anew by the server. */
  onGone: (id: string, isGone: boolean) => void;
}

const column = createAppColumnHelper<TransactionView>();

/** Whether a row is about money alone: its units would repeat its amount, and its price would always be 1. */
const isCash = (row: TransactionView) => row.assetType === "cash" && row.symbol === row.currency;
const symbol = (row: TransactionView) => (isCash(row) ? "Cash" : row.symbol);
const CASH_HAS_NONE = "money has no units";
const NO_UNITS = "this row changes no units";

/** The columns of the ledger. The server sorts: only the date can be turned round. */
export function transactionColumns({ locale, timeZone, tradeTypes, showsAccount, hasActions, onGone }: ColumnContext) {
  const date = (row: TransactionView) => <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />;
  const labels = new Map(tradeTypes.map(({ value, label }) => [value, label]));
  const tradeTypeLabel = ({ tradeType }: TransactionView) => <TradeTypeLabel tradeType={tradeType} label={labels.get(tradeType)} />;
  return column.columns([
    column.accessor("at", {
      header: "Date",
      sortDescFirst: true,
      enableHiding: false,
      meta: { label: "Date", grows: "narrow" },
      cell: ({ row: { original: row } }) => (
        <>
          {/* The link covers its whole row: one target for a pointer, one stop for the keyboard. */}
          <MomentLink
            href={`/accounts/${row.accountId}/transactions/${row.id}` as Route}
            className="font-medium after:absolute after:inset-0"
          >
            {date(row)}
          </MomentLink>
          <span className="block space-y-0.5 @2xl:hidden">
            <span className="flex items-center gap-1.5">
              {tradeTypeLabel(row)} <span className="truncate">{symbol(row)}</span>
            </span>
            <span className="flex flex-wrap gap-1 empty:hidden">
              <TransactionBadges row={row} />
            </span>
          </span>
        </>
      ),
    }),
    column.accessor("tradeType", {
      header: "Type",
      enableSorting: false,
      meta: { label: "Type", from: "medium" },
      cell: ({ row }) => tradeTypeLabel(row.original),
    }),
    column.accessor("symbol", {
      header: "Instrument",
      enableSorting: false,
      meta: { label: "Instrument", grows: "always", from: "medium" },
      cell: ({ row: { original: row } }) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="truncate font-medium">{symbol(row)}</span>
            <TransactionBadges row={row} />
          </span>
          {(row.name ?? row.note) && <span className="block truncate text-xs text-muted">{row.name ?? row.note}</span>}
        </>
      ),
    }),
    ...(showsAccount
      ? [
          column.accessor("accountName", {
            id: "account",
            header: "Account",
            enableSorting: false,
            meta: { label: "Account", from: "wide" },
            cell: ({ getValue }) => <span className="block max-w-40 truncate">{getValue()}</span>,
          }),
        ]
      : []),
    column.accessor("quantity", {
      header: "Quantity",
      enableSorting: false,
      meta: { label: "Quantity", numeric: true, from: "medium" },
      cell: ({ row: { original: row } }) =>
        isCash(row) || sign(row.quantity) === 0 ? (
          <NotAvailable reason={isCash(row) ? CASH_HAS_NONE : NO_UNITS} />
        ) : (
          <Quantity value={row.quantity} signed locale={locale} />
        ),
    }),
    column.accessor("price", {
      header: "Price",
      enableSorting: false,
      meta: { label: "Price", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        isCash(row) || sign(row.price) === 0 ? (
          <NotAvailable reason={isCash(row) ? CASH_HAS_NONE : "this row has no price"} />
        ) : (
          <Money value={row.price} currency={row.currency} kind="price" locale={locale} />
        ),
    }),
    column.accessor("netAmount", {
      id: "amount",
      header: "Amount",
      enableSorting: false,
      meta: { label: "Amount", numeric: true },
      cell: ({ row: { original: row } }) => (
        <>
          <Explained figure="net-amount" subject={{ transaction: row.id }} label={`Amount of ${symbol(row)}`}>
            <Money value={row.netAmount} currency={row.currency} signed locale={locale} className="font-medium" />
          </Explained>
          {!isCash(row) && sign(row.quantity) !== 0 && (
            <span className="block text-xs text-muted @2xl:hidden">
              <Quantity value={row.quantity} signed locale={locale} /> units
            </span>
          )}
        </>
      ),
    }),
    column.accessor("charges", {
      header: "Charges",
      enableSorting: false,
      meta: { label: "Charges", numeric: true, from: "wide" },
      cell: ({ row: { original: row } }) =>
        sign(row.charges) === 0 ? (
          <NotAvailable reason="no charges" />
        ) : (
          <Money value={row.charges} currency={row.currency} locale={locale} />
        ),
    }),
    ...(hasActions
      ? [
          column.display({
            id: "actions",
            header: "Actions",
            enableHiding: false,
            meta: { label: "Actions", quiet: true },
            cell: ({ row }) => <RowActions row={row.original} onGone={onGone} />,
          }),
        ]
      : []),
  ]);
}

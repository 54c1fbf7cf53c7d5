"use client";
import type { Route } from "next";
import Link from "next/link";
import { Explained } from "@/components/explain/explained";
import { createAppColumnHelper } from "@/components/table/app-table";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Quantity } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import type { InstrumentRow } from "./instrument-row";

const column = createAppColumnHelper<InstrumentRow>();
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;

/** The columns of the instruments. */
export const instrumentColumns = (locale: string) =>
  column.columns([
    column.accessor("symbol", {
      ...WORD,
      header: "Instrument",
      meta: { label: "Instrument", grows: "always" },
      cell: ({ row: { original: row } }) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2">
            <Link href={`/instruments/${row.id}` as Route} className="truncate font-medium hover:underline">
              {row.symbol}
            </Link>
            {row.warnings.length > 0 && (
              <Badge tone="warning" icon={<Icon name="triangle-alert" />} title={row.warnings.join("\n")}>
                Check digit
              </Badge>
            )}
          </span>
          {row.name && <span className="block truncate text-xs text-muted">{row.name}</span>}
          <span className="block truncate text-xs text-muted @2xl:hidden">{row.isin || row.type}</span>
        </>
      ),
    }),
    column.accessor((row) => row.isin || undefined, {
      id: "isin",
      ...WORD,
      header: "ISIN",
      meta: { label: "ISIN", from: "medium" },
      cell: ({ row }) =>
        row.original.isin ? <span className="tabular">{row.original.isin}</span> : <NotAvailable reason="none is known" />,
    }),
    column.accessor("type", { ...WORD, header: "Asset type", meta: { label: "Asset type", from: "wide" } }),
    column.accessor((row) => row.accounts || undefined, {
      id: "accounts",
      ...WORD,
      header: "Held in",
      meta: { label: "Held in", from: "medium" },
      cell: ({ row }) =>
        row.original.accounts ? (
          <span className="block max-w-64 truncate">{row.original.accounts}</span>
        ) : (
          <span className="text-muted">Not held</span>
        ),
    }),
    column.accessor("units", {
      sortFn: "amount",
      sortDescFirst: true,
      header: "Units",
      meta: { label: "Units", numeric: true },
      cell: ({ row: { original: row } }) => (
        <Explained figure="held-units" subject={{ instrument: row.id }} label="units held">
          <Quantity value={row.units} locale={locale} />
        </Explained>
      ),
    }),
  ]);

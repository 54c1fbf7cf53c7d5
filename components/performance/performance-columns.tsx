"use client";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { createAppColumnHelper } from "@/components/table/app-table";
import { Quantity } from "@/components/ui/money";
import type { InstrumentPerformance } from "@/lib/performance/schema";
import { FigureCell } from "./figure-cell";
import type { FigureKind } from "./figure-value";

const column = createAppColumnHelper<InstrumentPerformance>();
const WORD = { sortFn: "word", sortUndefined: "last", sortDescFirst: false } as const;

type FigureKey = "valueFrom" | "valueTo" | "flows" | "price" | "income" | "charges" | "fx" | "total" | "xirr";
/** In the order of the columns: what it was worth, what came in, what it did, what it is worth. */
const FIGURES: readonly { key: FigureKey; label: string; kind: FigureKind; from?: "medium" | "wide" | "wider" | "widest" }[] = [
  { key: "valueFrom", label: "Value before", kind: "amount", from: "wider" },
  { key: "flows", label: "Bought less sold", kind: "amount", from: "wider" },
  { key: "price", label: "Price", kind: "gain", from: "wide" },
  { key: "income", label: "Income", kind: "amount", from: "wide" },
  { key: "charges", label: "Charges", kind: "amount", from: "widest" },
  { key: "fx", label: "Exchange rates", kind: "gain", from: "wide" },
  { key: "valueTo", label: "Value", kind: "amount", from: "medium" },
  { key: "total", label: "Gain", kind: "gain" },
  { key: "xirr", label: "Per year", kind: "return", from: "medium" },
];

/** What a column is called where its figure is explained: a link called Income leads to the page of that name. */
const EXPLAINED: Partial<Record<FigureKey, string>> = { income: "Dividends and interest" };

/** The columns of what each instrument did in a period. */
export function performanceColumns(currency: string, locale: string) {
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
          <span className="block truncate text-xs text-muted">
            {row.name && `${row.name} · `}
            <Quantity value={row.quantity} locale={locale} />
          </span>
        </>
      ),
    }),
    ...FIGURES.map(({ key, label, kind, from }) =>
      column.accessor((row) => row[key].amount ?? undefined, {
        id: key,
        header: label,
        sortFn: "amount",
        sortUndefined: "last",
        sortDescFirst: true,
        meta: { label, numeric: true, from },
        cell: ({ row: { original: row } }) => (
          <>
            <FigureCell
              figure={row[key]}
              kind={kind}
              currency={currency}
              locale={locale}
              label={`${EXPLAINED[key] ?? label} of ${row.symbol}`}
            />
            {key === "total" && (
              <span className="block text-xs @2xl:hidden">
                <FigureCell figure={row.xirr} kind="return" currency={currency} locale={locale} label={`Per year of ${row.symbol}`} />
              </span>
            )}
          </>
        ),
      }),
    ),
  ]);
}

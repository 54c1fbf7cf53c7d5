"use client";
import { FigureCell } from "@/components/performance/figure-cell";
import type { AppTable } from "@/components/table/app-table";
import { cellClass } from "@/components/table/cell-class";
import { cx } from "@/components/ui/class-names";
import type { GainRow, GainsView } from "@/lib/performance/schema";

interface RealisedTotalsProps {
  table: AppTable<GainRow>;
  totals: GainsView["totals"];
  currency: string;
  locale: string;
}

const TOTALS = { proceeds: "amount", cost: "amount", charges: "amount", gainBase: "gain", fxBase: "gain" } as const;
const FIGURE = { proceeds: "proceeds", cost: "cost", charges: "charges", gainBase: "gain", fxBase: "fx" } as const;
const LABEL = {
  proceeds: "all proceeds",
  cost: "the whole cost",
  charges: "all charges",
  gainBase: "the whole gain",
  fxBase: "the effect of exchange rates",
} as const;

/** The sums, all of them in the portfolio's currency: the columns above are each in their row's. */
export function RealisedTotals({ table, totals, currency, locale }: RealisedTotalsProps) {
  return (
    <tr>
      {table.getVisibleLeafColumns().map(({ id, columnDef: { meta } }) => {
        const className = cx("bg-sunken px-2 py-2.5 font-medium first:pl-4 last:pr-4", cellClass(meta));
        if (id === "symbol")
          return (
            <th key={id} scope="row" className={className}>
              Sum in {currency}
            </th>
          );
        const key = id as keyof typeof TOTALS;
        return (
          <td key={id} className={className}>
            {key in TOTALS && (
              <FigureCell figure={totals[FIGURE[key]]} kind={TOTALS[key]} currency={currency} locale={locale} label={LABEL[key]} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

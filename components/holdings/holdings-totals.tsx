"use client";
import type { ReactNode } from "react";
import { Explained } from "@/components/explain/explained";
import type { AppTable } from "@/components/table/app-table";
import { cellClass } from "@/components/table/cell-class";
import { cx } from "@/components/ui/class-names";
import { Gain, Money } from "@/components/ui/money";
import type { ExplainSubject, FigureName } from "@/lib/explain/schema";
import type { HoldingsTotal, HoldingView } from "@/lib/holdings/schema";

interface HoldingsTotalsProps {
  table: AppTable<HoldingView>;
  /** Of the rows that are shown. */
  totals: readonly HoldingsTotal[];
  /** Whose totals they are; null where they are only of what a filter leaves. */
  subject: ExplainSubject | null;
  locale: string;
}

/** One line per currency under the table: nothing here converts between them. */
export function HoldingsTotals({ table, totals, subject, locale }: HoldingsTotalsProps) {
  return totals.map((total) => (
    <tr key={total.currency}>
      {table.getVisibleLeafColumns().map((column, index) => {
        const className = cx("bg-sunken px-2 py-2 align-top first:pl-4 last:pr-4", cellClass(column.columnDef.meta));
        return index === 0 ? (
          <th key={column.id} scope="row" className={cx(className, "font-medium")}>
            Total {total.currency}
            {incomplete(total) && <span className="block text-xs font-normal whitespace-normal text-muted">{incomplete(total)}</span>}
          </th>
        ) : (
          <td key={column.id} className={className}>
            <TotalCell column={column.id} total={total} subject={subject} locale={locale} />
          </td>
        );
      })}
    </tr>
  ));
}

interface TotalCellProps extends Pick<HoldingsTotalsProps, "subject" | "locale"> {
  column: string;
  total: HoldingsTotal;
}

function TotalCell({ column, total, subject, locale }: TotalCellProps) {
  const { currency } = total;
  const explained = (figure: FigureName, label: string, number: ReactNode) =>
    subject ? (
      <Explained figure={figure} subject={{ ...subject, currency }} label={`${label} in ${currency}`}>
        {number}
      </Explained>
    ) : (
      number
    );
  const gain = explained(
    "total-gain",
    "Total gain",
    <Gain value={total.gain} currency={currency} reason="no row has both a cost and a value" locale={locale} />,
  );
  switch (column) {
    case "currency":
      return currency;
    case "cost":
      return explained(
        "total-cost",
        "Total cost",
        <Money value={total.cost} currency={currency} reason="no row has a cost" locale={locale} className="font-medium" />,
      );
    case "marketValue":
      return (
        <>
          {explained(
            "total-value",
            "Total value",
            <Money value={total.value} currency={currency} reason="no row has a value" locale={locale} className="font-medium" />,
          )}
          {total.gain !== null && <span className="block text-xs @2xl:hidden">{gain}</span>}
        </>
      );
    case "gain":
      return gain;
    default:
      return null;
  }
}

const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);

/** What a sum leaves out, in words. */
function incomplete({ withoutCost, withoutValue }: HoldingsTotal): string {
  const parts = [
    withoutCost > 0 && `${rows(withoutCost)} without a cost`,
    withoutValue > 0 && `${rows(withoutValue)} without a value`,
  ].filter(Boolean);
  return parts.length > 0 ? `Leaves out ${parts.join(" and ")}.` : "";
}

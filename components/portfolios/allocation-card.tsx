import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import { formatPercent } from "@/components/ui/number-format";
import { assetTypeLabel } from "@/lib/instruments/schema";
import { decimal } from "@/lib/money/decimal";
import type { Allocation, Slice } from "@/lib/portfolios/allocation";

/** The smallest share that two decimals can show. */
const HUNDREDTH = decimal("0.01");

/** Where the money is, by asset type: one table per currency, whose bars only repeat what its figures say. */
export function AllocationCard({ allocations, locale }: { allocations: readonly Allocation[]; locale: string }) {
  return (
    <Card title="Allocation">
      <div className="grid gap-5">
        {allocations.length === 0 ? <p className="text-muted">Nothing here has a value yet.</p> : null}
        {allocations.map((allocation) => (
          <AllocationTable key={allocation.currency} allocation={allocation} locale={locale} />
        ))}
      </div>
    </Card>
  );
}

function AllocationTable({ allocation: { currency, slices }, locale }: { allocation: Allocation; locale: string }) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left font-medium text-muted">{currency} by asset type</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Asset type</th>
          <th scope="col">Value</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {slices.map((slice) => (
          <tr key={slice.assetType}>
            <th scope="row" className="w-full py-1.5 pr-4 text-left align-top font-normal">
              {assetTypeLabel(slice.assetType)}
              <Bar slice={slice} />
            </th>
            <td className="py-1.5 pr-3 sm:min-w-32 sm:pr-4 text-right align-top whitespace-nowrap">
              <Money value={slice.value} currency={currency} locale={locale} />
            </td>
            <td className="tabular min-w-16 py-1.5 text-right align-top whitespace-nowrap text-muted">
              <Share slice={slice} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ slice }: { slice: Slice }) {
  const negative = slice.value.startsWith("-");
  return (
    <span aria-hidden className="mt-1.5 block h-1.5 rounded-full bg-line">
      {/* Shorts are hatched: a bar that looked like the others would read as something owned. */}
      <span
        className={negative ? "block h-full rounded-full border border-accent" : "block h-full min-w-0.5 rounded-full bg-accent"}
        style={{ width: `${slice.length}%` }}
      />
    </span>
  );
}

function Share({ slice, locale }: { slice: Slice; locale: string }) {
  if (slice.share === null) return <NotAvailable reason="the total isn’t positive, so a share of it means nothing" />;
  if (slice.share === "0" && slice.value !== "0") return <>under {formatPercent(HUNDREDTH, { locale })}</>;
  return <>{formatPercent(slice.share, { locale })}</>;
}

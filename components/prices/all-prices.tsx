import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { PriceList } from "@/lib/prices/schema";
import { AddPrice } from "./add-price";
import { PriceRows } from "./price-rows";

interface AllPricesProps {
  instrumentId: string;
  list: PriceList;
  /** This is not the first page. */
  isContinued: boolean;
  locale: string;
}

/** A page of all prices, newest first. */
export function AllPrices({ instrumentId, list: { prices, next, currency }, isContinued, locale }: AllPricesProps) {
  const base = `/instruments/${instrumentId}/prices`;
  return (
    <Card
      title="Prices"
      description="Newest first. Prices of trades and brokers’ lists count as well, and stay where they are."
      actions={<AddPrice instrumentId={instrumentId} currency={prices[0]?.currency ?? currency} />}
      flush
    >
      {prices.length === 0 ? (
        <p className="p-4 text-muted md:px-5">{isContinued ? "There are no older ones." : "None yet. Add one, or import a file."}</p>
      ) : (
        <PriceRows prices={prices} label="Prices" locale={locale} />
      )}
      {(next || isContinued) && (
        <nav aria-label="Pages of prices" className="flex gap-4 border-t border-line px-4 py-3 md:px-5">
          {isContinued && (
            <Link href={base as Route} className="text-link">
              Newest prices
            </Link>
          )}
          {next && (
            <Link href={`${base}?before=${next}` as Route} className="text-link">
              Older prices
            </Link>
          )}
        </nav>
      )}
    </Card>
  );
}

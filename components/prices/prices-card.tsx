import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { InstrumentPrices } from "@/lib/prices/schema";
import { AddPrice } from "./add-price";
import { FeedLine } from "./feed-line";
import { PriceRows } from "./price-rows";

interface PricesCardProps {
  instrument: { id: string; symbol: string; currency: string | null };
  prices: InstrumentPrices;
  locale: string;
  timeZone: string;
}

/** The newest prices of an instrument, and the ways to more. */
export function PricesCard({ instrument: { id, symbol, currency }, prices, locale, timeZone }: PricesCardProps) {
  const { newest, total, feed, isFetching } = prices;
  const all = `/instruments/${id}/prices` as Route;
  return (
    <Card
      title="Prices"
      description="Beside those of trades and brokers’ lists."
      actions={<AddPrice instrumentId={id} currency={newest[0]?.currency ?? currency} />}
      flush
    >
      {newest.length === 0 ? (
        <p className="p-4 text-muted md:px-5">
          None yet. Until there are, it is valued by what trades and brokers’ lists say. Add one,{" "}
          <Link href={all} className="text-link">
            import a file
          </Link>
          , or have them fetched.
        </p>
      ) : (
        <PriceRows prices={newest} label="Newest prices" locale={locale} />
      )}
      <footer className="space-y-3 border-t border-line px-4 py-3 md:px-5">
        {newest.length > 0 && (
          <p>
            <Link href={all} className="text-link">
              {total > newest.length ? `All ${total.toLocaleString(locale)} prices` : "All prices"}, and import a file
            </Link>
          </p>
        )}
        <FeedLine instrumentId={id} symbol={symbol} feed={feed} isFetching={isFetching} locale={locale} timeZone={timeZone} />
      </footer>
    </Card>
  );
}

import { Card } from "@/components/ui/card";
import type { PriceSource } from "@/lib/prices/schema";
import { Day } from "./day";
import { RemovePrices } from "./remove-prices";

interface PriceSourcesProps {
  instrumentId: string;
  sources: readonly PriceSource[];
  locale: string;
}

/** Where the prices come from, with the way back of each. */
export function PriceSources({ instrumentId, sources, locale }: PriceSourcesProps) {
  return (
    <Card title="Where they come from" description="Of several prices of one day the first of these stands." flush>
      <ul className="divide-y divide-line" aria-label="Sources of prices">
        {sources.map(({ source, sourceName, count, first, last }) => (
          <li key={source} className="flex items-center justify-between gap-3 px-4 py-2.5 md:px-5">
            <div className="min-w-0">
              <p className="font-medium break-words">{sourceName}</p>
              <p className="text-xs text-muted">
                {count.toLocaleString(locale)} {count === 1 ? "price" : "prices"}, <Day day={first} locale={locale} />
                {first !== last && (
                  <>
                    {" "}
                    to <Day day={last} locale={locale} />
                  </>
                )}
              </p>
            </div>
            {source !== "manual" && <RemovePrices instrumentId={instrumentId} source={source} sourceName={sourceName} count={count} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { Money } from "@/components/ui/money";
import type { PriceView } from "@/lib/prices/schema";
import { ageWords } from "./age-words";
import { Day } from "./day";
import { PriceActions } from "./price-actions";

/** Prices, each with its day, its age and whose word it is. */
export function PriceRows({ prices, label, locale }: { prices: readonly PriceView[]; label: string; locale: string }) {
  return (
    <ul className="divide-y divide-line" aria-label={label}>
      {prices.map((price) => (
        <li key={price.id} className="flex items-center justify-between gap-3 py-2 pr-2 pl-4 md:pl-5">
          <div className="min-w-0">
            <p>
              <Day day={price.day} locale={locale} /> <span className="text-xs text-muted">{ageWords(price.age)}</span>
            </p>
            <p className="truncate text-xs text-muted">{price.sourceName}</p>
          </div>
          <div className="flex items-center gap-2">
            <span className={price.isManual ? "" : "pr-2 md:pr-3"}>
              <Money value={price.price} currency={price.currency} locale={locale} kind="price" />
            </span>
            {price.isManual && <PriceActions price={price} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

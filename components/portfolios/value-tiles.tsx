import { Explained } from "@/components/explain/explained";
import { Gain, Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import type { HoldingsTotal } from "@/lib/holdings/schema";
import { count } from "./count";
import { baseFirst } from "./currency-order";

interface ValueTilesProps {
  portfolioId: string;
  totals: readonly HoldingsTotal[];
  baseCurrency: string;
  locale: string;
}

/** What is held, per currency: nothing is converted, so there is no grand total to get wrong. */
export function ValueTiles({ portfolioId, totals, baseCurrency, locale }: ValueTilesProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-4">
      {baseFirst(totals, baseCurrency).map((total) => (
        <Stat
          key={total.currency}
          label={`Value in ${total.currency}`}
          value={
            <Explained
              figure="total-value"
              subject={{ portfolio: portfolioId, currency: total.currency }}
              label={`Value in ${total.currency}`}
            >
              <Money value={total.value} currency={total.currency} locale={locale} reason="no holding in this currency has a price" />
            </Explained>
          }
          sub={<Below portfolioId={portfolioId} total={total} locale={locale} />}
        />
      ))}
    </div>
  );
}

interface BelowProps {
  portfolioId: string;
  total: HoldingsTotal;
  locale: string;
}

function Below({ portfolioId, total: { currency, gain, withoutCost, withoutValue }, locale }: BelowProps) {
  return (
    <>
      Unrealised gain{" "}
      <Explained figure="total-gain" subject={{ portfolio: portfolioId, currency }} label={`Unrealised gain in ${currency}`}>
        <Gain value={gain} currency={currency} locale={locale} reason="no holding has both a cost and a value" />
      </Explained>
      {withoutValue > 0 ? <span className="block">{count(withoutValue, "holding")} without a price, not counted</span> : null}
      {withoutCost > 0 ? <span className="block">{count(withoutCost, "holding")} without a cost, not in the gain</span> : null}
    </>
  );
}

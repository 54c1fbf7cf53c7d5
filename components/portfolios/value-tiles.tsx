import { Gain, Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import type { HoldingsTotal } from "@/lib/holdings/schema";
import { count } from "./count";
import { baseFirst } from "./currency-order";

interface ValueTilesProps {
  totals: readonly HoldingsTotal[];
  baseCurrency: string;
  locale: string;
}

/** What is held, per currency: nothing is converted, so there is no grand total to get wrong. */
export function ValueTiles({ totals, baseCurrency, locale }: ValueTilesProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-4">
      {baseFirst(totals, baseCurrency).map((total) => (
        <Stat
          key={total.currency}
          label={`Value in ${total.currency}`}
          value={<Money value={total.value} currency={total.currency} locale={locale} reason="no holding in this currency has a price" />}
          sub={<Below total={total} locale={locale} />}
        />
      ))}
    </div>
  );
}

function Below({ total: { currency, gain, withoutCost, withoutValue }, locale }: { total: HoldingsTotal; locale: string }) {
  return (
    <>
      Unrealised gain <Gain value={gain} currency={currency} locale={locale} reason="no holding has both a cost and a value" />
      {withoutValue > 0 ? <span className="block">{count(withoutValue, "holding")} without a price, not counted</span> : null}
      {withoutCost > 0 ? <span className="block">{count(withoutCost, "holding")} without a cost, not in the gain</span> : null}
    </>
  );
}

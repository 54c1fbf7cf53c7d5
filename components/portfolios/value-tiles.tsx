import { Gain, Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import type { HoldingsView } from "@/lib/holdings/schema";
import { baseFirst } from "./currency-order";
import { count } from "./count";

interface ValueTilesProps {
  totals: HoldingsView["totals"];
  baseCurrency: string;
  locale: string;
}

/** What is held, per currency: nothing is converted, so there is no grand total to get wrong. */
export function ValueTiles({ totals, baseCurrency, locale }: ValueTilesProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-4">
      {baseFirst(totals, baseCurrency).map((total) => (
        <Stat
          key={total.currency}
          label={`Value in ${total.currency}`}
          value={<Money value={total.value} currency={total.currency} locale={locale} />}
          sub={<Below total={total} locale={locale} />}
        />
      ))}
    </div>
  );
}

function Below({ total, locale }: { total: HoldingsView["totals"][number]; locale: string }) {
  return (
    <span className="grid gap-0.5">
      {total.gain === null ? <span>Gain not available: no holding has both a cost and a value</span> : (
        <span><Gain value={total.gain} currency={total.currency} locale={locale} /> unrealised</span>
      )}
      {total.incomplete > 0 ? <span>{count(total.incomplete, "holding")} without cost or value, not in the gain</span> : null}
    </span>
  );
}

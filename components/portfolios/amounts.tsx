import { Explained } from "@/components/explain/explained";
import { Money } from "@/components/ui/money";
import { decimal } from "@/lib/money/decimal";
import type { CurrencyAmount } from "@/lib/portfolios/schema";
import { count } from "./count";
import { baseFirst } from "./currency-order";

interface AmountsProps {
  portfolioId: string;
  value: readonly CurrencyAmount[];
  /** How many holdings have no market value and so are in none of the amounts. */
  unvalued: number;
  baseCurrency: string;
  locale: string;
}

/** A value per currency, nothing converted: the person's own currency first and larger. */
export function Amounts({ portfolioId, value, unvalued, baseCurrency, locale }: AmountsProps) {
  return (
    <div className="grid gap-0.5">
      {value.length === 0 && unvalued === 0 ? <p className="text-muted">No holdings yet</p> : null}
      {baseFirst(value, baseCurrency).map(({ currency, amount }, index) => (
        <p key={currency} className={index === 0 ? "text-lg font-semibold" : "text-muted"}>
          <Explained figure="total-value" subject={{ portfolio: portfolioId, currency }} label={`Value in ${currency}`}>
            <Money value={decimal(amount)} currency={currency} locale={locale} />
          </Explained>
        </p>
      ))}
      {unvalued > 0 ? <p className="text-muted">{count(unvalued, "holding")} without a price, not counted</p> : null}
    </div>
  );
}

import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatMonth } from "@/components/ui/date-format";
import { Money } from "@/components/ui/money";
import { add, ZERO } from "@/lib/money/decimal";
import type { IncomeView } from "@/lib/performance/schema";

interface IncomeAheadProps {
  portfolioId: string;
  ahead: IncomeView["ahead"];
  currency: string;
  locale: string;
  /** Not more months than this, and the way to the others. */
  brief?: { months: number; seeAll: string };
}

/** What may come in, month by month: said to be a guess in its title, in its words, and by "about". */
export function IncomeAhead({ portfolioId, ahead, currency, locale, brief }: IncomeAheadProps) {
  const some = ahead.filter(({ amount }) => amount !== ZERO);
  return (
    <Card
      title="Income ahead"
      description="If everybody pays again what they paid in the twelve months before."
      actions={<Badge tone="info">Expected</Badge>}
      flush
    >
      {some.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing held has paid anything in the last twelve months.</p>
      ) : (
        <ul className="divide-y divide-line">
          {some.slice(0, brief?.months).map(({ month, amount, payers }) => (
            <li key={month} className="flex items-baseline justify-between gap-4 px-4 py-2 md:px-5">
              <div className="min-w-0">
                <p suppressHydrationWarning>{formatMonth(month, locale)}</p>
                <p className="truncate text-xs text-muted" title={payers.join(", ")}>
                  {payers.join(", ")}
                </p>
              </div>
              <p className="shrink-0 text-muted">
                about{" "}
                <Explained
                  figure="expected-income"
                  subject={{ portfolio: portfolioId, from: `${month}-01` }}
                  label={`what is expected in ${formatMonth(month, locale)}`}
                >
                  <Money value={amount} currency={currency} locale={locale} className="text-ink" />
                </Explained>
              </p>
            </li>
          ))}
          <li className="flex items-baseline justify-between gap-4 px-4 py-2 font-medium md:px-5">
            {brief && some.length > brief.months ? (
              <MomentLink href={brief.seeAll as Route} className="text-link">
                All {some.length} months
              </MomentLink>
            ) : (
              <span>All of it</span>
            )}
            <span>
              about{" "}
              <Explained figure="expected-income" subject={{ portfolio: portfolioId }} label="all that is expected">
                <Money value={add(ZERO, ...some.map(({ amount }) => amount))} currency={currency} locale={locale} />
              </Explained>
            </span>
          </li>
        </ul>
      )}
    </Card>
  );
}

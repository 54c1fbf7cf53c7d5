import type { Route } from "next";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import type { Explanation, Measure } from "@/lib/explain/schema";
import { subtract } from "@/lib/money/decimal";
import { FigureCard } from "./figure-card";
import { MeasureValue } from "./measure-value";

interface FiledAndNowProps {
  filed: Pick<Explanation, "derivation" | "filedAt">;
  since: NonNullable<Explanation["since"]>;
  timeZone: string;
  locale: string;
}

/** A number as it was filed, beside the same number now. */
export function FiledAndNow({ filed: { derivation, filedAt }, since: { now, href }, timeZone, locale }: FiledAndNowProps) {
  const difference = between(derivation.figure, now.figure);
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      <FigureCard
        title="As filed"
        description={
          <>
            As it was recorded on <DateTime value={filedAt} timeZone={timeZone} locale={locale} />
          </>
        }
        derivation={derivation}
        locale={locale}
      />
      <FigureCard title="Now" description="As it is recorded today" derivation={now} locale={locale}>
        <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-3">
          {difference.amount === "0" ? (
            <span>The same number.</span>
          ) : difference.amount !== null ? (
            <span>
              Difference <MeasureValue measure={difference} locale={locale} signed />
            </span>
          ) : null}
          <Link href={href as Route} className="text-link">
            Explain it as it is now
          </Link>
        </p>
      </FigureCard>
    </div>
  );
}

function between(then: Measure, now: Measure): Measure {
  const amount = then.amount === null || now.amount === null || then.unit !== now.unit ? null : subtract(now.amount, then.amount);
  return { amount, unit: now.unit };
}

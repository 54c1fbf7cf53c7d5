import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { holdingSubject } from "@/components/explain/subjects";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { Card } from "@/components/ui/card";
import { Gain, Money, Quantity } from "@/components/ui/money";
import type { HoldingView } from "@/lib/holdings/schema";
import { CardSkeleton } from "./card-skeleton";
import { largestHoldings } from "./largest-holdings";

interface TopHoldingsProps {
  accountId: string;
  rows: readonly HoldingView[];
  locale: string;
}

const SHOWN = 5;

/** The largest holdings of an account, currency by currency. */
export function TopHoldings({ accountId, rows, locale }: TopHoldingsProps) {
  const href = `/accounts/${accountId}/holdings` as Route;
  return (
    <Card
      title="Largest holdings"
      flush
      actions={
        rows.length > 0 && (
          <MomentLink href={href} className="text-link">
            See all
          </MomentLink>
        )
      }
    >
      {rows.length === 0 && (
        <p className="p-4 text-muted md:px-5">
          Nothing is held<OnlyNow>. Import a file, or add a holding by hand under Holdings</OnlyNow>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {largestHoldings(rows, SHOWN).map((row) => (
          <li
            key={`${row.assetType} ${row.symbol} ${row.currency} ${row.id}`}
            className="flex items-baseline justify-between gap-4 px-4 py-2.5 md:px-5"
          >
            <div className="min-w-0">
              <p className="truncate font-medium">{row.symbol}</p>
              <p className="truncate text-xs text-muted">
                {row.assetType === "cash" ? "Cash" : <Quantity value={row.quantity} locale={locale} />} {row.name}
              </p>
            </div>
            <div className="text-right">
              <p>
                <Explained figure="market-value" subject={holdingSubject(row)} label={`Market value of ${row.symbol}`}>
                  <Money value={row.marketValue} currency={row.currency} reason={row.reasons.marketValue} locale={locale} />
                </Explained>
              </p>
              {row.gain !== null && (
                <p className="text-xs">
                  <Explained figure="gain" subject={holdingSubject(row)} label={`Gain of ${row.symbol}`}>
                    <Gain value={row.gain} percent={row.gainPercent} currency={row.currency} locale={locale} />
                  </Explained>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function TopHoldingsSkeleton() {
  return <CardSkeleton title="Largest holdings" label="Loading the holdings" />;
}

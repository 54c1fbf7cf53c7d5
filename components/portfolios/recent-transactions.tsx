import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { TransactionView } from "@/lib/transactions/view";

interface RecentTransactionsProps {
  portfolioId: string;
  rows: readonly TransactionView[];
  locale: string;
  timeZone: string;
}

/** Of the skeleton: as many as the page will show. */
const ROWS = [1, 2, 3, 4, 5];

/** The newest rows of the ledger, and the way to all of them. */
export function RecentTransactions({ portfolioId, rows, locale, timeZone }: RecentTransactionsProps) {
  return (
    <Card
      title="Recent transactions"
      actions={
        rows.length > 0 ? (
          <ButtonLink href={`/portfolios/${portfolioId}/transactions` as Route} size="sm" variant="ghost">
            All transactions
          </ButtonLink>
        ) : null
      }
    >
      {rows.length === 0 ? <p className="text-muted">None yet. Open an account to import a file or to add transactions by hand.</p> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid grid-cols-[1fr_auto] gap-x-4 py-2.5 first:pt-0 last:pb-0">
            <span className="min-w-0 truncate font-medium">
              {tradeTypeRow(row.tradeType).label} {row.symbol}
            </span>
            <span className="text-right">
              <Money value={row.netAmount} currency={row.currency} locale={locale} />
            </span>
            <span className="min-w-0 truncate text-muted">
              <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} /> · {row.accountName}
            </span>
            <span className="text-right text-muted">
              {row.quantity === "0" || row.assetType === "cash" ? null : (
                <>
                  <Quantity value={row.quantity} locale={locale} /> units
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function RecentTransactionsSkeleton() {
  return (
    <Card title="Recent transactions">
      <SkeletonGroup label="Loading transactions" className="grid gap-4">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-9" />
        ))}
      </SkeletonGroup>
    </Card>
  );
}

import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { TransactionView } from "@/lib/transactions/view";

interface RecentTransactionsProps {
  /** The page of the account or portfolio whose ledger it is: `/accounts/7`. */
  base: string;
  /** Newest first. */
  rows: readonly TransactionView[];
  /** Names the account of each row: where there are several. */
  showAccount?: boolean;
  timeZone: string;
  locale: string;
}

/** Of the skeleton: as many as the page will show. */
const ROWS = [1, 2, 3, 4, 5];

/** The newest rows of a ledger, and the way to all of them. */
export function RecentTransactions({ base, rows, showAccount = false, timeZone, locale }: RecentTransactionsProps) {
  return (
    <Card
      title="Recent transactions"
      flush
      actions={
        rows.length > 0 && (
          <MomentLink href={`${base}/transactions` as Route} className="text-link">
            See all
          </MomentLink>
        )
      }
    >
      {rows.length === 0 && (
        <p className="p-4 text-muted md:px-5">
          The ledger is empty<OnlyNow>. Import a file, or add a transaction by hand</OnlyNow>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="flex items-baseline justify-between gap-4 px-4 py-2.5 md:px-5">
            <div className="min-w-0">
              <p className="truncate font-medium">
                {tradeTypeRow(row.tradeType).label} {row.assetType !== "cash" && row.symbol}
              </p>
              <p className="truncate text-xs text-muted">
                <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />
                {showAccount && ` · ${row.accountName}`}
              </p>
            </div>
            <div className="text-right">
              <p>
                <Explained figure="net-amount" subject={{ transaction: row.id }} label={`Amount of ${row.symbol}`}>
                  <Money value={row.netAmount} currency={row.currency} locale={locale} signed />
                </Explained>
              </p>
              {row.assetType !== "cash" && row.quantity !== ZERO && (
                <p className="text-xs text-muted">
                  <Quantity value={row.quantity} locale={locale} signed />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function RecentTransactionsSkeleton() {
  return (
    <Card title="Recent transactions">
      <SkeletonGroup label="Loading the transactions" className="grid gap-4">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-9" />
        ))}
      </SkeletonGroup>
    </Card>
  );
}

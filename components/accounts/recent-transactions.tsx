import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { TransactionView } from "@/lib/transactions/view";
import { CardSkeleton } from "./card-skeleton";

interface RecentTransactionsProps {
  accountId: string;
  /** Newest first. */
  rows: readonly TransactionView[];
  timeZone: string;
  locale: string;
}

/** The newest rows of an account's ledger. */
export function RecentTransactions({ accountId, rows, timeZone, locale }: RecentTransactionsProps) {
  const href = `/accounts/${accountId}/transactions` as Route;
  return (
    <Card title="Recent transactions" flush actions={rows.length > 0 && <Link href={href} className="text-link">See all</Link>}>
      {rows.length === 0 && <p className="p-4 text-muted md:px-5">The ledger is empty. Import a file, or add a transaction by hand under Transactions.</p>}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="flex items-baseline justify-between gap-4 px-4 py-2.5 md:px-5">
            <div className="min-w-0">
              <p className="truncate font-medium">{tradeTypeRow(row.tradeType).label} {row.assetType !== "cash" && row.symbol}</p>
              <p className="text-xs text-muted"><DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} /></p>
            </div>
            <div className="text-right">
              <p><Money value={row.netAmount} currency={row.currency} locale={locale} signed /></p>
              {row.assetType !== "cash" && row.quantity !== ZERO && <p className="text-xs text-muted"><Quantity value={row.quantity} locale={locale} signed /></p>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function RecentTransactionsSkeleton() {
  return <CardSkeleton title="Recent transactions" label="Loading the transactions" />;
}

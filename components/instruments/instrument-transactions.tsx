import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import { ZERO } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";

interface InstrumentTransactionsProps {
  /** Newest first. */
  rows: readonly InstrumentTransaction[];
  locale: string;
  timeZone: string;
}

/** Its newest rows, whatever account they are in and whatever they call it. */
export function InstrumentTransactions({ rows, locale, timeZone }: InstrumentTransactionsProps) {
  return (
    <Card title="Transactions" description={rows.length > 0 ? "The newest of all accounts." : undefined} flush>
      {rows.length === 0 && <p className="p-4 text-muted md:px-5">No row of any ledger is about it.</p>}
      <ul className="divide-y divide-line" aria-label="Transactions">
        {rows.map((row) => (
          <li key={row.id} className="flex items-baseline justify-between gap-4 px-4 py-2.5 md:px-5">
            <div className="min-w-0">
              <MomentLink
                href={`/accounts/${row.accountId}/transactions/${row.id}` as Route}
                className="block truncate font-medium hover:underline"
              >
                {tradeTypeRow(row.tradeType).label} {row.symbol}
              </MomentLink>
              <p className="truncate text-xs text-muted">
                <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} /> · {row.accountName}
              </p>
            </div>
            <div className="text-right">
              <p>
                <Explained figure="net-amount" subject={{ transaction: row.id }} label={`Amount of ${row.symbol}`}>
                  <Money value={row.netAmount} currency={row.currency} locale={locale} signed />
                </Explained>
              </p>
              {row.quantity !== ZERO && (
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

import type { Route } from "next";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { ZERO } from "@/lib/money/decimal";
import type { EvidenceView } from "@/lib/reconciliation/schema";
import { tradeTypeRow } from "@/lib/transactions/trade-types";

export interface Shown {
  locale: string;
  timeZone: string;
}

interface EvidenceListProps extends Shown {
  rows: readonly EvidenceView[];
  /** The account of the page: rows of others say whose they are. */
  accountId: string;
}

/** The ledger rows that speak for a cause, each a link to its own page. */
export function EvidenceList({ rows, accountId, ...shown }: EvidenceListProps) {
  if (rows.length === 0) return null;
  return (
    <ul aria-label="Evidence" className="mt-1.5 space-y-1 border-l-2 border-line pl-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/accounts/${row.accountId}/transactions/${row.id}` as Route} className="text-link">
            <RowWords row={row} {...shown} />
          </Link>
          {row.accountId !== accountId && <span className="text-muted"> in {row.accountName}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A row in one line: `Buy 10 ACME at US$100.00 · 2 Jan 2025`. */
export function RowWords({ row, locale, timeZone }: Shown & { row: EvidenceView }) {
  const hasUnits = row.quantity !== ZERO && row.symbol !== row.currency;
  return (
    <>
      {tradeTypeRow(row.tradeType).label}{" "}
      {hasUnits ? (
        <>
          <Quantity value={row.quantity} locale={locale} /> {row.symbol}
          {row.price !== ZERO && (
            <>
              {" "}
              at <Money value={row.price} currency={row.currency} kind="price" locale={locale} />
            </>
          )}
        </>
      ) : (
        <>
          {row.symbol !== row.currency && `${row.symbol} `}
          <Money value={row.netAmount} currency={row.currency} locale={locale} signed />
        </>
      )}{" "}
      · <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />
    </>
  );
}

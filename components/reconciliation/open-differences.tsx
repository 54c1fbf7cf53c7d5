import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { PortfolioDifferences } from "@/lib/reconciliation/schema";
import { AgreementBadge } from "./agreement-badge";
import { anchorOf } from "./anchor";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";

const SHOWN = 8;

/** What is still to be settled between ledgers and brokers, over all accounts of a portfolio, worst first. */
export function OpenDifferences({ differences, locale, timeZone }: Shown & { differences: PortfolioDifferences }) {
  const shown = { locale, timeZone };
  const { open, compared, accepted, asOf } = differences;
  if (compared === 0 || !asOf) return null;
  return (
    <Card
      title="Open differences"
      flush
      actions={
        <AgreementBadge
          agreement={{ snapshot: { id: "", asOf: asOf.at, dateOnly: asOf.dateOnly }, open: open.length, accepted }}
          {...shown}
        />
      }
    >
      {open.length === 0 && (
        <p className="p-4 text-muted md:px-5">
          Ledger and broker agree in {compared === 1 ? "the account that has" : "all accounts that have"} a list to compare with.
        </p>
      )}
      <ul className="divide-y divide-line">
        {open.slice(0, SHOWN).map((difference) => {
          const { accountId, accountName, key, label, kind, currency, value } = difference;
          return (
            <li key={`${accountId} ${key}`} className="flex items-baseline justify-between gap-4 px-4 py-2.5 md:px-5">
              <div className="min-w-0">
                <Link
                  href={`/accounts/${accountId}/reconcile#${anchorOf(key)}` as Route}
                  className="font-medium break-words hover:underline"
                >
                  {label}
                </Link>
                <p className="truncate text-xs text-muted">{accountName}</p>
              </div>
              <div className="text-right">
                <Figure value={difference.difference} currency={kind === "cash" ? currency : null} locale={shown.locale} />
                {kind === "instrument" && (
                  <p className="text-xs text-muted">
                    {value === null ? "no price" : <Money value={value} currency={currency} locale={shown.locale} />}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {open.length > SHOWN && (
        <p className="border-t border-line px-4 py-3 text-muted md:px-5">And {open.length - SHOWN} more, smaller ones.</p>
      )}
    </Card>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { AccountStatusBadge } from "@/components/accounts/account-status-badge";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { AgreementBadge } from "@/components/reconciliation/agreement-badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { Agreement } from "@/lib/reconciliation/schema";

interface AccountListProps {
  portfolioId: string;
  accounts: readonly AccountSummary[];
  /** By account: whether its ledger agrees with its broker. */
  agreements: Readonly<Record<string, Agreement>>;
  locale: string;
  timeZone: string;
}

export function AccountList({ portfolioId, accounts, agreements, ...shown }: AccountListProps) {
  return (
    <Card
      title="Accounts"
      actions={
        <OnlyNow>
          <ButtonLink href={`/portfolios/${portfolioId}/accounts/new` as Route} variant="secondary" size="sm">
            Link account
          </ButtonLink>
        </OnlyNow>
      }
    >
      <ul className="divide-y divide-line">
        {accounts.map((account) => (
          <AccountItem key={account.id} account={account} agreement={agreements[account.id]} {...shown} />
        ))}
      </ul>
    </Card>
  );
}

interface AccountItemProps {
  account: AccountSummary;
  agreement: Agreement | undefined;
  locale: string;
  timeZone: string;
}

function AccountItem({ account, agreement, locale, timeZone }: AccountItemProps) {
  const { snapshot, lastImportAt } = account;
  return (
    <li className="grid gap-0.5 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-2">
        <MomentLink href={`/accounts/${account.id}` as Route} className="font-medium break-words hover:underline">
          {account.displayName}
        </MomentLink>
        {account.status === "active" ? null : <AccountStatusBadge status={account.status} />}
        {agreement && (
          <Link href={`/accounts/${account.id}/reconcile` as Route} className="rounded">
            <AgreementBadge agreement={agreement} locale={locale} timeZone={timeZone} />
          </Link>
        )}
      </div>
      <p className="break-words text-muted">{[account.brokerName, account.externalAccountId].filter(Boolean).join(" · ")}</p>
      <p className="text-muted">
        {snapshot ? (
          <>
            Snapshot of <DateTime value={snapshot.asOf} dateOnly={snapshot.dateOnly} timeZone={timeZone} locale={locale} />
          </>
        ) : (
          "Holdings derived from the ledger"
        )}
        {lastImportAt ? (
          <>
            {" "}
            · last import <DateTime value={lastImportAt} timeZone={timeZone} locale={locale} />
          </>
        ) : (
          " · nothing imported yet"
        )}
      </p>
    </li>
  );
}

import type { Route } from "next";
import type { ReactNode } from "react";
import { MomentBanner } from "@/components/moment/moment-banner";
import { MomentLink } from "@/components/moment/moment-link";
import { MomentTabs } from "@/components/moment/moment-tabs";
import { TimeTravel } from "@/components/moment/time-travel";
import { CRUMB_LINK } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { AccountSummary } from "@/lib/accounts/schema";
import { AccountStatusBadge } from "./account-status-badge";
import { BrokerLogo } from "./broker-logo";

interface AccountHeaderProps {
  account: AccountSummary;
  /** Whether this account's broker has credentials at all. */
  hasCredentials: boolean;
  /** Whether its broker can be asked. */
  isSynced: boolean;
  timeZone: string;
  locale: string;
  /** Whether ledger and broker agree, which may come later. */
  agreement?: ReactNode;
}

/** Where one is, what the account is, and the ways on. */
export function AccountHeader({ account, hasCredentials, isSynced, timeZone, locale, agreement }: AccountHeaderProps) {
  const base = `/accounts/${account.id}`;
  const tabs = [
    { label: "Overview", href: base as Route, exact: true },
    { label: "Holdings", href: `${base}/holdings` as Route },
    { label: "Transactions", href: `${base}/transactions` as Route },
    { label: "Reconcile", href: `${base}/reconcile` as Route },
    { label: "Import", href: `${base}/import` as Route, isOfNow: true },
    { label: "Coverage", href: `${base}/coverage` as Route },
    ...(isSynced ? [{ label: "Syncs", href: `${base}/sync` as Route, isOfNow: true }] : []),
    ...(hasCredentials ? [{ label: "Credentials", href: `${base}/credentials` as Route, isOfNow: true }] : []),
  ];
  return (
    <>
      <PageHeader
        title={account.displayName}
        badges={
          <>
            <AccountStatusBadge status={account.status} />
            {agreement}
          </>
        }
        breadcrumbs={[
          { label: "Portfolios", href: "/portfolios" },
          {
            label: account.portfolioName,
            link: (
              <MomentLink href={`/portfolios/${account.portfolioId}` as Route} className={CRUMB_LINK}>
                {account.portfolioName}
              </MomentLink>
            ),
          },
          { label: account.displayName },
        ]}
        description={
          <span className="inline-flex items-center gap-2">
            <BrokerLogo name={account.brokerName} />
            {account.brokerName}
          </span>
        }
        actions={<TimeTravel tabs={tabs} timeZone={timeZone} />}
      />
      <MomentTabs label="Account" items={tabs} />
      <MomentBanner tabs={tabs} timeZone={timeZone} locale={locale} />
    </>
  );
}

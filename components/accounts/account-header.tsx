import type { Route } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tab-links";
import type { AccountSummary } from "@/lib/accounts/schema";
import { AccountStatusBadge } from "./account-status-badge";
import { BrokerLogo } from "./broker-logo";

interface AccountHeaderProps {
  account: AccountSummary;
  /** Whether this account's broker has credentials at all. */
  hasCredentials: boolean;
  /** Whether ledger and broker agree, which may come later. */
  agreement?: ReactNode;
}

/** Where one is, what the account is, and the ways on. */
export function AccountHeader({ account, hasCredentials, agreement }: AccountHeaderProps) {
  const base = `/accounts/${account.id}`;
  const tabs = [
    { label: "Overview", href: base as Route, exact: true },
    { label: "Holdings", href: `${base}/holdings` as Route },
    { label: "Transactions", href: `${base}/transactions` as Route },
    { label: "Reconcile", href: `${base}/reconcile` as Route },
    { label: "Import", href: `${base}/import` as Route },
    { label: "Coverage", href: `${base}/coverage` as Route },
    ...(hasCredentials ? [{ label: "Credentials", href: `${base}/credentials` as Route }] : []),
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
          { label: account.portfolioName, href: `/portfolios/${account.portfolioId}` as Route },
          { label: account.displayName },
        ]}
        description={
          <span className="inline-flex items-center gap-2">
            <BrokerLogo name={account.brokerName} />
            {account.brokerName}
          </span>
        }
      />
      <TabLinks label="Account" items={tabs} />
    </>
  );
}

import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import type { AccountSummary } from "@/lib/accounts/schema";
import { AccountStatusBadge } from "./account-status-badge";

interface AccountFactsProps {
  account: AccountSummary;
  timeZone: string;
  locale: string;
}

/** What is known of an account itself, and how fresh its data is. */
export function AccountFacts({ account, timeZone, locale }: AccountFactsProps) {
  const { snapshot, lastImportAt } = account;
  return (
    <Card>
      <KeyValue
        items={[
          { label: "Broker", value: account.brokerName },
          { label: "Account number", value: account.externalAccountId ?? "Not given" },
          { label: "Status", value: <AccountStatusBadge status={account.status} /> },
          {
            label: "Newest snapshot",
            value: snapshot ? (
              <DateTime value={snapshot.asOf} dateOnly={snapshot.dateOnly} timeZone={timeZone} locale={locale} />
            ) : (
              "Holdings are derived from the ledger"
            ),
          },
          {
            label: "Last import",
            value: lastImportAt ? <DateTime value={lastImportAt} timeZone={timeZone} locale={locale} /> : "None yet",
          },
        ]}
      />
    </Card>
  );
}

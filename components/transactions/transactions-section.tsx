import type { TransactionFilter } from "@/lib/transactions/filter";
import type { LedgerPage } from "@/lib/transactions/view";
import type { Settings } from "@/lib/users/schema";
import { filterChoices } from "./filter-choices";
import type { LedgerScopeView } from "./ledger-scope";
import { formContext } from "./transaction-form-context";
import { TransactionsTable } from "./transactions-table";

interface TransactionsSectionProps {
  scope: LedgerScopeView;
  filter: TransactionFilter;
  page: LedgerPage;
  isContinued: boolean;
  accounts: readonly { id: string; displayName: string }[];
  settings: Settings;
}

/** The ledger of an account or a portfolio. */
export function TransactionsSection({ scope, filter, page, isContinued, accounts, settings }: TransactionsSectionProps) {
  const choices = filterChoices(accounts);
  return (
    <TransactionsTable
      {...{ scope, filter, isContinued }}
      first={page}
      choices={scope.kind === "account" ? { ...choices, accounts: [] } : choices}
      hiddenColumns={settings.hiddenColumns.transactions ?? []}
      columnContext={{ locale: settings.locale, timeZone: settings.timeZone }}
      form={formContext(accounts, settings)}
    />
  );
}

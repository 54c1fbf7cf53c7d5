import type { TransactionFilter } from "@/lib/transactions/filter";
import type { LedgerPage } from "@/lib/transactions/view";
import type { Settings } from "@/lib/users/schema";
import { filterChoices } from "./filter-choices";
import type { LedgerScopeView } from "./ledger-scope";
import type { TransactionFormContext } from "./transaction-form";
import { TransactionsTable } from "./transactions-table";

interface TransactionsSectionProps {
  scope: LedgerScopeView;
  filter: TransactionFilter;
  page: LedgerPage;
  isContinued: boolean;
  accounts: readonly { id: string; displayName: string }[];
  settings: Settings;
}

/** What the forms of a page with these accounts share. For server components, as {@link filterChoices}. */
export function formContext(
  accounts: readonly { id: string; displayName: string }[],
  { baseCurrency, locale }: Settings,
): TransactionFormContext {
  const { tradeTypes, assetTypes, accounts: choices } = filterChoices(accounts);
  return { accounts: choices, tradeTypes, assetTypes, currency: baseCurrency, locale };
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

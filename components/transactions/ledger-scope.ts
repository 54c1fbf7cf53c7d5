import { type Moment, momentQuery } from "@/lib/moment/schema";
import type { TransactionFilter } from "@/lib/transactions/filter";
import { filterQuery } from "@/lib/transactions/filter-query";

/** Whose ledger a page shows, and as of when: one account's, or that of all accounts of a portfolio. */
export interface LedgerScopeView {
  kind: "account" | "portfolio";
  id: string;
  moment: Moment;
}

const base = ({ kind, id }: LedgerScopeView) => `/${kind}s/${id}/transactions`;

/** The address of a ledger's page, with its filters. */
export const ledgerAddress = (scope: LedgerScopeView, filter: TransactionFilter, extra?: Readonly<Record<string, string>>): string =>
  base(scope) + filterQuery(filter, { ...momentQuery(scope.moment), ...extra });

/** Where the rows after a cursor come from, as JSON. */
export const rowsAddress = (scope: LedgerScopeView, filter: TransactionFilter, after: string): string =>
  `${base(scope)}/rows${filterQuery(filter, { ...momentQuery(scope.moment), after })}`;

/** The download of what the filters select. */
export const exportAddress = (scope: LedgerScopeView, filter: TransactionFilter, format: "csv" | "json"): string =>
  `${base(scope)}/export${filterQuery(filter, { ...momentQuery(scope.moment), format })}`;

import type { TransactionFilter } from "@/lib/transactions/filter";
import { filterQuery } from "@/lib/transactions/filter-query";

/** Whose ledger a page shows: one account's, or that of all accounts of a portfolio. */
export interface LedgerScopeView {
  kind: "account" | "portfolio";
  id: string;
}

const base = ({ kind, id }: LedgerScopeView) => `/${kind}s/${id}/transactions`;

/** The address of a ledger's page, with its filters. */
export const ledgerAddress = (scope: LedgerScopeView, filter: TransactionFilter, extra?: Readonly<Record<string, string>>): string =>
  base(scope) + filterQuery(filter, extra);

/** Where the rows after a cursor come from, as JSON. */
export const rowsAddress = (scope: LedgerScopeView, filter: TransactionFilter, after: string): string =>
  `${base(scope)}/rows${filterQuery(filter, { after })}`;

/** The download of what the filters select. */
export const exportAddress = (scope: LedgerScopeView, filter: TransactionFilter, format: "csv" | "json"): string =>
  `${base(scope)}/export${filterQuery(filter, { format })}`;

import type { HoldingView } from "@/lib/holdings/schema";

/** What of the holdings is shown. Empty lists restrict nothing. */
export interface HoldingsFilter {
  q: string;
  asset: readonly string[];
  currency: readonly string[];
  account: readonly string[];
}

export const EVERYTHING: HoldingsFilter = { q: "", asset: [], currency: [], account: [] };

const allows = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);

/** The rows that a filter leaves, in their order. The search looks at symbol, name and ISIN, whatever the case. */
export function narrow(rows: readonly HoldingView[], { q, asset, currency, account }: HoldingsFilter): HoldingView[] {
  const wanted = q.trim().toLocaleLowerCase("en");
  const matches = (row: HoldingView) =>
    wanted === "" || [row.symbol, row.name, row.isin].some((text) => text?.toLocaleLowerCase("en").includes(wanted));
  return rows.filter(
    (row) => allows(asset, row.assetType) && allows(currency, row.currency) && allows(account, row.accountId) && matches(row),
  );
}

/** A row's place in the table: rows of the ledger have no id of their own. */
export function rowKey(row: HoldingView): string {
  return row.id ?? [row.accountId, row.assetType, row.symbol, row.isin ?? "", row.currency].join("|");
}

/** The values of one kind that occur, in order: choices that would leave nothing are not offered. */
export function occurring(
  rows: readonly HoldingView[],
  valueOf: (row: HoldingView) => string,
  labelOf: (row: HoldingView) => string,
): { value: string; label: string }[] {
  const labels = new Map(rows.map((row) => [valueOf(row), labelOf(row)]));
  return [...labels].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, "en"));
}

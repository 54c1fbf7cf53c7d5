import type { TransactionDraft } from "../types";

/** A draft and the FITID it came with, empty when the file gave none. */
export interface IdentifiedDraft {
  draft: TransactionDraft;
  fitId: string;
}

function contentOf(draft: TransactionDraft): string {
  const { tradeTime, meta, tradeType, assetType, symbol, quantity, price, currency } = draft;
  return [tradeTime, meta.netAmount, tradeType, assetType, symbol, quantity, price, currency].join("|");
}

/**
 * Gives each draft its `meta.externalId`, `<prefix><FITID>`, within one statement.
 *
 * FITIDs should be unique and some banks reuse them. Where one FITID stands on rows of different content, the contents are put in
 * order (date, then amount, then the rest): the first keeps the plain id and the following get `:2`, `:3` … So the order of rows in the
 * file doesn't matter, and the same statement downloaded again gives the same ids. Equal rows share an id: that is one row, told twice.
 */
export function assignIds(rows: readonly IdentifiedDraft[], prefix: string): void {
  const contents = new Map<string, Set<string>>();
  for (const { fitId, draft } of rows) {
    if (fitId === "") continue;
    contents.set(fitId, (contents.get(fitId) ?? new Set()).add(contentOf(draft)));
  }
  const ordered = new Map([...contents].map(([fitId, set]) => [fitId, [...set].sort()]));
  for (const { fitId, draft } of rows) {
    if (fitId === "") continue;
    const place = ordered.get(fitId)?.indexOf(contentOf(draft)) ?? 0;
    draft.meta.externalId = `${prefix}${fitId}${place > 0 ? `:${place + 1}` : ""}`;
  }
}

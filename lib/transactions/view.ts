import type { DecimalString } from "@/lib/money/decimal";

/** A ledger row as pages show it: decimal strings, ISO instants, ids as text. */
export interface TransactionView {
  id: string;
  accountId: string;
  accountName: string;
  assetType: string;
  symbol: string;
  name: string | null;
  isin: string | null;
  quantity: DecimalString;
  price: DecimalString;
  currency: string;
  tradeType: string;
  at: string;
  dateOnly: boolean;
  netAmount: DecimalString;
  /** Fees and taxes in the row's currency; positive is paid. */
  charges: DecimalString;
  note: string | null;
  needsReview: boolean;
  reasons: string[];
  edited: boolean;
  source: string;
}

export interface LedgerPage {
  rows: TransactionView[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

export interface RevisionView {
  id: string;
  operation: "update" | "delete" | "restore";
  reason: string;
  at: string;
  /** Field → before and after, as text; only what differs. */
  changes: { field: string; before: string; after: string }[];
}

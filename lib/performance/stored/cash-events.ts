import type { CashBook, Charge, ExternalFlow, Income } from "@/lib/engine/books";
import { byLedgerOrder, byText } from "@/lib/engine/ledger-order";

/** What rows about cash alone did, and what of other rows crossed the edge of an account as cash. */
export interface CashEvents {
  /** The cash of accounts that have lists and no ledger: it is in no ledger to be summed. */
  listed: readonly CashBook[];
  flows: readonly ExternalFlow[];
  income: readonly Income[];
  charges: readonly Charge[];
}

export const NO_EVENTS: CashEvents = { listed: [], flows: [], income: [], charges: [] };

/** The events of ledgers that were folded in parts, in the order in which folding them at once would give them. */
export function cashEvents(summed: readonly CashBook[], listed: readonly CashBook[]): CashEvents {
  return {
    listed,
    flows: inOrder(summed.flatMap((book) => book.flows)),
    income: inOrder(summed.flatMap((book) => book.income)),
    charges: inOrder(summed.flatMap((book) => book.charges)),
  };
}

interface Event {
  accountId: string;
  currency: string;
  at: string;
  rowId: string;
}

function inOrder<Each extends Event>(events: readonly Each[]): Each[] {
  return events.toSorted(
    (a, b) =>
      byText(a.accountId, b.accountId) ||
      byText(a.currency, b.currency) ||
      byLedgerOrder({ tradeTime: a.at, id: a.rowId }, { tradeTime: b.at, id: b.rowId }),
  );
}

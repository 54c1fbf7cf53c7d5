import type { CashBook, Problem } from "./books";
import { type Exact, exact, text } from "./exact";
import { recordIncome } from "./income";
import { cashFlow, type FoldOptions, Journal } from "./journal";
import { byText, dayOf } from "./ledger-order";
import { isCashRow, type LedgerRow } from "./ledger-row";
import { crossesEdge, isUnknownType } from "./row-kinds";

interface CashEntry {
  accountId: string;
  currency: string;
  balance: Exact;
  /** Oldest first, as the rows come. */
  days: { day: string; change: Exact }[];
  journal: Journal;
}

/** Types of rows about cash alone by which it crosses the edge of the account. */
const FLOWS: readonly string[] = ["deposit", "withdrawal", "transfer_in", "transfer_out", "opening_balance", "adjustment", "journal"];

/** The balances of accounts, and what of their cash is no matter of an instrument. */
export class CashFold {
  private readonly entries = new Map<string, CashEntry>();
  /** Most rows are of the same one as the row before. */
  private last: CashEntry | null = null;

  constructor(private readonly options: FoldOptions) {}

  add(row: LedgerRow): void {
    const entry = this.entryOf(row);
    const amount = exact(row.netAmount);
    entry.balance += amount;
    if (this.options.events && amount !== 0n) {
      const last = entry.days.at(-1);
      if (last && row.tradeTime.startsWith(last.day)) last.change += amount;
      else entry.days.push({ day: dayOf(row.tradeTime), change: amount });
    }
    if (amount !== 0n && this.isFlow(row)) entry.journal.flow(cashFlow(row));
    if (isCashRow(row)) recordIncome(entry.journal, row, null);
  }

  private isFlow(row: LedgerRow): boolean {
    return isCashRow(row) ? FLOWS.includes(row.tradeType) || isUnknownType(row.tradeType) : crossesEdge(row);
  }

  private entryOf({ accountId, currency }: LedgerRow): CashEntry {
    const { last } = this;
    if (last?.accountId === accountId && last.currency === currency) return last;
    const found = this.entryAt(accountId, currency);
    this.last = found;
    return found;
  }

  private entryAt(accountId: string, currency: string): CashEntry {
    const key = `${accountId} ${currency}`;
    const known = this.entries.get(key);
    if (known) return known;
    const entry: CashEntry = { accountId, currency, balance: 0n, days: [], journal: new Journal(currency, this.options) };
    this.entries.set(key, entry);
    return entry;
  }

  books(): CashBook[] {
    return this.inOrder().map(({ accountId, currency, balance, days, journal }) => ({
      accountId,
      currency,
      balance: text(balance),
      days: days.filter(({ change }) => change !== 0n).map(({ day, change }) => ({ day, change: text(change) })),
      flows: [...journal.flows],
      income: [...journal.income],
      charges: [...journal.charges],
    }));
  }

  private inOrder(): CashEntry[] {
    return [...this.entries.values()].sort((a, b) => byText(a.accountId, b.accountId) || byText(a.currency, b.currency));
  }

  problems(): Problem[] {
    return this.inOrder().flatMap(({ journal }) => journal.problems);
  }
}

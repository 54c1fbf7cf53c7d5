import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { CashBook, CostMethod, InstrumentBook, Problem } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import { byText } from "@/lib/engine/ledger-order";
import { instrumentKey, type LedgerRow } from "@/lib/engine/ledger-row";
import { linkedInstruments } from "@/lib/engine/links";
import { bookKeys, CASH_BOOK } from "@/lib/instruments/book-keys";
import type { Moment } from "@/lib/moment/schema";
import { ledgerRows } from "@/lib/transactions/as-known";
import { streamLedger } from "@/lib/transactions/ledger-stream";
import { BATCH_ROWS, batchesOf } from "./batches";
import { type CashEvents, cashEvents, NO_EVENTS } from "./cash-events";
import { listedRows } from "./listed-rows";

/** Books that are folded together, because cost moves between them. */
export interface GroupContent {
  group: string;
  books: readonly InstrumentBook[];
  /** Of the group {@link CASH_BOOK} only. */
  cash: CashEvents;
  problems: readonly Problem[];
}

/** A group as it comes out of the rows. */
export interface FoldedGroup {
  content: GroupContent;
  keys: readonly string[];
}

interface Wanted {
  accounts: readonly string[];
  /** Only these instruments (`ledger_key`), and those that events join to them; null: all. */
  keys: readonly string[] | null;
  method: CostMethod;
  moment: Moment;
  /** See {@link BATCH_ROWS}. */
  batchRows?: number;
}

/**
 * Folds the rows of some instruments, or of all, and takes the result apart into groups. Of a long ledger some groups at a time: what is in
 * memory is bounded by the longest of them, and not by the ledger.
 */
export async function* foldRows(
  tx: Transaction,
  { accounts, keys, method, moment, batchRows = BATCH_ROWS }: Wanted,
): AsyncGenerator<FoldedGroup> {
  const bookOf = await bookKeys(tx);
  const relation = ledgerRows(moment);
  const ids = accounts.map(BigInt);
  const batches = keys === null ? await batchesOf(tx, { accounts: ids, bookOf, relation, batchRows }) : null;
  const listed = keys === null ? await listedRows(tx, accounts, bookOf, moment, relation) : [];
  const listedAccounts = new Set(listed.map(({ accountId }) => accountId));
  const cash = new CashParts(listedAccounts);
  const streams = batches?.map((batch) => ({ keys: batch.keys, exact: true })) ?? [{ keys, exact: false }];
  for (const [index, stream] of streams.entries()) {
    const part = new Part(method);
    for await (const page of streamLedger(tx, { accounts: ids, relation, ...stream }, bookOf)) for (const row of page) part.take(row);
    const isOurs = ({ instrument }: LedgerRow) => {
      const found = batches?.findIndex(({ books }) => books.has(instrument)) ?? 0;
      return index === (found === -1 ? streams.length - 1 : found);
    };
    for (const row of listed) if (isOurs(row)) part.take(row);
    yield* part.groups(cash);
  }
  // What lists say of cash is in no batch more than in another.
  const lists = new LedgerFold(method);
  for (const row of listed) lists.add(row);
  yield* cash.group(lists.balances().cash);
}

/** Books that are folded at a time. */
class Part {
  private readonly fold: LedgerFold;
  private readonly events: Pick<LedgerRow, "instrument" | "groupId" | "tradeType">[] = [];
  private readonly keysOf = new Map<string, Set<string>>();

  constructor(method: CostMethod) {
    this.fold = new LedgerFold(method);
  }

  take(row: LedgerRow): void {
    this.fold.add(row);
    const known = this.keysOf.get(row.instrument);
    if (known) known.add(instrumentKey(row));
    else this.keysOf.set(row.instrument, new Set([instrumentKey(row)]));
    if (row.groupId !== null) this.events.push({ instrument: row.instrument, groupId: row.groupId, tradeType: row.tradeType });
  }

  *groups(cash: CashParts): Generator<FoldedGroup> {
    const links = linkedInstruments(this.events);
    const groupOf = (instrument: string) => links.get(instrument) ?? instrument;
    const balances = this.fold.balances();
    const told = Map.groupBy(balances.problems, ({ instrument }) => groupOf(instrument ?? CASH_BOOK));
    const keysOf = (members: readonly string[]) => members.flatMap((member) => [...(this.keysOf.get(member) ?? [])]);
    cash.take(balances.cash, told.get(CASH_BOOK) ?? []);
    for (const [group, members] of Map.groupBy(this.keysOf.keys(), groupOf)) {
      if (group === CASH_BOOK) {
        cash.takeKeys(keysOf(members));
        continue;
      }
      const books = members.toSorted(byText).flatMap((member) => this.fold.finish(member) ?? []);
      yield { content: { group, books, problems: told.get(group) ?? [], cash: NO_EVENTS }, keys: keysOf(members) };
    }
  }
}

/** What rows about cash alone did; what others did is in the books of their instruments. */
class CashParts {
  private readonly summed: CashBook[] = [];
  private readonly problems: Problem[] = [];
  private readonly keys = new Set<string>();

  constructor(private readonly listed: ReadonlySet<string>) {}

  take(cash: readonly CashBook[], problems: readonly Problem[]): void {
    // Balances are summed by the database.
    for (const book of cash) if (!this.listed.has(book.accountId)) this.summed.push({ ...book, days: [] });
    this.problems.push(...problems);
  }

  takeKeys(keys: readonly string[]): void {
    for (const key of keys) this.keys.add(key);
  }

  *group(listed: readonly CashBook[]): Generator<FoldedGroup> {
    if (this.keys.size === 0) return;
    const content = { group: CASH_BOOK, books: [], problems: this.problems, cash: cashEvents(this.summed, listed) };
    yield { content, keys: [...this.keys] };
  }
}

import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { DisjointSets } from "@/lib/engine/disjoint-sets";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { CARRIERS, linkedInstruments } from "@/lib/engine/links";
import { keyedAt, ledgerNames, NAMED, type NamedLedgers, type NamedRow } from "./ledger-names";

/** Rows that are folded at once. More take memory by the hundred megabytes; fewer read the ledger more often. */
export const BATCH_ROWS = 150_000;

export interface Batch {
  /** How ledgers call the instruments of the batch (`ledger_key`). */
  keys: readonly string[];
  books: ReadonlySet<string>;
}

interface Ledgers extends NamedLedgers {
  batchRows: number;
}

/**
 * Takes a long ledger apart into batches that can be folded one after the other: no row of one batch is about a book of another, and cost
 * moves between none. A set of instruments that belong together is never cut, however long it is.
 * @returns null for a ledger that is short enough to be folded at once
 */
export async function batchesOf(tx: Transaction, ledgers: Ledgers): Promise<Batch[] | null> {
  if (!(await isLong(tx, ledgers))) return null;
  const names = await ledgerNames(tx, ledgers);
  const sets = new DisjointSets();
  for (const { key, books } of names) for (const book of books) sets.join(keyNode(key), bookNode(book));
  for (const [instrument, root] of linkedInstruments(await linkingRows(tx, ledgers))) sets.join(bookNode(instrument), bookNode(root));

  const together = Map.groupBy(names, ({ key }) => sets.rootOf(keyNode(key)));
  const batches: { keys: Set<string>; books: Set<string>; rows: number }[] = [];
  for (const members of together.values()) {
    const rows = members.reduce((sum, member) => sum + member.rows, 0);
    let batch = batches.at(-1);
    if (!batch || batch.rows + rows > ledgers.batchRows) {
      batch = { keys: new Set(), books: new Set(), rows: 0 };
      batches.push(batch);
    }
    batch.rows += rows;
    for (const { key, books } of members) {
      batch.keys.add(key);
      for (const book of books) batch.books.add(book);
    }
  }
  return batches.map(({ keys, books }) => ({ keys: [...keys], books }));
}

const keyNode = (key: string) => `key ${key}`;
const bookNode = (book: string) => `book ${book}`;

async function isLong(tx: Transaction, { accounts, relation, batchRows }: Ledgers): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM ${relation} t WHERE t.broker_account_id = ANY (${[...accounts]}::bigint[]) LIMIT ${batchRows + 1}) AS first_rows`;
  return (row?.count ?? 0) > batchRows;
}

/** The rows of events by which cost may move from one instrument to another. */
async function linkingRows(
  tx: Transaction,
  { accounts, bookOf, relation }: Ledgers,
): Promise<Pick<LedgerRow, "instrument" | "groupId" | "tradeType">[]> {
  const found = await tx.$queryRaw<(NamedRow & { event: string; at: Date })[]>`
    SELECT DISTINCT ${NAMED}, t.meta ->> 'groupId' AS event, t.trade_time AS at
    FROM ${relation} t WHERE t.broker_account_id = ANY (${[...accounts]}::bigint[]) AND t.meta ->> 'groupId' IN (
      SELECT g.meta ->> 'groupId' FROM ${relation} g
      WHERE g.broker_account_id = ANY (${[...accounts]}::bigint[]) AND g.trade_type = ANY (${[...CARRIERS]}::text[]))`;
  return found.map(({ event, at, ...named }) => ({ instrument: bookOf(keyedAt(named, at)), groupId: event, tradeType: named.trade_type }));
}

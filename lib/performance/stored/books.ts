import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import type { CostMethod } from "@/lib/engine/books";
import { type Moment, NOW } from "@/lib/moment/schema";
import { type Part, packed, readPacked, readPart, readParts, stampOf } from "./cache";
import { type FoldedGroup, foldRows, type GroupContent } from "./folded-groups";
import { type SlimBook, slim, withDisposals } from "./packed-disposals";
import { type LedgerVersions, touchedKeys, type Versions } from "./versions";

/** Books that are folded together, because cost moves between them. */
export interface BookGroup extends GroupContent {
  /** Changes with the content. */
  stamp: string;
}

/** What is kept to know, after a change, which groups it concerns. */
interface BookIndex {
  /** Account id → the version of its ledger that was folded. */
  ledgers: Readonly<Record<string, string>>;
  groups: readonly { group: string; stamp: string; keys: readonly string[] }[];
}

const INDEX = "books";
const partOf = (group: string) => `books/${group}`;
const disposalsOf = (group: string) => `disposals/${group}`;

export interface PortfolioBooks {
  groups: readonly BookGroup[];
  /** What is to be kept of it; nothing where all of it came from there. */
  keep: Part[];
  drop: string[];
}

/**
 * The books of a portfolio's ledgers. Those that nothing has changed since they were kept are read; the others, and only those, are folded
 * from their rows.
 */
export async function currentBooks(tx: Transaction, portfolioId: bigint, method: CostMethod, versions: Versions): Promise<PortfolioBooks> {
  const stamp = stampOf(method, versions.instruments, ...ledgersWithoutRows(versions.ledgers));
  const index = await readIndex(tx, portfolioId, stamp);
  const accounts = [...versions.ledgers.keys()];
  // What a list without a ledger says is folded with everything else, so such a portfolio is folded as a whole.
  const isListed = [...versions.ledgers.values()].some(({ hasRows, snapshot }) => !hasRows && snapshot > 0n);
  const isSwept = (id: string) => (versions.ledgers.get(id)?.sweeping ?? 0n) > BigInt(index?.ledgers[id] ?? -1);
  if (!index || accounts.some(isSwept)) return foldAll(tx, accounts, method, stamp, versions.ledgers);
  const touched = await touchedKeys(tx, new Map(Object.entries(index.ledgers).map(([id, version]) => [id, BigInt(version)])));
  const stale = index.groups.filter(({ keys }) => keys.some((key) => touched.has(key)));
  const fresh = index.groups.filter((group) => !stale.includes(group));
  const kept = await readGroups(tx, portfolioId, fresh);
  if (!kept) return foldAll(tx, accounts, method, stamp, versions.ledgers);
  if (touched.size === 0) return { groups: kept, keep: [], drop: [] };
  if (isListed) return foldAll(tx, accounts, method, stamp, versions.ledgers);
  return refold(tx, { accounts, method, stamp, ledgers: versions.ledgers, touched, stale, fresh, kept });
}

/** The books of the ledgers of another moment: nothing of it is kept. */
export async function booksAt(tx: Transaction, accounts: readonly string[], method: CostMethod, moment: Moment): Promise<BookGroup[]> {
  const groups: BookGroup[] = [];
  for await (const { content } of foldRows(tx, { accounts, keys: null, method, moment })) groups.push({ ...content, stamp: "" });
  return groups;
}

/** An account without a ledger is read from its lists, which change by themselves. */
const ledgersWithoutRows = (ledgers: Versions["ledgers"]): string[] =>
  [...ledgers].flatMap(([id, { hasRows, snapshot }]) => (hasRows ? [id] : [id, "listed", String(snapshot)]));

async function readIndex(tx: Transaction, portfolioId: bigint, stamp: string): Promise<BookIndex | null> {
  const found = await readPart(tx, portfolioId, INDEX);
  return found?.stamp === stamp ? (found.content as BookIndex) : null;
}

async function readGroups(tx: Transaction, portfolioId: bigint, groups: BookIndex["groups"]): Promise<BookGroup[] | null> {
  const parts = await readParts(tx, portfolioId, new Map(groups.map(({ group, stamp }) => [partOf(group), stamp])));
  const disposals = await readPacked(tx, portfolioId, new Map(groups.map(({ group, stamp }) => [disposalsOf(group), stamp])));
  const found = groups.flatMap(({ group, stamp }): BookGroup[] => {
    const content = parts.get(partOf(group)) as SlimGroup | undefined;
    const closed = disposals.get(disposalsOf(group));
    return content && closed ? [{ ...content, books: withDisposals(content.books, closed), stamp }] : [];
  });
  return found.length === groups.length ? found : null;
}

/** As it is kept. */
type SlimGroup = Omit<GroupContent, "books"> & { books: readonly SlimBook[] };

/** A group, and what is to be kept of it. */
interface KeptGroup {
  group: BookGroup;
  keys: readonly string[];
  parts: readonly Part[];
}

/** Group by group, so that the long text of only one is in memory at a time. */
async function keptGroups(folded: AsyncIterable<FoldedGroup>): Promise<KeptGroup[]> {
  const kept: KeptGroup[] = [];
  for await (const { content, keys } of folded) {
    const { group, books } = content;
    const slimGroup: SlimGroup = { ...content, books: books.map(slim) };
    const [json, closed] = [JSON.stringify(slimGroup), JSON.stringify(books.map(({ disposals }) => disposals))];
    const stamp = stampOf(json, closed);
    const disposals = await packed(closed);
    const parts = [
      { part: partOf(group), stamp, content: await packed(json) },
      { part: disposalsOf(group), stamp, content: disposals },
    ];
    kept.push({ group: { ...slimGroup, books: withDisposals(slimGroup.books, disposals), stamp }, keys, parts });
  }
  return kept;
}

async function foldAll(
  tx: Transaction,
  accounts: readonly string[],
  method: CostMethod,
  stamp: string,
  ledgers: Versions["ledgers"],
): Promise<PortfolioBooks> {
  const folded = await keptGroups(foldRows(tx, { accounts, keys: null, method, moment: NOW }));
  return { groups: folded.map(({ group }) => group), keep: await toKeep(folded, [], stamp, ledgers), drop: [] };
}

interface Change {
  accounts: readonly string[];
  method: CostMethod;
  stamp: string;
  ledgers: Versions["ledgers"];
  touched: ReadonlySet<string>;
  stale: BookIndex["groups"];
  fresh: BookIndex["groups"];
  kept: readonly BookGroup[];
}

/** Rows of one event may lead from the touched instruments to others: those are folded anew with them, until no more come. */
async function refold(tx: Transaction, change: Change): Promise<PortfolioBooks> {
  const stale = new Set(change.stale.map(({ group }) => group));
  const keys = new Set([...change.touched, ...change.stale.flatMap((group) => group.keys)]);
  for (;;) {
    const folded = await keptGroups(foldRows(tx, { accounts: change.accounts, keys: [...keys], method: change.method, moment: NOW }));
    const met = new Set(folded.flatMap((group) => group.keys));
    const reached = change.fresh.filter((group) => !stale.has(group.group) && group.keys.some((key) => met.has(key)));
    if (reached.length === 0) {
      const rest = change.fresh.filter(({ group }) => !stale.has(group));
      const groups = [...change.kept.filter(({ group }) => !stale.has(group)), ...folded.map(({ group }) => group)];
      const gone = [...stale].filter((group) => !folded.some((each) => each.group.group === group));
      return {
        groups,
        keep: await toKeep(folded, rest, change.stamp, change.ledgers),
        drop: gone.flatMap((group) => [partOf(group), disposalsOf(group)]),
      };
    }
    for (const { group, keys: more } of reached) {
      stale.add(group);
      for (const key of more) keys.add(key);
    }
  }
}

async function toKeep(
  folded: readonly KeptGroup[],
  rest: BookIndex["groups"],
  stamp: string,
  ledgers: ReadonlyMap<string, LedgerVersions>,
): Promise<Part[]> {
  const index: BookIndex = {
    ledgers: Object.fromEntries([...ledgers].map(([id, { version }]) => [id, String(version)])),
    groups: [...rest, ...folded.map(({ group, keys }) => ({ group: group.group, stamp: group.stamp, keys }))],
  };
  return [...folded.flatMap(({ parts }) => parts), { part: INDEX, stamp, content: await packed(JSON.stringify(index)) }];
}

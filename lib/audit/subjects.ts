import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { parseRowId } from "@/lib/db/row-id";

type Subject = { label: string; href: string | null };

/** What an event can be about, and how those that are still there are found. Row-level security leaves only the person's own. */
const FINDERS: Readonly<Record<string, { gone: string; find: (tx: Transaction, ids: bigint[]) => Promise<[bigint, Subject][]> }>> = {
  portfolio: {
    gone: "A portfolio that is gone",
    find: async (tx, ids) =>
      (await tx.portfolio.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map(({ id, name }) => [
        id,
        { label: name, href: `/portfolios/${id}` },
      ]),
  },
  account: {
    gone: "An account that is gone",
    find: async (tx, ids) =>
      (await tx.brokerAccount.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } })).map(
        ({ id, displayName }) => [id, { label: displayName, href: `/accounts/${id}` }],
      ),
  },
  import: {
    gone: "An import that is gone",
    find: async (tx, ids) =>
      (await tx.import.findMany({ where: { id: { in: ids } }, select: { id: true, fileName: true, brokerAccountId: true } })).map(
        ({ id, fileName, brokerAccountId }) => [id, { label: fileName, href: `/accounts/${brokerAccountId}/import/${id}` }],
      ),
  },
  instrument: {
    gone: "An instrument that is gone",
    find: async (tx, ids) =>
      (await tx.instrument.findMany({ where: { id: { in: ids } }, select: { id: true, symbol: true } })).map(({ id, symbol }) => [
        id,
        { label: symbol, href: `/instruments/${id}` },
      ]),
  },
  transaction: {
    gone: "A transaction that is gone",
    find: async (tx, ids) =>
      (await tx.transaction.findMany({ where: { id: { in: ids } }, select: { id: true, symbol: true, brokerAccountId: true } })).map(
        ({ id, symbol, brokerAccountId }) => [id, { label: symbol, href: `/accounts/${brokerAccountId}/transactions/${id}` }],
      ),
  },
  mapping: {
    gone: "A mapping that is gone",
    find: async (tx, ids) =>
      (await tx.importMapping.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map(({ id, name }) => [
        id,
        { label: name, href: "/settings#mappings" },
      ]),
  },
};

/**
 * What events are about, by what was noted of them (`account:12`): one question for each kind. What is gone has words and no address; events
 * about the person alone have no entry.
 */
export async function findSubjects(tx: Transaction, noted: readonly string[]): Promise<Map<string, Subject>> {
  const ids = new Map<string, bigint[]>();
  const found = new Map<string, Subject>();
  for (const text of new Set(noted)) {
    const [kind = "", id = ""] = text.split(":");
    const rowId = parseRowId(id);
    const finder = FINDERS[kind];
    if (rowId === null || !finder) continue;
    found.set(text, { label: finder.gone, href: null });
    ids.set(kind, [...(ids.get(kind) ?? []), rowId]);
  }
  for (const [kind, wanted] of ids)
    for (const [id, subject] of (await FINDERS[kind]?.find(tx, wanted)) ?? []) found.set(`${kind}:${id}`, subject);
  return found;
}

import type { Row } from "./row";

/** An id of the broker's as `meta.externalId` writes it. Trades have three kinds, which never share a number space. */
const PREFIXES = {
  tradeID: "ibkr:trade",
  transactionID: "ibkr:tx",
  ibExecID: "ibkr:exec",
  origTradeID: "ibkr:trade",
  origTransactionID: "ibkr:tx",
} as const;
export type IdField = keyof typeof PREFIXES;

/** The ids that the row has among these fields, best first. */
export function idsOf(row: Row, ...fields: readonly IdField[]): string[] {
  return fields.flatMap((field) => {
    const id = row.id(field);
    return id === null ? [] : [`${PREFIXES[field]}:${id}`];
  });
}

export function tradeIds(row: Row): string[] {
  return idsOf(row, "tradeID", "transactionID", "ibExecID");
}

/** The ids of another part of the same event (`:USD`, `:fee`): no two rows may share one. */
export function partOf(ids: readonly string[], part: string): string[] {
  return ids.map((id) => `${id}:${part}`);
}

/** The identity fields of a row's meta; none when the statement gives no id. */
export function identity(ids: readonly string[]): { externalId?: string; externalIds?: string[] } {
  const [first] = ids;
  return first === undefined ? {} : { externalId: first, externalIds: [...ids] };
}

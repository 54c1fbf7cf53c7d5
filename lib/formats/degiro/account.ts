import type { Table } from "../table/preset";
import type { FormatItem } from "../types";
import { readCash } from "./cash";
import type { Column } from "./columns";
import { conversionPairs, conversionRow } from "./conversions";
import { readCorporateActions } from "./corporate";
import { joinedRows, type Line, readLine } from "./line";
import { isOrdinaryTrade, orderKey, readOrder } from "./orders";
import { cancelledSweeps } from "./sweeps";

/**
 * The account statement: every booking of every currency, newest first, with the balance behind it. The rows that come of it leave in each
 * currency what the balance says. Bookings of one order are one row; so are the two sides of an exchange two rows of one group.
 */
export function* readAccount(table: Table<Column>): Generator<FormatItem> {
  const said = new Map<number, FormatItem[]>();
  const lines: Line[] = [];
  const order: number[] = [];
  for (const { row, more } of joinedRows(table.rows)) {
    const line = readLine(row, more);
    order.push(row.line, ...more.map((each) => each.line));
    for (const each of more) said.set(each.line, [each.skipped(`Continues line ${row.line}.`)]);
    if (line) lines.push(line);
    else said.set(row.line, [row.refusal()]);
  }
  for (const item of [...itemsOf(lines)]) said.set(item.line, [...(said.get(item.line) ?? []), item]);
  for (const line of order) yield* said.get(line) ?? [];
}

function* itemsOf(lines: readonly Line[]): Generator<FormatItem> {
  const open = new Set(lines);
  const take = (those: readonly Line[]) => {
    for (const line of those) open.delete(line);
  };

  const sweeps = cancelledSweeps(lines);
  for (const [line, other] of sweeps)
    yield line.row.skipped(`A move between DEGIRO and its bank, which cancels out with the one on line ${other.row.line}.`);
  take([...sweeps.keys()]);

  const orders = Map.groupBy([...open], (line) => orderKey(line) ?? "");
  for (const [key, group] of orders) {
    const items = key === "" || !group.some(isOrdinaryTrade) ? null : readOrder(group);
    if (!items) continue;
    yield* items;
    take(group);
  }

  const actions = [...open].filter(({ trade }) => trade !== null);
  yield* readCorporateActions(actions);
  take(actions);

  const moments = Map.groupBy(
    [...open].filter(({ kind, money }) => kind === "conversion" && money !== null),
    ({ at, orderId }) => `${at.instant} ${orderId}`,
  );
  for (const group of moments.values()) {
    const { pairs, single } = conversionPairs(group);
    for (const pair of pairs) for (const line of pair) yield conversionRow(line, pair);
    for (const line of single) yield conversionRow(line, null);
    take(group);
  }

  for (const line of open) yield readCash(line);
}

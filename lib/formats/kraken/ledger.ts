import { sign } from "@/lib/money/decimal";
import { quotesAreMoney } from "../exchange/assets";
import type { Counting } from "../exchange/counting";
import type { ExchangeEvent } from "../exchange/event";
import { joinedItems } from "../exchange/items";
import { legRows } from "../exchange/legs";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { type Entry, entryOf } from "./entry";
import { EXCHANGES } from "./meanings";
import { readSingle } from "./single";

type Row = TableRow<Column>;

/**
 * The ledger: every entry changes one balance. Entries of an exchange share a reference and become its rows. Entries without an id have not
 * been booked (a deposit on its way): the same comes again with one. What trades tell is added to the counting.
 */
export function* readLedger(rows: Iterable<Row>, counting: Counting): Generator<FormatItem> {
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = entryOf(row);
    if (!entry) yield row.refusal();
    else if (entry.txid === "" && !row.has("balance"))
      yield row.skipped("Not booked yet: it has neither an id nor a balance. The booked entry of the same reference counts.");
    else entries.push(entry);
  }
  const groups = grouped(entries);
  for (const group of groups) {
    const assets = [...new Set(group.map(({ asset }) => asset))];
    const money = assets.find(quotesAreMoney);
    for (const asset of assets) if (money !== undefined && !quotesAreMoney(asset)) counting.traded(asset, money);
  }
  const context = { countedIn: (coin: string) => counting.currencyOf(coin), assetTypeOf: typesOf(entries) };
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    const isExchange = EXCHANGES.has(first.type) && (group.length > 1 || first.type !== "margin trade");
    yield* isExchange ? readExchange(group, context) : readSingle(first, context);
  }
}

type Context = Pick<ExchangeEvent, "countedIn" | "assetTypeOf">;

/** Entries of one exchange together, in the order of their first; every other entry by itself. */
function grouped(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const [index, entry] of entries.entries()) {
    const key = EXCHANGES.has(entry.type) && entry.refid !== "" ? `of ${entry.refid}` : `entry ${index}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** Shares that Kraken lists beside coins say so in their class. */
function typesOf(entries: readonly Entry[]): (asset: string) => "stock" | "crypto" {
  const shares = new Set(
    entries.filter(({ row }) => /equit|stock/i.test(`${row.text("assetClass")} ${row.text("subclass")}`)).map(({ asset }) => asset),
  );
  return (asset) => (shares.has(asset) ? "stock" : "crypto");
}

function readExchange(group: readonly Entry[], context: Context): FormatItem[] {
  const [first] = group;
  if (!first) return [];
  const lines = group.map(({ row }) => row);
  const assets = new Set(group.map(({ asset }) => asset));
  if (group.length > 1 && assets.size === 1 && group.every(({ fee }) => sign(fee) === 0))
    return lines.map((row) => row.skipped("Moved between pockets of the same account: what it holds stays the same."));
  const ids = [first.refid, ...group.map(({ txid }) => txid)].filter(Boolean).map((id) => `${SOURCE}:${id}`);
  const rows = legRows({
    ...context,
    source: SOURCE,
    at: first.at,
    isMoney: quotesAreMoney,
    ...(ids[0] === undefined ? {} : { id: ids[0] }),
    meta: { rawType: [first.type, first.subtype].filter(Boolean).join(" / ") },
    changes: group,
    fees: group.map(({ asset, fee }) => ({ asset, amount: fee })),
  });
  // A trade is also known by the ids of its entries, as the list of trades has them.
  const [main, ...others] = rows;
  const known = main && rows.length === 1 ? [{ ...main, meta: { ...main.meta, externalIds: ids } }] : main ? [main, ...others] : [];
  return joinedItems(lines, known);
}

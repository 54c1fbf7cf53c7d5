import { negate, sign } from "@/lib/money/decimal";
import type { RowParts } from "../draft";
import { quotesAreMoney } from "../exchange/assets";
import { ContentIds } from "../exchange/content-ids";
import { Counting } from "../exchange/counting";
import { type Amount, type ExchangeEvent, shared } from "../exchange/event";
import { itemsOf, joinedItems } from "../exchange/items";
import { legRows, negated, summed } from "../exchange/legs";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { type Line, lineOf } from "./line";
import { eventsOf } from "./sides";

type Row = TableRow<Column>;

/**
 * The statement lists changes of balances, and nothing says which belong together but their moment. The sides and fees of a trade are joined
 * by it (see {@link eventsOf}). There are no ids either: where a row's content isn't enough (no price, no cash), its identity is made of the
 * moment, the coins and the amounts, and of how often the same has come before.
 */
export function* readStatement(rows: Iterable<Row>, fallback: string): Generator<FormatItem> {
  const lines: Line[] = [];
  for (const row of rows) {
    const line = lineOf(row);
    if (line) lines.push(line);
    else yield row.refusal();
  }
  const events = eventsOf(lines);
  const counting = new Counting(fallback);
  for (const event of events) {
    const assets = summed(event.filter(({ operation }) => operation.kind !== "fee")).map(({ asset }) => asset);
    const money = assets.find(quotesAreMoney);
    for (const asset of assets) if (money !== undefined && !quotesAreMoney(asset)) counting.traded(asset, money);
  }
  const ids = new ContentIds(SOURCE);
  for (const event of events) yield* readEvent(event, counting, ids);
}

function readEvent(lines: readonly Line[], counting: Counting, ids: ContentIds): FormatItem[] {
  const [first] = lines;
  if (!first) return [];
  const { operation, row } = first;
  if (operation.kind === "internal")
    return lines.map((line) => line.row.skipped("Moved between pockets of the same account: what it holds stays the same."));
  const event: ExchangeEvent = {
    source: SOURCE,
    at: first.at,
    isMoney: quotesAreMoney,
    countedIn: (coin) => counting.currencyOf(coin),
    id: ids.of(
      first.at.instant,
      lines.map((line) => `${line.row.text("operation")}:${line.asset}:${line.amount}`),
    ),
    meta: {
      rawType: row.text("operation"),
      description: first.remark,
      ...("subtype" in operation && operation.subtype ? { subtype: operation.subtype } : {}),
    },
    ...("doubt" in operation && operation.doubt ? { doubts: [operation.doubt] } : {}),
  };
  const sides = lines.filter((line) => line.operation.kind === "side");
  if (sides.length === 0) return itemsOf(row, [singleRow(event, first)]);
  const fees = lines.filter((line) => line.operation.kind === "fee").map(negated);
  const rows = sides.every((line) => line.operation.kind === "side" && line.operation.of === "renamed")
    ? renamedRows(event, sides)
    : legRows({ ...event, changes: sides, fees });
  return joinedItems(
    lines.map((line) => line.row),
    known(rows),
  );
}

/** A purchase or sale is told by its content: the same trade of another export is then the same row. */
function known(rows: RowParts[]): RowParts[] {
  const [only] = rows;
  if (rows.length !== 1 || !only || (only.tradeType !== "buy" && only.tradeType !== "sell")) return rows;
  const { externalId: _id, externalIds: _ids, ...meta } = only.meta ?? {};
  return [{ ...only, meta }];
}

function singleRow(event: ExchangeEvent, { operation, asset, amount, row }: Line): RowParts {
  switch (operation.kind) {
    case "movement":
      return movementRow(event, asset, amount);
    case "reward":
      return rewardRow(event, asset, amount);
    case "fee":
      return feeRow(event, { asset, amount: negate(amount) });
    case "settlement":
      return unknownRow(event, asset, amount, "settlement");
    default: {
      const { tradeType, doubts } = row.meaning({}, row.text("operation"));
      const told = { ...event, doubts };
      if (tradeType === "deposit" || tradeType === "withdrawal" || tradeType === "transfer_in" || tradeType === "transfer_out")
        return movementRow(told, asset, amount);
      if (tradeType === "reward" || tradeType === "interest") return rewardRow(told, asset, amount);
      return unknownRow(told, asset, amount, tradeType);
    }
  }
}

/** The old coin goes, the new one comes, and the cost stays. */
function renamedRows(event: ExchangeEvent, sides: readonly Amount[]): RowParts[] {
  const groupId = event.id;
  return summed(sides).map(({ asset, amount }) => ({
    ...shared({ ...event, id: `${event.id}:${asset}`, meta: { ...event.meta, ...(groupId ? { groupId } : {}) } }),
    instrument: { assetType: "crypto" as const, symbol: asset },
    quantity: amount,
    currency: event.countedIn(asset),
    tradeType: sign(amount) === 0 ? ("other" as const) : ("symbol_change" as const),
  }));
}

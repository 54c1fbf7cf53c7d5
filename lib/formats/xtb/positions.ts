import { absolute, add, type DecimalString, divide, negate, round, sign, ZERO } from "@/lib/money/decimal";
import type { Table } from "../table/preset";
import type { FormatItem, HoldingDraft } from "../types";
import { instrumentOf, type Row, SOURCE } from "./cash";
import type { Column } from "./columns";

const PRICE_DIGITS = 12;

/** One open position, in the account's currency. */
interface Position {
  row: Row;
  units: DecimalString;
  cost: DecimalString | null;
  value: DecimalString | null;
  price: DecimalString | null;
  opened: string | undefined;
}

function readPosition(row: Row): Position | null {
  const symbol = row.requiredText("symbol", "A symbol such as SPYL.DE.");
  const volume = row.requiredValue("volume");
  const [cost, profit, price] = [row.value("purchaseValue"), row.value("grossProfit"), row.value("marketPrice")];
  const opened = row.date("openTime");
  if (symbol === "" || volume === null || row.isRefused) return null;
  const units = /sell/i.test(row.text("type")) ? negate(absolute(volume)) : volume;
  const known = cost !== null && sign(cost) !== 0 ? cost : null;
  return { row, units, cost: known, value: known === null ? null : add(known, profit ?? ZERO), price, opened };
}

/** The open positions of the day that the sheet names, one holding for each symbol: purchases of one share are positions of their own. */
export function* readOpenPositions(table: Table<Column>, day: string | null, account: string | null): Generator<FormatItem> {
  const said: FormatItem[] = [];
  const positions: Position[] = [];
  for (const row of table.rows) {
    if (day === null) row.refuse("The sheet doesn't say of which day the positions are.", "A date in the sheet's or the file's name.");
    const position = readPosition(row);
    row.currencyOf(account ?? "", "The account's currency");
    if (position && !row.isRefused) positions.push(position);
    else said.push(row.refusal());
  }
  if (day !== null) yield { kind: "snapshot", line: table.headerLine, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
  for (const group of Map.groupBy(positions, ({ row }) => row.text("symbol")).values()) {
    const [first, ...others] = group;
    if (!first) continue;
    said.push(holdingOf(first, group, account));
    for (const { row } of others) said.push(row.skipped(`Part of the holding on line ${first.row.line}.`));
  }
  yield* said.sort((one, other) => one.line - other.line);
}

const total = (values: readonly (DecimalString | null)[]): DecimalString | null =>
  values.every((value) => value !== null) ? add(...(values as DecimalString[])) : null;

function holdingOf({ row, price }: Position, group: readonly Position[], account: string | null): FormatItem {
  const instrument = instrumentOf(row, row.has("purchaseValue"));
  const unit = row.currencyOf(account ?? "");
  if (!instrument || !unit) return row.refusal();
  const quantity = add(...group.map(({ units }) => units));
  const cost = total(group.map((each) => each.cost));
  const average = cost === null ? null : divide(absolute(cost), absolute(quantity));
  const draft: HoldingDraft = {
    assetType: instrument.assetType,
    symbol: instrument.symbol,
    isin: null,
    quantity,
    avgPrice: average && round(average, PRICE_DIGITS),
    currency: unit.currency,
    costValue: cost,
    marketValue: total(group.map((each) => each.value)),
    meta: {
      source: SOURCE,
      instrument: instrument.meta,
      ...(price === null ? {} : { quoted: { price } }),
      lots: group.map(({ units, cost: lotCost, opened }) => ({
        quantity: units,
        ...(lotCost === null ? {} : { cost: lotCost }),
        ...(opened === undefined ? {} : { acquiredAt: opened }),
      })),
    },
  };
  return { kind: "holding", line: row.line, draft };
}

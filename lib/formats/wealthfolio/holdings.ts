import { absolute, multiply, ONE, sign } from "@/lib/money/decimal";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { instrumentOf, isCashSymbol } from "./instrument";

type Row = TableRow<Column>;

/** Positions of one or more days: each day is a snapshot. `price` is the market's of that day, `avgCost` what a unit had cost. */
export function* readHoldings(rows: Iterable<Row>): Generator<FormatItem> {
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const at = row.time("date");
    if (!at) {
      yield row.refusal();
      continue;
    }
    const day = `${at.instant.slice(0, 10)}T00:00:00.000Z`;
    const positions = days.get(day);
    if (positions) positions.push(row);
    else days.set(day, [row]);
  }
  for (const [asOf, positions] of days) {
    yield { kind: "snapshot", line: positions[0]?.line ?? 1, asOf, dateOnly: true };
    for (const row of positions) yield readHolding(row);
  }
}

function readHolding(row: Row): FormatItem {
  const unit = row.currency("currency");
  const quantity = row.requiredNumber("quantity");
  const [price, average] = [unit && row.money("price", unit), unit && row.money("averageCost", unit)];
  if (!unit || quantity === null || row.isRefused) return row.refusal();
  const { line } = row;
  const { currency } = unit;
  if (isCashSymbol(row.text("symbol"))) {
    const cash = {
      assetType: "cash" as const,
      symbol: currency,
      isin: null,
      quantity,
      avgPrice: ONE,
      currency,
      costValue: quantity,
      marketValue: quantity,
    };
    return { kind: "holding", line, draft: { ...cash, meta: { source: SOURCE } } };
  }
  const { assetType, symbol, meta } = instrumentOf(row);
  if (sign(quantity) === 0) return row.skipped(`The position in ${symbol.slice(0, 60)} has no units.`);
  return {
    kind: "holding",
    line,
    draft: {
      assetType,
      symbol,
      isin: meta.isin || null,
      quantity,
      avgPrice: average && absolute(average),
      currency,
      costValue: average && multiply(quantity, average),
      marketValue: price && multiply(quantity, price),
      meta: {
        source: SOURCE,
        ...(meta.isin ? { instrument: { isin: meta.isin } } : {}),
        ...(price ? { price } : {}),
        ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
      },
    },
  };
}

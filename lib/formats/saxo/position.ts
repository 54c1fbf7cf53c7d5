import { absolute, multiply, negate, sign } from "@/lib/money/decimal";
import { dateInName } from "../table/name-date";
import type { Table } from "../table/preset";
import { FormatError, type FormatItem, type HoldingDraft, type ParseContext } from "../types";
import type { Column } from "./columns";
import { instrumentOf, type Row, SOURCE } from "./transaction";

/**
 * The positions of the day that the file's name carries.
 * @throws FormatError where it has none: the export doesn't say it.
 */
export function* readPositions(table: Table<Column>, { fileName = "" }: ParseContext): Generator<FormatItem> {
  const day = dateInName(fileName);
  if (day === null)
    throw new FormatError(
      "The file doesn't say of which day the positions are.",
      "Keep the name it was downloaded with, which has the day, or put one into it: Positions_2025-12-31.xlsx.",
      table.headerLine,
    );
  yield { kind: "snapshot", line: table.headerLine, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
  for (const row of table.rows) yield readPosition(row);
}

function readPosition(row: Row): FormatItem {
  const quantity = row.value("quantity");
  // Sums of a kind of instrument have no number of units.
  if (quantity === null && !row.isRefused) return row.skipped("A total of other lines.");
  const instrument = instrumentOf(row);
  const unit = row.currency(row.has("currency") ? "currency" : "instrumentCurrency");
  const [average, price, value] = [row.value("openPrice"), row.value("currentPrice"), row.value("marketValue")];
  if (quantity === null || !instrument || !unit || row.isRefused) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("Nothing is held of it.");
  const draft: HoldingDraft = {
    assetType: instrument.assetType,
    symbol: instrument.symbol,
    isin: instrument.meta.isin || null,
    quantity,
    avgPrice: average && absolute(average),
    currency: unit.currency,
    costValue: average && multiply(quantity, absolute(average)),
    // A short position is worth less than nothing, whichever sign the export gives it.
    marketValue: value && (sign(quantity) < 0 ? negate(absolute(value)) : value),
    meta: { source: SOURCE, instrument: instrument.meta, ...(price === null ? {} : { price }) },
  };
  return { kind: "holding", line: row.line, draft };
}

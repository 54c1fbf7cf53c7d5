import { absolute, add, type DecimalString, multiply, sign, ZERO } from "@/lib/money/decimal";
import { readTime } from "../table/dates";
import type { Table } from "../table/preset";
import type { TableRow } from "../table/row";
import { FormatError, type FormatItem, type ParseContext } from "../types";
import { type Column, CURRENCY, SOURCE } from "./columns";
import { listed } from "./instrument";

const PLEDGED = ["available", "pledgedMargin", "pledgedLoan"] as const;

/**
 * A holdings statement: what is available and what is pledged add up (long-term units are some of them). Its day stands above the table, or
 * in the file's name.
 * @throws FormatError where neither has a day.
 */
export function* readHoldings(table: Table<Column>, context: ParseContext): Generator<FormatItem> {
  const day = dayOf(table, context.fileName ?? "");
  if (day === null) {
    throw new FormatError(
      "The list of holdings doesn't say of which day it is.",
      "Use the holdings statement of Console, or put the day into the file's name, such as “holdings 2026-03-31.csv”.",
      table.headerLine,
    );
  }
  yield { kind: "snapshot", line: table.headerLine, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
  for (const row of table.rows) yield readHolding(row, table.sheet);
}

function dayOf({ preamble }: Table<Column>, fileName: string): string | null {
  for (const text of [...preamble.flatMap(({ cells }) => cells), fileName]) {
    const found = /(\d{4}-\d{2}-\d{2}|\d{2}[-/.]\d{2}[-/.]\d{4})/.exec(text.replaceAll("_", "-"));
    const written = found && (/as on/i.test(text) || text === fileName) ? readTime(found[1] ?? "", "dmy") : null;
    if (written) return written.date;
  }
  return null;
}

function readHolding(row: TableRow<Column>, sheet: string): FormatItem {
  const symbol = row.text("symbol") || row.text("instrument");
  const isKite = row.text("instrument") !== "";
  if (symbol === "" || /^(?:grand )?total$/i.test(symbol)) return row.skipped("A total, or a line without a symbol.");
  const quantity = isKite ? row.requiredNumber("kiteQuantity") : unitsOf(row);
  const [average, close] = [row.number("average"), row.number("close")];
  if (quantity === null || row.isRefused) return row.refusal();
  if (sign(quantity) === 0) return row.skipped(`The position in ${symbol.slice(0, 60)} has no units.`);
  const segment = /mutual/i.test(sheet) || row.has("instrumentType") ? "MF" : "EQ";
  const { assetType, meta } = listed(symbol, row.text("isin").toUpperCase(), segment, "", row.text("sector"));
  return {
    kind: "holding",
    line: row.line,
    draft: {
      assetType,
      symbol,
      isin: meta.isin ?? null,
      quantity,
      avgPrice: average && absolute(average),
      currency: CURRENCY,
      costValue: average && multiply(quantity, average),
      marketValue: close && multiply(quantity, close),
      meta: { source: SOURCE, ...(Object.keys(meta).length > 0 ? { instrument: meta } : {}), ...(close ? { price: close } : {}) },
    },
  };
}

function unitsOf(row: TableRow<Column>): DecimalString | null {
  const parts = PLEDGED.map((column) => (column === "available" ? row.requiredNumber(column) : (row.number(column) ?? ZERO)));
  return parts.some((part) => part === null) ? null : add(...parts.filter((part) => part !== null));
}

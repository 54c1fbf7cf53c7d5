import { absolute, negate, ONE, sign } from "@/lib/money/decimal";
import { dateInName } from "../table/name-date";
import type { Table } from "../table/preset";
import { FormatError, type FormatItem, type HoldingDraft, type ParseContext } from "../types";
import type { Column } from "./columns";
import { SOURCE } from "./draft";
import { moneyOf, type Row } from "./line";

const CASH = /\bCASH\b.*\(([A-Z]{3})\)/i;
const ISIN = /\b[A-Z]{2}[A-Z0-9]{9}\d\b/;

/**
 * The portfolio: what is held, at the last price, and the cash. The file doesn't say of which day it is.
 * @throws FormatError where its name has no date either.
 */
export function* readPortfolio(table: Table<Column>, { fileName = "" }: ParseContext): Generator<FormatItem> {
  const day = dateInName(fileName);
  if (day === null)
    throw new FormatError(
      "The file doesn't say on which day the portfolio was like this.",
      "Put the day into the file's name, such as Portfolio_2025-12-31.csv, and import it again.",
      table.headerLine,
    );
  yield { kind: "snapshot", line: table.headerLine, asOf: `${day}T00:00:00.000Z`, dateOnly: true };
  for (const row of table.rows) yield readHolding(row);
}

function readHolding(row: Row): FormatItem {
  const product = row.requiredText("product", "The name of what is held.");
  const value = moneyOf(row, "heldValue", "heldValue2");
  const cash = CASH.exec(product)?.[1];
  if (cash !== undefined || row.text("symbolIsin") === "") return cashHolding(row, cash);

  const quantity = row.requiredValue("held");
  const price = row.value("closing");
  if (!value && !row.isRefused) row.refuse(`${row.title("heldValue")} is empty.`, "A value and its currency.");
  if (quantity === null || !value || row.isRefused) return row.refusal();
  if (sign(quantity) === 0) return row.skipped("Nothing is held of it.");
  const isin = ISIN.exec(row.text("symbolIsin"))?.[0] ?? null;
  const draft: HoldingDraft = {
    assetType: "stock",
    symbol: isin ?? row.text("symbolIsin"),
    isin,
    quantity,
    avgPrice: null,
    currency: value.currency,
    costValue: null,
    marketValue: sign(quantity) < 0 ? negate(absolute(value.amount)) : value.amount,
    meta: { source: SOURCE, instrument: { name: product, ...(isin ? { isin } : {}) }, ...(price === null ? {} : { price }) },
  };
  return { kind: "holding", line: row.line, draft };
}

/** `CASH & CASH FUND & FTX CASH (EUR)`: cash, in whichever pot of the broker's. */
function cashHolding(row: Row, named: string | undefined): FormatItem {
  const money = moneyOf(row, "heldValue", "heldValue2", named);
  if (!money && !row.isRefused) row.refuse(`${row.title("heldValue")} is empty.`, "An amount and its currency.");
  if (!money || row.isRefused) return row.refusal();
  const { amount, currency } = money;
  const draft: HoldingDraft = {
    assetType: "cash",
    symbol: currency,
    isin: null,
    quantity: amount,
    avgPrice: ONE,
    currency,
    costValue: amount,
    marketValue: amount,
    meta: { source: SOURCE },
  };
  return { kind: "holding", line: row.line, draft };
}

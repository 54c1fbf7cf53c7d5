import { absolute, type DecimalString, negate, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { TableRow } from "../table/row";
import type { SourceRow } from "../table/source";
import type { FormatItem } from "../types";
import { isCusip, usOption } from "../us-brokers/listing";
import { type UsMeaning, usParts } from "../us-brokers/row";
import type { Column } from "./columns";
import { isBankProgram, phraseMeaning } from "./meanings";

export type Row = TableRow<Column>;

const SOURCE = "merrill";
const CORPORATE: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change", "rights", "stock_dividend"]);
const REINVESTED = /^reinvest/i;
const NUMBER = /\b([0-9A-Z]{3}-[0-9A-Z]{5})\s*$/i;

/** `CMA-Edge 00X-00000`: a name and a number. */
export function accountOf(text: string): { accountId: string; name?: string } | null {
  const written = text.trim();
  if (written === "" || /^all\b/i.test(written) || written.includes(",")) return null;
  const accountId = NUMBER.exec(written)?.[1] ?? written;
  const name = written.slice(0, written.length - accountId.length).trim();
  return { accountId, ...(name ? { name } : {}) };
}

/** The account above the table, in files of one. */
export function accountAbove(preamble: readonly SourceRow[]): { accountId: string; name?: string } | null {
  for (const { cells } of preamble) {
    const selected = /^selected accounts?\s*(?:\(s\))?\s*:\s*(.*)$/i.exec(cells.join(",").trim())?.[1];
    if (selected !== undefined) return accountOf(selected.replace(/,+$/, ""));
  }
  return null;
}

const describe = (row: Row) => [row.text("description"), row.text("more")].filter((text) => text !== "").join(" ");
const symbolOf = (row: Row) => (row.has("symbol") ? row.text("symbol").replaceAll(/\s+/g, " ") : "");
const keyOf = (row: Row) => [row.text("account"), row.text("date"), symbolOf(row)].join("\n");
const isNumber = (text: string) => /^[-+]?\$?[\d,]*\.?\d+$/.test(text);
const isZero = (text: string) => !/[1-9]/.test(text);

/** Of reinvestments told in two lines, units in one and money in the other: the line of the money, by that of the units. */
export function paymentsOf(rows: readonly Row[]): { moneyOf: ReadonlyMap<Row, Row>; unitsOf: ReadonlyMap<Row, Row> } {
  const reinvested = rows.filter((row) => REINVESTED.test(row.text("description")) && symbolOf(row) !== "");
  const money = reinvested.filter((row) => isZero(row.text("quantity")) && isNumber(row.text("amount")) && !isZero(row.text("amount")));
  const waiting = new Map<string, Row[]>();
  for (const row of money) waiting.set(keyOf(row), [...(waiting.get(keyOf(row)) ?? []), row]);
  const [moneyOf, unitsOf] = [new Map<Row, Row>(), new Map<Row, Row>()];
  for (const row of reinvested) {
    if (isZero(row.text("quantity")) || !isZero(row.text("amount"))) continue;
    const paid = waiting.get(keyOf(row))?.shift();
    if (!paid) continue;
    moneyOf.set(row, paid);
    unitsOf.set(paid, row);
  }
  return { moneyOf, unitsOf };
}

/** Reinvestments are bought with the dividend, which has a line of its own; one without money brings units alone. */
function typeOf({ tradeType, subtype }: UsMeaning, units: DecimalString | null, amount: DecimalString | null): TradeType {
  if (tradeType === "transfer_in" && units === null) return "deposit";
  if (subtype !== "dividend_reinvestment") return tradeType;
  if (units === null) return "adjustment";
  return amount === null || sign(amount) === 0 ? "reinvest" : tradeType;
}

/** The ledger row of one line. `money` is the line that holds what the units of this one were paid with. */
export function readLine(row: Row, money: Row | undefined): FormatItem {
  const description = describe(row);
  row.requiredText("description", "A description such as Purchase.");
  const at = row.time("date");
  const [quantity, price] = [row.value("quantity"), row.value("price")];
  const amount = (money ?? row).value("amount");
  const settleDate = row.date("settleDate");
  if (!at || row.isRefused) return row.refusal();
  const symbol = symbolOf(row);
  const known = phraseMeaning(description);
  const moves =
    known?.tradeType === "deposit" || known?.tradeType === "withdrawal" || known?.tradeType === "buy" || known?.tradeType === "sell";
  if (moves && isBankProgram(symbol, description))
    return row.skipped("A move between cash and the bank program that holds it: the account's cash is the same.");
  const { doubts, ...meaning }: UsMeaning & { doubts: string[] } = known
    ? { ...known, doubts: [] }
    : row.meaning({}, row.text("type") || description);
  const units = quantity !== null && sign(quantity) !== 0 ? quantity : null;
  const tradeType = typeOf(meaning, units, amount);
  const ofAccount = isBankProgram(symbol, description);
  return row.transaction(
    usParts({
      source: SOURCE,
      ...meaning,
      tradeType,
      doubts: [...doubts, ...doubtsOf(meaning, tradeType, units)],
      at,
      symbol: ofAccount ? "" : symbol,
      name: description,
      ...(usOption(symbol) ? { told: { assetType: "option" as const } } : isCusip(symbol) ? { told: { cusip: symbol } } : {}),
      quantity: units,
      price: price !== null && sign(price) === 0 ? null : price,
      amount: tradeType === "buy" && amount !== null ? negate(absolute(amount)) : amount,
      meta: {
        rawType: row.text("type") || description.slice(0, 60),
        settleDate,
        ...(tradeType === "adjustment" ? { reason: description } : {}),
        ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description } } : {}),
      },
    }),
  );
}

function doubtsOf({ subtype }: UsMeaning, tradeType: TradeType, units: DecimalString | null): string[] {
  if (subtype === "cancelled_trade") return ["The broker took back a trade: look whether the trade itself is in the ledger."];
  if (subtype === "dividend_reinvestment" && tradeType === "adjustment") return ["The file doesn't say how many units were bought."];
  return (tradeType === "buy" || tradeType === "sell") && units === null ? ["The line doesn't say how many units were traded."] : [];
}

import { toMajor } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, multiply, negate, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import { charge } from "../draft";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";

type Row = TableRow<Column>;

export const SOURCE = "revolut";
const CENT = decimal("0.01");
/** A price is rounded to cents, so a total may be off by half a cent for each unit. */
const HALF_CENT = decimal("0.005");

const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/^BUY\b/, { tradeType: "buy" }],
  [/^SELL\b/, { tradeType: "sell" }],
  [/^DIVIDEND TAX/, { tradeType: "tax", subtype: "withholding" }],
  [/^STOCK DIVIDEND/, { tradeType: "stock_dividend" }],
  [/^DIVIDEND/, { tradeType: "dividend" }],
  [/^RETURN OF CAPITAL/, { tradeType: "return_of_capital" }],
  [/^(?:INTEREST|LENDING)/, { tradeType: "interest" }],
  [/^(?:CUSTODY|MANAGEMENT|ROBO MANAGEMENT|ADR|TRANSACTION|TRADING)[ _](?:\w+[ _])?FEE/, { tradeType: "fee" }],
  [/^CASH TOP-UP/, { tradeType: "deposit" }],
  [/^CASH WITHDRAWAL/, { tradeType: "withdrawal" }],
  [/^(?:STOCK )?SPLIT/, { tradeType: "split" }],
  [/^SPIN-?OFF/, { tradeType: "spin_off" }],
  [/^(?:MERGER|ACQUISITION)/, { tradeType: "merger" }],
  [/^(?:SSP|ISIN CHANGE|SYMBOL CHANGE|NAME CHANGE)/, { tradeType: "symbol_change" }],
  [/^POSITION CLOSURE/, { tradeType: "sell" }],
  [/^(?:REWARD|PROMOTION|BONUS|FREE SHARE)/, { tradeType: "reward" }],
];

function meaningOf(row: Row, type: string): Meaning & { doubts: string[] } {
  const known = MEANINGS.find(([words]) => words.test(type.toUpperCase()))?.[1];
  return known ? { ...known, doubts: [] } : row.meaning({}, type);
}

/**
 * What the total has beyond units × price: the commission, which the older layout doesn't name. Differences that the rounding of the price
 * explains are none.
 */
function impliedFee(units: DecimalString, price: DecimalString, total: DecimalString, buys: boolean): DecimalString {
  const value = multiply(absolute(units), price);
  const difference = buys ? subtract(total, value) : subtract(value, total);
  const explained = add(CENT, multiply(absolute(units), HALF_CENT));
  return compare(difference, explained) > 0 ? round(difference, 2) : ZERO;
}

/** A line of the stocks statement. Totals of trades have no sign, those of everything else are signed as cash. */
export function readStock(row: Row): FormatItem {
  const at = row.time("date");
  const type = row.requiredText("type", "A type such as BUY - MARKET.");
  const unit = row.currency("currency");
  const [units, price] = [row.value("quantity"), row.value("price")];
  const written = row.value(row.has("total") ? "total" : "amount");
  const commission = absolute(row.value("commission") ?? ZERO);
  const { tradeType, subtype, doubts } = meaningOf(row, type);
  const isTrade = tradeType === "buy" || tradeType === "sell";
  if (isTrade && units === null) row.refuse(`${row.title("quantity")} is empty.`, "A number of shares.");
  if (isTrade && written === null) row.refuse(`${row.title("total")} is empty.`, "An amount.");
  if (!at || !unit || row.isRefused) return row.refusal();

  const cash = toMajor(written ?? ZERO, unit);
  if (/^TRANSFER FROM REVOLUT/i.test(type)) {
    // Revolut moved its customers from one of its companies to another; the statement goes on, with the same units and cash.
    if (units !== null || sign(cash) === 0) return row.skipped("A move between companies of Revolut: nothing came or went.");
    return journal(row, at, unit.currency, cash, type);
  }
  const buys = tradeType === "buy";
  const total = isTrade ? (buys ? negate(add(absolute(cash), commission)) : subtract(absolute(cash), commission)) : cash;
  const fee = add(
    commission,
    isTrade && price !== null && units !== null ? impliedFee(units, toMajor(price, unit), absolute(cash), buys) : ZERO,
  );
  const ticker = row.text("ticker");
  return row.transaction({
    source: SOURCE,
    tradeType: tradeType === "deposit" && sign(cash) < 0 ? "withdrawal" : tradeType,
    ...(ticker === "" ? {} : { instrument: { assetType: "stock", symbol: ticker } }),
    quantity:
      tradeType === "deposit" || tradeType === "withdrawal" ? total : tradeType === "dividend" || tradeType === "tax" ? null : units,
    price: isTrade ? null : price === null ? null : toMajor(price, unit),
    currency: unit.currency,
    at,
    net: total,
    fees: charge("commission", fee, unit.currency),
    doubts,
    meta: {
      rawType: type,
      subtype,
      minorUnit: unit.minorUnit,
      ...(row.has("fxRate") ? { fxRate: row.text("fxRate") } : {}),
      ...(tradeType === "split" ? { corporateAction: { kind: "split", description: type } } : {}),
    },
  });
}

function journal(row: Row, at: { instant: string; dateOnly: boolean }, currency: string, cash: DecimalString, type: string): FormatItem {
  return row.transaction({
    source: SOURCE,
    tradeType: "journal",
    quantity: cash,
    currency,
    at,
    net: cash,
    meta: { rawType: type, subtype: "migration" },
  });
}

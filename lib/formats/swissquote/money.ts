import { toMajor } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, divide, multiply, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { Currency, TableRow } from "../table/row";
import type { Column } from "./columns";

export type Row = TableRow<Column>;

const HUNDRED = decimal("100");
const RATE_DIGITS = 10;
const CHARGE_DIGITS = 4;

/** What a line's amounts are in. All are in major units. */
export interface Money {
  /** Of the account. */
  unit: Currency;
  /** The effect on the account's cash; 0 where the export shows a dash. */
  cash: DecimalString;
  /** Of price, costs and accrued interest. */
  quoted: Currency;
  /** The net amount in that currency. */
  net: DecimalString;
  /** Of the account's currency for one of the quoted; null where they are one. */
  rate: DecimalString | null;
}

/** Some exports leave the balance out without its cell: the currency then stands in its place. */
const currencyText = (row: Row) => row.text("currency") || (/^[A-Za-z]{3}$/.test(row.text("balance")) ? row.text("balance") : "");

/** Null, and refused, where the line doesn't tell its amount or its currency. */
export function moneyOf(row: Row): Money | null {
  const unit = row.currencyOf(currencyText(row), row.title("currency"));
  const quoted = row.has("netCurrency") ? row.currency("netCurrency") : unit;
  if (!unit || !quoted) return null;
  const isOwn = quoted.currency === unit.currency;
  const told = row.text("accountNet");
  if (told === "" && !isOwn) row.requiredValue("accountNet");
  const inAccount = told === "" ? null : (row.value("accountNet") ?? ZERO);
  const written = inAccount === null ? row.requiredValue("net") : (row.value("net") ?? ZERO);
  if (written === null || row.isRefused) return null;
  const net = toMajor(written, quoted);
  const cash = inAccount === null ? net : toMajor(inAccount, unit);
  const rate = isOwn ? null : divide(absolute(cash), absolute(net));
  return { unit, cash, quoted, net, rate: rate === null || sign(rate) === 0 ? null : round(rate, RATE_DIGITS) };
}

/** In the account's currency. */
export const inAccount = (amount: DecimalString, { rate }: Money) =>
  rate === null ? amount : round(multiply(amount, rate), CHARGE_DIGITS);

export const costsOf = (row: Row, { quoted }: Money) => absolute(row.money("costs", quoted) ?? ZERO);

/** The price of one unit, and what it is told in, as {@link TransactionMeta} has it. */
export interface Price {
  /** In the account's currency; null where it is told by the amount alone. */
  own: DecimalString | null;
  meta: Partial<TransactionMeta>;
}

/**
 * A price that comes to a hundred times the amount is in percent, as bonds have it, or in pence. Whole amounts decide, because the export
 * marks neither.
 */
export function priceOf(row: Row, units: DecimalString, buys: boolean, money: Money): Price {
  const cell = row.amount("price");
  if (cell === null) return { own: null, meta: {} };
  const written = toMajor(absolute(cell.value), money.quoted);
  const [costs, accrued] = [costsOf(row, money), accruedOf(row, money)];
  const paid = absolute(money.net);
  const value = subtract(buys ? subtract(paid, costs) : add(paid, costs), accrued);
  const excess = subtract(multiply(units, written), multiply(value, HUNDRED));
  const isHundredfold = sign(value) > 0 && compare(absolute(excess), value) <= 0;
  const inPence = isHundredfold && money.quoted.currency === "GBP" && cell.unit !== "%";
  const price = inPence ? (divide(written, HUNDRED) ?? written) : written;
  const minorUnit = inPence ? "GBX" : money.quoted.minorUnit;
  const isPercent = (isHundredfold && !inPence) || cell.unit === "%";
  return {
    // With interest in the amount the price can't be worked out of it.
    own: money.rate === null ? price : sign(accrued) === 0 ? null : inAccount(price, money),
    meta: {
      ...(isPercent ? { priceUnit: "percent" as const } : {}),
      ...(minorUnit ? { minorUnit } : {}),
      ...(money.rate === null ? {} : { quoted: { price, currency: money.quoted.currency } }),
      ...(sign(accrued) === 0 ? {} : { accruedInterest: inAccount(accrued, money) }),
    },
  };
}

const accruedOf = (row: Row, { quoted }: Money) => absolute(row.money("accrued", quoted) ?? ZERO);

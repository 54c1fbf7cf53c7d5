import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, divide, round, sign } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { charge } from "../draft";
import type { Currency, TableRow } from "../table/row";
import { type Column, FEES, TAXES } from "./columns";

type Row = TableRow<Column>;

/** What moved on the account: the net total where there is one, since it has taxes taken off. All of them include the trade's charges. */
const TOTALS = [
  ["netTotal", "netCurrency"],
  ["total", "totalCurrency"],
  ["grossTotal", "grossCurrency"],
] as const satisfies readonly (readonly [Column, Column])[];

function currencyInTitle(row: Row, column: Column): string {
  return /\(([A-Za-z]{3,4})\)$/.exec(row.title(column))?.[1] ?? "";
}

/** The amount that moved and the account's currency; the amount is null on lines about units alone. Null where no currency is told. */
export function totalOf(row: Row): { total: DecimalString | null; account: Currency } | null {
  const filled = TOTALS.find(([amount]) => row.has(amount)) ?? TOTALS.find(([, currency]) => row.has(currency)) ?? TOTALS[1];
  const [amount, currency] = filled;
  const account = row.currencyOf(row.text(currency) || currencyInTitle(row, amount), "Currency (Total)");
  const total = row.value(amount);
  return account && { total: total === null ? null : toMajor(total, account), account };
}

/** Charges that the total includes, each in the currency that stands beside it. */
function chargesOf(row: Row, columns: typeof FEES | typeof TAXES, account: Currency): Charge[] {
  return columns.flatMap(([amount, currency, type]) => {
    const value = row.value(amount);
    if (value === null || sign(value) === 0) return [];
    const unit = row.currencyOf(row.text(currency) || currencyInTitle(row, amount) || account.currency);
    return unit ? charge(type, toMajor(absolute(value), unit), unit.currency) : [];
  });
}

export const feesOf = (row: Row, account: Currency) => chargesOf(row, FEES, account);
export const taxesOf = (row: Row, account: Currency) => chargesOf(row, TAXES, account);

/** `Exchange rate`: how many of the price's unit (pence, where it is in pence) one of the account's currency was. */
export function rateOf(row: Row, price: Currency | null, account: Currency): TransactionMeta["fx"] {
  const written = /^\d+(?:\.\d+)?$/.test(row.text("rate")) ? row.number("rate") : null;
  if (written === null || price === null || sign(written) <= 0 || price.currency === account.currency) return undefined;
  return { rate: toMajor(written, price), from: account.currency, to: price.currency };
}

/**
 * The tax at source, of which the payment is net already. It is in the instrument's currency: in the account's where the line tells a rate,
 * and as written where it doesn't.
 */
export function withholdingOf(row: Row, account: Currency, fx: TransactionMeta["fx"]): Charge[] {
  const value = row.value("withholding");
  if (value === null || sign(value) === 0) return [];
  const unit = row.currencyOf(row.text("withholdingCurrency") || account.currency);
  if (!unit) return [];
  const amount = toMajor(absolute(value), unit);
  const converted = fx && fx.to === unit.currency ? divide(amount, fx.rate) : null;
  return converted === null ? charge("withholding", amount, unit.currency) : charge("withholding", round(converted, 8), account.currency);
}

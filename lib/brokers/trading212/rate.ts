import type { Currency } from "@/lib/formats/table/row";
import { toMajor } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, divide, multiply, ONE, round, sign, subtract } from "@/lib/money/decimal";
import { totalCharges } from "@/lib/transactions/rules";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { type FilledOrder, leaves, unitsOf } from "./order";

const RATE_DIGITS = 10;
/** Totals are in whole pence, and the rate has few digits: small trades are far off. */
const TOLERANCE = decimal("0.05");

interface Trade {
  item: FilledOrder;
  /** In what the price is told. */
  unit: Currency | null;
  /** In its major currency. */
  quoted: DecimalString;
  charges: readonly Charge[];
  /** The account's currency. */
  money: Currency;
}

/**
 * The rate of a trade in another currency, as so many of the price's for one of the account's. The broker doesn't say which way round its
 * number is, nor whether it is in pence: it is the way that comes to the trade's value, and where none does, there is no rate.
 */
export function rateOf({ item, unit, quoted, charges, money }: Trade): TransactionMeta["fx"] {
  const { fxRate: told = null, netValue = null } = item.fill.walletImpact ?? {};
  if (told === null || sign(told) <= 0 || netValue === null || unit === null) return undefined;
  const paid = totalCharges(charges, money.currency);
  const total = toMajor(absolute(netValue), money);
  const value = leaves(item) ? add(total, paid) : subtract(total, paid);
  const implied = sign(value) > 0 ? divide(multiply(unitsOf(item), quoted), value) : null;
  if (implied === null) return undefined;
  const turned = divide(ONE, told);
  const ways = [told, toMajor(told, unit), ...(turned ? [turned, toMajor(turned, unit)] : [])];
  const rate = ways.find((way) => isNear(way, implied));
  return rate && { rate: round(rate, RATE_DIGITS), from: money.currency, to: unit.currency };
}

function isNear(value: DecimalString, other: DecimalString): boolean {
  return compare(absolute(subtract(value, other)), multiply(other, TOLERANCE)) <= 0;
}

import type { AssetType } from "@/lib/instruments/asset-types";
import { toMajor } from "@/lib/money/currency";
import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  multiply,
  negate,
  ONE,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { signed } from "@/lib/transactions/rules";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import type { Plan } from "./plan";
import type { Currency, RowReader } from "./row-reader";

const PERCENT = decimal("0.01");
const RATE_DIGITS = 12;

export interface Figures {
  quantity: DecimalString | null;
  price: DecimalString | null;
  /** As the account sees it where it is signed, and otherwise a magnitude. */
  amount: DecimalString | null;
  isSigned: boolean;
  isBeforeCharges: boolean;
}

export interface Charges {
  fees: Charge[];
  taxes: Charge[];
  /** Fees in another currency than the row's: no part of its cash. */
  apart: Charge[];
}

export interface Scale {
  multiplier: DecimalString;
  isPercent: boolean;
  /** What units × price is multiplied by. */
  factor: DecimalString;
}

/** Units, price and amount of a row, in the major unit of its currency. */
export function figuresOf({ at, mapping }: Plan, row: RowReader, unit: Currency): Figures {
  const quantity = row.number(at.quantity);
  const price = priceIn(unit, row.number(at.price), row.currency(at.priceCurrency));
  const [debit, credit] = [row.number(at.debit), row.number(at.credit)];
  const written = row.number(at.amount);
  const gross = written === null && debit === null && credit === null ? row.number(at.gross) : null;
  const single = written ?? gross;
  const amount =
    single !== null
      ? mapping.amountSigns === "inverted"
        ? negate(single)
        : single
      : debit !== null || credit !== null
        ? subtract(absolute(credit ?? ZERO), absolute(debit ?? ZERO))
        : null;
  return {
    quantity,
    price,
    amount: amount === null ? null : toMajor(amount, unit),
    isSigned: single === null || mapping.amountSigns !== "unsigned",
    isBeforeCharges: single !== null && (gross !== null || mapping.charges === "outside"),
  };
}

/** A price in another currency than the row's is none of its prices: what a unit cost is then told by the amount. */
function priceIn(unit: Currency, price: DecimalString | null, quoted: Currency | null): DecimalString | null {
  if (price === null) return null;
  if (quoted === null) return absolute(toMajor(price, unit));
  return quoted.currency === unit.currency ? absolute(toMajor(price, quoted)) : null;
}

export function chargesOf({ fees, taxes, at, mapping }: Plan, row: RowReader, unit: Currency): Charges {
  const feeUnit = row.currency(at.feeCurrency) ?? unit;
  const paid = (value: DecimalString | null, of: Currency) => {
    const major = value === null ? ZERO : toMajor(value, of);
    return mapping.chargeSigns === "negative" ? negate(major) : major;
  };
  const read = (slots: Plan["fees"], only: string, of: Currency) =>
    slots.flatMap((slot) => charge(slots.length > 1 ? slot.title : only, paid(row.number(slot), of), of.currency));
  const isSame = feeUnit.currency === unit.currency;
  const paidFees = read(fees, "commission", feeUnit);
  return { fees: isSame ? paidFees : [], apart: isSame ? [] : paidFees, taxes: read(taxes, "tax", unit) };
}

export function scaleOf({ at, mapping }: Plan, row: RowReader, asset: AssetType | undefined): Scale {
  const written = row.number(at.multiplier);
  const multiplier = written === null || sign(written) <= 0 ? ONE : written;
  const isPercent = mapping.percentPrices === "always" || (mapping.percentPrices === "bonds" && asset === "bond");
  return { multiplier, isPercent, factor: isPercent ? multiply(multiplier, PERCENT) : multiplier };
}

/**
 * What moved on the account, signed and after charges; null where it has to be worked out of quantity and price.
 * @param value units × price, where the row has both
 * @param doubts takes what a person should look at
 */
export function netOf(
  tradeType: TradeType,
  { amount: written, isSigned, isBeforeCharges }: Figures,
  { fees, taxes }: Charges,
  value: DecimalString | null,
  doubts: string[],
): DecimalString | null {
  const { units, cash, label } = tradeTypeRow(tradeType);
  if (cash === "0") return null;
  // Dividends of so much a unit are written without an amount.
  const amount = written ?? (units === "0" ? value : null);
  if (amount === null) return null;
  const asSeen = isSigned && written !== null ? amount : unsignedAs(tradeType, amount);
  if (isSigned && (cash === "+" || cash === "-") && asSeen !== signed(asSeen, cash))
    doubts.push(`The amount's sign doesn't fit a row of kind “${label}”: it may be a cancellation.`);
  if (written !== null && !isBeforeCharges) return asSeen;
  return fees.length + taxes.length === 0 ? asSeen : subtract(asSeen, add(...[...fees, ...taxes].map((each) => each.amount)));
}

/** Charges that stand alone are paid unless they are written as refunds. */
function unsignedAs(tradeType: TradeType, amount: DecimalString): DecimalString {
  return tradeType === "fee" || tradeType === "tax" ? negate(amount) : signed(amount, tradeTypeRow(tradeType).cash);
}

/** The rate between the row's currency and the price's: how many units of the price's currency one of the row's is. */
export function exchangeOf({ at }: Plan, row: RowReader, unit: Currency, { quantity, amount }: Figures): Partial<TransactionMeta> {
  if (at.priceCurrency === undefined) return {};
  const quoted = row.currency(at.priceCurrency);
  if (quoted === null || quoted.currency === unit.currency) return {};
  const price = row.number(at.price);
  const kept = price === null ? {} : { quoted: { price: absolute(toMajor(price, quoted)), currency: quoted.currency } };
  const written = row.number(at.fxRate);
  const inverse = written === null ? null : divide(ONE, written);
  if (written === null || inverse === null || sign(written) < 0) return kept;
  // Tables write the rate in either direction; the amounts tell which.
  const value = price === null || quantity === null ? null : absolute(toMajor(multiply(quantity, price), quoted));
  const found = value === null || amount === null ? null : divide(value, absolute(amount));
  const isWritten = found === null || compare(distance(found, written), distance(found, inverse)) <= 0;
  return { ...kept, fx: { rate: isWritten ? written : round(inverse, RATE_DIGITS), from: unit.currency, to: quoted.currency } };
}

const distance = (a: DecimalString, b: DecimalString) => absolute(subtract(a, b));

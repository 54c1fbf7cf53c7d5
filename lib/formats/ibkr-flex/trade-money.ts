import { absolute, add, type DecimalString, divide, multiply, negate, ONE, round, sign, ZERO } from "@/lib/money/decimal";
import type { Charge } from "@/lib/transactions/schema";
import type { Currency } from "./draft";
import type { Row } from "./row";

/** What a trade moved, signed as cash: negative amounts leave the account. */
export interface TradeMoney {
  price: DecimalString;
  /** Before charges. */
  gross: DecimalString;
  /** After the charges that are in the trade's own currency. */
  net: DecimalString;
  fees: Charge[];
  taxes: Charge[];
  /** A commission in another currency is no part of `net`; it's a row of its own. */
  foreignCommission: { amount: DecimalString; currency: Currency } | null;
  /** How a figure was found that the statement doesn't give. */
  reasons: string[];
}

/** Of these the notional never changes hands: only charges and margin do. */
const UNPAID = new Set(["FUT", "CFD", "FXCFD"]);
/** Decimals of a price that is the quotient of two amounts. */
const DERIVED_PRICE_PLACES = 20;

/** Value of a quantity at a price. `percent` is the way bonds are quoted. */
export function valueAt(
  quantity: DecimalString,
  price: DecimalString,
  multiplier: DecimalString = ONE,
  priceUnit?: "percent" | "unit",
): DecimalString {
  return round(multiply(quantity, price, multiplier, (priceUnit === "percent" ? "0.01" : "1") as DecimalString), 40);
}

/** The inverse: what one unit costs when so many are worth so much; null for no units. */
export function pricePerUnit(
  value: DecimalString,
  quantity: DecimalString,
  multiplier: DecimalString = ONE,
  priceUnit?: "percent" | "unit",
): DecimalString | null {
  const price = divide(absolute(value), valueAt(absolute(quantity), ONE, multiplier, priceUnit));
  return price === null ? null : round(price, DERIVED_PRICE_PLACES);
}

/** Charges are negative as cash and positive in the list of what was paid. */
function charges(type: string, amount: DecimalString, currency: string): Charge[] {
  return sign(amount) === 0 ? [] : [{ type, amount: negate(amount), currency }];
}

function commissionOf(row: Row, currency: Currency): { amount: DecimalString; currency: Currency } {
  const named = row.text("ibCommissionCurrency") === null ? currency : row.currency("ibCommissionCurrency");
  return { amount: row.money("ibCommission", named) ?? ZERO, currency: named };
}

interface Size {
  quantity: DecimalString;
  multiplier?: DecimalString;
  priceUnit?: "percent";
}

interface Value {
  price: DecimalString;
  gross: DecimalString;
  reasons: string[];
}

/** Price and value, or what can be said of them from the amounts when the query leaves the price out. `charged` is signed as cash. */
function valuation(row: Row, currency: Currency, size: Size, charged: DecimalString): Value {
  const proceeds = row.money("proceeds", currency);
  const printed = row.money("tradePrice", currency);
  if (printed !== null) {
    if (sign(printed) < 0)
      row.refuse(`tradePrice is "${printed}".`, "Expected a price of zero or more.", "Enter the trade by hand, with its cash effect.");
    return { price: printed, gross: proceeds ?? negate(valueAt(size.quantity, printed, size.multiplier, size.priceUnit)), reasons: [] };
  }
  const perUnit = (value: DecimalString | null) =>
    value === null ? null : pricePerUnit(value, size.quantity, size.multiplier, size.priceUnit);
  const money = row.money("tradeMoney", currency);
  const fromAmount = perUnit(proceeds ?? money);
  if (fromAmount !== null) {
    return {
      price: fromAmount,
      gross: proceeds ?? negate(money ?? ZERO),
      reasons: ["The price is the amount divided by the quantity: the statement has no price."],
    };
  }
  // What a sale "cost" is what the units it sold had once cost.
  const cost = sign(size.quantity) > 0 ? row.money("cost", currency) : null;
  const paid = cost === null ? null : add(negate(absolute(cost)), negate(charged));
  const fromCost = perUnit(paid);
  if (paid !== null && fromCost !== null) {
    return {
      price: fromCost,
      gross: paid,
      reasons: ["The price is the cost without its charges, divided by the quantity: the statement has no price."],
    };
  }
  return { price: row.requiredNumber("tradePrice"), gross: ZERO, reasons: [] };
}

/** Reads the money of a trade of a signed quantity. Cash effect: `netCash`, or proceeds, taxes and commission added up. */
export function tradeMoney(row: Row, currency: Currency, size: Size): TradeMoney {
  const commission = commissionOf(row, currency);
  const foreign = commission.currency.currency !== currency.currency;
  const own = foreign ? ZERO : commission.amount;
  const tax = row.money("taxes", currency) ?? ZERO;
  const { price, gross, reasons } = valuation(row, currency, size, add(own, tax));
  const paid = UNPAID.has(row.text("assetCategory") ?? "") ? ZERO : gross;
  const netCash = row.money("netCash", currency);
  // netCash may or may not hold a commission of another currency; the sum of the parts surely doesn't.
  const net = foreign || netCash === null ? add(paid, tax, own) : netCash;
  return {
    price,
    gross,
    net,
    fees: charges("commission", own, currency.currency),
    taxes: charges("tax", tax, currency.currency),
    foreignCommission: foreign && sign(commission.amount) !== 0 ? commission : null,
    reasons,
  };
}

import type { AssetType } from "@/lib/instruments/asset-types";
import { type MajorCurrency, toMajor } from "@/lib/money/currency";
import {
  absolute,
  add,
  type DecimalString,
  decimal,
  divide,
  MAX_FRACTION_DIGITS,
  multiply,
  negate,
  ONE,
  parseDecimal,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { TRADE_TYPES, type TradeType } from "@/lib/transactions/trade-types";
import type { CellReader } from "./cell-reader";

const PERCENT = decimal("0.01");
/** A price worked out of an amount is an estimate: more digits would only look exact. */
const PRICE_DIGITS = 12;
/** Without an amount these rows say nothing at all. */
const NEEDS_AMOUNT: ReadonlySet<TradeType> = new Set<TradeType>(["interest", "fee", "tax"]);

export interface Amounts {
  quantity: DecimalString;
  price: DecimalString;
  netAmount: DecimalString;
  fees: DecimalString | null;
  taxes: DecimalString | null;
  /** Said of figures that were worked out rather than read. */
  doubts: string[];
}

interface Subject {
  tradeType: TradeType;
  assetType: AssetType;
  unit: MajorCurrency;
  /** The row comes from an export of ours: its figures are taken exactly as they stand. */
  exported: boolean;
}

function signed(value: DecimalString, direction: "+" | "-" | "0" | "±"): DecimalString {
  if (direction === "0") return ZERO;
  if (direction === "±") return value;
  return direction === "-" ? negate(absolute(value)) : absolute(value);
}

/** The cash of a row that doesn't tell it: the value with the trade table's sign, less charges. Null where only the file could know. */
function computeNet(subject: Subject, quantity: DecimalString, value: DecimalString, charges: DecimalString): DecimalString | null {
  const direction = TRADE_TYPES[subject.tradeType].cash;
  if (direction === "0") return ZERO;
  if (direction !== "±") return subtract(signed(value, direction), charges);
  if (subject.assetType === "cash" && sign(quantity) !== 0) return subtract(quantity, charges);
  if (!NEEDS_AMOUNT.has(subject.tradeType)) return negate(charges);
  if (subject.tradeType === "interest" && sign(value) !== 0) return subtract(value, charges);
  return sign(charges) === 0 ? null : negate(charges);
}

/** The computed cash of a row, held to what the database can carry; what can't be computed is a problem of the row. */
function completedNet(
  row: CellReader,
  subject: Subject,
  quantity: DecimalString,
  value: DecimalString,
  charges: DecimalString,
): DecimalString {
  const { tradeType } = subject;
  const computed = computeNet(subject, quantity, value, charges);
  const worthless = tradeType === "dividend" && sign(value) === 0;
  if (computed === null || worthless) row.require("net_amount", `A row of type ${tradeType} needs its amount.`);
  const fitting = parseDecimal(round(computed ?? ZERO, MAX_FRACTION_DIGITS));
  if (fitting !== null) return fitting;
  row.refuse(
    "quantity",
    "Quantity times price is too large for a real amount.",
    "Numbers of a real trade.",
    "Correct the quantity or the price.",
  );
  return ZERO;
}

/** The cash as written. People leave the minus of a purchase or withdrawal out; an export of ours means what it says. */
function writtenNet(row: CellReader, subject: Subject, net: DecimalString): DecimalString {
  if (subject.exported) return net;
  if (subject.tradeType === "deposit" && sign(net) < 0) {
    row.refuse("net_amount", "A deposit can't be negative.", "An amount above zero.", "Use withdrawal for money that leaves the account.");
  }
  return TRADE_TYPES[subject.tradeType].cash === "-" ? negate(absolute(net)) : net;
}

function derivedPrice(subject: Subject, net: DecimalString, perUnits: DecimalString, charges: DecimalString): DecimalString | null {
  const value = TRADE_TYPES[subject.tradeType].cash === "-" ? subtract(absolute(net), charges) : add(absolute(net), charges);
  const price = divide(value, perUnits);
  return price === null || sign(price) < 0 ? null : round(price, PRICE_DIGITS);
}

/** The amounts of a row: read, given their sign by the trade table where people may leave it out, and completed where that is certain. */
export function readAmounts(row: CellReader, subject: Subject): Amounts {
  const { unit, tradeType, assetType, exported } = subject;
  const rule = TRADE_TYPES[tradeType];
  const inMajor = (value: DecimalString | null) => (value === null || !unit.minorUnit ? value : toMajor(value, unit));
  const written = row.number("quantity");
  const net = inMajor(row.number("net_amount"));
  const [fees, taxes] = [inMajor(row.number("fees")), inMajor(row.number("taxes"))];
  const charges = fees === null && taxes === null ? ZERO : add(fees ?? ZERO, taxes ?? ZERO);
  const doubts: string[] = [];
  const multiplier = row.number("multiplier") ?? ONE;
  const perUnit = row.text("price_unit") === "percent" ? multiply(multiplier, PERCENT) : multiplier;

  // A payment into or out of an account is as many units of money as it is money.
  const units = written ?? (assetType === "cash" && rule.units !== "0" ? net : null);
  if (units === null && (rule.units === "+" || rule.units === "-"))
    row.require("quantity", `A row of type ${tradeType} needs the number of units.`);
  const quantity = exported ? (units ?? ZERO) : signed(units ?? ZERO, rule.units);

  let price = inMajor(row.number("price"));
  if (price === null && assetType === "cash" && sign(quantity) !== 0) price = ONE;
  if (price === null && (rule.cash === "+" || rule.cash === "-") && rule.units !== "0" && units !== null && !row.has("price")) {
    price = net === null ? null : derivedPrice(subject, net, multiply(absolute(units), perUnit), charges);
    if (price !== null) doubts.push("The price was worked out from the net amount.");
    else if (net === null) row.require("price", "Neither a price nor a net amount is given.");
  }
  const value = () => multiply(absolute(units ?? ZERO), price ?? ZERO, perUnit);
  const netAmount = net === null ? completedNet(row, subject, quantity, value(), charges) : writtenNet(row, subject, net);
  return { quantity, price: price ?? ZERO, netAmount, fees, taxes, doubts };
}

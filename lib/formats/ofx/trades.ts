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
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { TRADE_TYPES, type TradeType } from "@/lib/transactions/trade-types";
import type { Effect, OfxRow } from "./row";

const PERCENT = decimal("0.01");
/** A price worked out of a total is an estimate: more digits would only look exact. */
const PRICE_DIGITS = 12;

function totalOf(charges: readonly Charge[]): DecimalString {
  return add(...charges.map((charge) => charge.amount));
}

/** Bonds are quoted in percent of their face, unless the total fits price × units better than a hundredth of it: some quote per unit. */
function quotedInPercent(row: OfxRow, units: DecimalString, price: DecimalString, total: DecimalString | null): boolean {
  if (!/DEBT$/.test(row.element.name) && row.security?.assetType !== "bond") return false;
  if (total === null || sign(total) === 0) return true;
  const value = multiply(units, price);
  const distance = (candidate: DecimalString) => absolute(subtract(absolute(total), candidate));
  return compare(distance(multiply(value, PERCENT)), distance(value)) <= 0;
}

function positionEffect(row: OfxRow): Pick<TransactionMeta, "positionEffect"> {
  const text = `${row.text("BUYTYPE")} ${row.text("SELLTYPE")} ${row.text("OPTBUYTYPE")} ${row.text("OPTSELLTYPE")}`.toUpperCase();
  if (/BUYTOCOVER|TOCLOSE/.test(text)) return { positionEffect: "close" };
  return /SELLSHORT|TOOPEN/.test(text) ? { positionEffect: "open" } : {};
}

/**
 * The cash of a trade. TOTAL is the truth, but brokers disagree on its sign: the trade table decides, unless the figures themselves
 * say that charges ate the proceeds.
 */
function netOf(cash: 1 | -1, total: DecimalString | null, computed: DecimalString): DecimalString {
  if (total === null) return computed;
  const contradicts = sign(total) !== 0 && sign(total) !== cash;
  return contradicts && sign(computed) !== sign(total) ? negate(total) : total;
}

function multiplierOf(row: OfxRow): DecimalString {
  const own = row.number("SHPERCTRCT");
  return own && sign(own) > 0 ? own : (row.security?.multiplier ?? ONE);
}

/** BUY… and SELL…: units signed by the trade type whatever sign the file gives them; cash from TOTAL, or else units × price ± charges. */
function trade(row: OfxRow, tradeType: TradeType): Effect {
  row.needSecurity();
  const cash = TRADE_TYPES[tradeType].cash === "-" ? -1 : 1;
  const units = row.unsignedUnits();
  const total = row.money("TOTAL");
  const charges = add(totalOf(row.fees()), totalOf(row.taxes()));
  const accrued = row.money("ACCRDINT") ?? ZERO;
  const multiplier = multiplierOf(row);
  const signed = (value: DecimalString) => (cash < 0 ? negate(value) : value);

  let price = row.price();
  const percent = quotedInPercent(row, units, price, total);
  const perUnit = percent ? multiply(multiplier, PERCENT) : multiplier;
  if (!row.text("UNITPRICE")) {
    const worth = total === null ? null : subtract(cash < 0 ? subtract(absolute(total), charges) : add(absolute(total), charges), accrued);
    const derived = worth === null ? null : divide(worth, multiply(units, perUnit));
    if (derived === null || sign(derived) < 0)
      row.refuse("UNITPRICE is missing and can't be worked out.", "A price in <UNITPRICE>, or a <TOTAL> and <UNITS> other than zero.");
    else row.doubts.push("The file gives no price; it was worked out from the total.");
    price = round(derived ?? ZERO, PRICE_DIGITS);
  }
  const computed = row.computed(subtract(signed(add(multiply(units, price, perUnit), accrued)), charges));
  const gain = row.money("GAIN");
  return {
    tradeType,
    rawType: row.element.name,
    quantity: TRADE_TYPES[tradeType].units === "-" ? negate(units) : units,
    price,
    netAmount: netOf(cash, total, computed),
    meta: {
      ...positionEffect(row),
      ...(percent ? { priceUnit: "percent" } : {}),
      ...(multiplier === ONE ? {} : { multiplier }),
      ...(sign(accrued) === 0 ? {} : { accruedInterest: accrued }),
      ...(gain === null ? {} : { brokerGain: gain }),
    },
  };
}

export function buy(row: OfxRow): Effect {
  return trade(row, "buy");
}

/** A bond that was called or matured is a redemption; every other reason is a sale. */
export function sell(row: OfxRow): Effect {
  return trade(row, /^(?:CALL|MATURITY)$/i.test(row.text("SELLREASON")) ? "redemption" : "sell");
}

/** REINVEST: units bought with a distribution. One element tells both, so cash doesn't move and the distribution is the gross amount. */
export function reinvest(row: OfxRow): Effect {
  row.needSecurity();
  const total = row.money("TOTAL");
  const subtype = row.text("INCOMETYPE").toLowerCase();
  return {
    tradeType: "reinvest",
    rawType: row.element.name,
    quantity: row.unsignedUnits(),
    price: row.price(),
    netAmount: ZERO,
    meta: { ...(total === null ? {} : { grossAmount: absolute(total) }), ...(subtype ? { subtype } : {}) },
  };
}

import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, decimal, multiply, negate, ONE, sign } from "@/lib/money/decimal";
import type { FormatItem, HoldingDraft } from "../types";
import { parseOfxDate } from "./dates";
import { OfxReader, rawOf } from "./reader";
import { type StatementContext, unitOf } from "./row";
import { findSecurity } from "./securities";
import type { OfxElement } from "./tree";

const PERCENT = decimal("0.01");
const MEND = "Correct the value in the file, or add the holding by hand.";

/** A price × units value with the sign of the units. */
function signedLike(units: DecimalString, value: DecimalString): DecimalString {
  return sign(units) < 0 ? negate(absolute(value)) : absolute(value);
}

/**
 * One POS… element of an INVPOSLIST. UNITS count against the account when POSTYPE is SHORT, whatever their sign. AVGCOSTBASIS is read
 * as its name says, per unit; most brokers leave it out, and then the cost is unknown, not zero.
 */
export function readPosition(element: OfxElement, context: StatementContext): FormatItem {
  const reader = new OfxReader(element);
  const { line } = element;
  const security = findSecurity(context.securities, element);
  const unit = unitOf(element, context.currency);
  const written = reader.requiredNumber("UNITS");
  const [rawPrice, rawValue, rawCost] = [reader.number("UNITPRICE"), reader.number("MKTVAL"), reader.number("AVGCOSTBASIS")];
  if (!security) reader.refuse("The position names no security.", "An id in <SECID><UNIQUEID>.", MEND);
  if (!unit) reader.refuseCurrency("The statement names no currency (CURDEF), and neither does the position.");
  if (reader.problems.length > 0 || !security || !unit) return reader.refusal();
  if (sign(written) === 0)
    return { kind: "skipped", line, reason: `The position in ${security.symbol} has no units.`, raw: rawOf(element) };

  const short = reader.text("POSTYPE").toUpperCase() === "SHORT";
  const quantity = short ? negate(absolute(written)) : written;
  const percent = security.assetType === "bond";
  const perUnit = multiply(security.multiplier ?? ONE, percent ? PERCENT : ONE);
  const inMajor = (value: DecimalString | null) => (value === null ? null : toMajor(value, unit));
  const [price, value, average] = [inMajor(rawPrice), inMajor(rawValue), inMajor(rawCost)];
  const priceDate = parseOfxDate(reader.text("DTPRICEASOF"))?.day;
  const draft: HoldingDraft = {
    assetType: security.assetType,
    symbol: security.symbol,
    isin: security.instrument.isin ?? null,
    quantity,
    avgPrice: average === null ? null : absolute(average),
    currency: unit.currency,
    costValue: average === null ? null : signedLike(quantity, multiply(quantity, average, perUnit)),
    marketValue: value === null ? null : signedLike(quantity, value),
    meta: {
      source: "ofx",
      instrument: security.instrument,
      ...(price === null ? {} : { price }),
      ...(priceDate ? { priceDate } : {}),
      ...(security.multiplier && security.multiplier !== ONE ? { multiplier: security.multiplier } : {}),
      ...(percent ? { priceUnit: "percent" } : {}),
      ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
    },
  };
  return { kind: "holding", line, draft };
}

/** A cash balance as a holding: units of the currency at a price of 1. Zero is a balance too, and one to reconcile against. */
export function readCash(element: OfxElement, leaf: "AVAILCASH" | "BALAMT", context: StatementContext): FormatItem {
  const reader = new OfxReader(element);
  const { line } = element;
  const unit = unitOf(element, context.currency);
  if (reader.text(leaf) === "")
    return { kind: "skipped", line, reason: `${element.name} gives no amount in ${leaf}.`, raw: rawOf(element) };
  const balance = reader.number(leaf);
  if (!unit) reader.refuseCurrency("The statement names no currency (CURDEF) for its balance.");
  if (balance === null || !unit) return reader.refusal();
  const amount = toMajor(balance, unit);
  const { currency } = unit;
  const draft: HoldingDraft = {
    assetType: "cash",
    symbol: currency,
    isin: null,
    quantity: amount,
    avgPrice: ONE,
    currency,
    costValue: amount,
    marketValue: amount,
    meta: { source: "ofx" },
  };
  return { kind: "holding", line, draft };
}

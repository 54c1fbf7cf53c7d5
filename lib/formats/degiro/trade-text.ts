import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, multiply, negate, sign, subtract } from "@/lib/money/decimal";
import { detectNumberStyle, type NumberStyle, readNumber } from "../table/numbers";
import { directionOf, folded } from "./words";

/** What a line like `AANDELENSPLIT: Koop 4 ACME@496 GBX (GB00…)` says. */
export interface TradeText {
  /** The word before the colon; empty for an ordinary trade. */
  prefix: string;
  /** Signed: bought or sold. 0 where neither the words nor the amount tell. */
  direction: -1 | 0 | 1;
  units: DecimalString;
  /** Per unit, in the major unit of `currency`. */
  price: DecimalString;
  currency: string;
  minorUnit?: string;
}

const SHAPE =
  /^(?:([^:\d@]{2,60}?)\s*:\s*)?(?:(\p{L}+)\s+)?(\d.*?)\s*(?:@|\bzu je\b|\bat\b|(?<=\s)à(?=\s))\s*(-?\d[\d.,'’\s\u00A0\u202F]*?)\s*([A-Za-z]{3})\b/u;
/** The number of units before the product's name: `1 046,3825` as far as groups of three go, or its first group alone (`5 360 DIGITECH`). */
const GROUPED = /^\d{1,3}(?:[\s\u00A0\u202F]\d{3})+(?:[.,]\d+)?(?=$|\s)/;
const BARE = /^\d[\d.,'’]*/;
const STYLES: readonly NumberStyle[] = ["comma", "point"];
const CENT = decimal("0.01");
const TOLERANCE = decimal("0.006");

function readings(texts: readonly (string | undefined)[], preferred: NumberStyle): DecimalString[] {
  const found = texts.flatMap((text) => {
    if (text === undefined) return [];
    const own = detectNumberStyle([text]).style ?? preferred;
    return [own, ...STYLES].map((style) => readNumber(text, style)).filter((value) => value !== null);
  });
  return [...new Set(found)];
}

/** Whether units at a price come to an amount, but for the cents that the broker rounds. */
function comesTo(units: DecimalString, price: DecimalString, amount: DecimalString): boolean {
  const value = multiply(units, price);
  return compare(absolute(subtract(value, amount)), add(CENT, multiply(amount, TOLERANCE))) <= 0;
}

/**
 * Reads the sentence of a trade. Where its numbers can be read in more than one way (`1.060` is a thousand in Dutch and one in English), the
 * amount of the line decides; where that is 0 or in another currency, how the line's other numbers are written.
 * @returns null for a sentence of another kind.
 */
export function readTradeText(
  description: string,
  { amount, currency, style }: { amount: DecimalString | null; currency: string | null; style: NumberStyle },
): TradeText | null {
  const shape = SHAPE.exec(description.trim());
  if (!shape) return null;
  const [, prefix = "", verb = "", numbers = "", priceText = "", priceCurrency = ""] = shape;
  const unit = toMajorCurrency(priceCurrency);
  const quantities = readings([GROUPED.exec(numbers)?.[0], BARE.exec(numbers)?.[0]], style);
  const prices = readings([priceText.trim()], style).map((price) => toMajor(price, unit));
  const [units, price] = [quantities[0], prices[0]];
  if (unit.currency === null || units === undefined || price === undefined) return null;
  const written = verb === "" ? 0 : directionOf(verb);
  // A word that is no verb of trading is the sentence's, such as `AKTIENSPLIT: 15 Tesla`, or none of ours at all.
  if (written === 0 && verb !== "" && prefix === "") return null;
  const told = amount === null || sign(amount) === 0 ? null : amount;
  const direction = written !== 0 ? written : told === null ? 0 : sign(negate(told));
  const base = { prefix: folded(prefix) === "" ? "" : prefix.trim(), direction, currency: unit.currency, ...minorOf(unit.minorUnit) };
  if (told !== null && currency === unit.currency) {
    for (const quantity of quantities) {
      const fitting = prices.find((each) => comesTo(quantity, each, absolute(told)));
      if (fitting !== undefined) return { ...base, units: quantity, price: fitting };
    }
  }
  return { ...base, units, price };
}

const minorOf = (minorUnit: string | undefined) => (minorUnit === undefined ? {} : { minorUnit });

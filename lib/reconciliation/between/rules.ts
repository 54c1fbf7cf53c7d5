import { add, type DecimalString, decimal, multiply, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { ComparisonLine, Subject } from "../schema";

/** Two of a broker's lists side by side, and what the ledger says happened in between. Pure. */

/** What a kind of row does to a holding, in the words of the page. */
export const PART_KINDS = ["trades", "actions", "income", "moves", "charges", "corrections", "unexplained", "price", "fx"] as const;
export type Part = (typeof PART_KINDS)[number];

const PARTS: Readonly<Record<string, Part>> = {
  buy: "trades",
  sell: "trades",
  redemption: "trades",
  option_exercise: "trades",
  option_assignment: "trades",
  option_expiration: "trades",
  settlement: "trades",
  split: "actions",
  spin_off: "actions",
  merger: "actions",
  symbol_change: "actions",
  rights: "actions",
  stock_dividend: "actions",
  return_of_capital: "actions",
  dividend: "income",
  interest: "income",
  reinvest: "income",
  reward: "income",
  deposit: "moves",
  withdrawal: "moves",
  transfer_in: "moves",
  transfer_out: "moves",
  fx_conversion: "moves",
  journal: "moves",
  fee: "charges",
  tax: "charges",
};

export const partOf = (tradeType: string): Part => PARTS[tradeType] ?? "corrections";

/** The types of rows that a part counts: those, or every other. */
export function tradeTypesOf(part: Part): { only: string[] } | { except: string[] } {
  const named = Object.keys(PARTS);
  return part === "corrections" ? { except: named } : { only: named.filter((type) => PARTS[type] === part) };
}

/** Rows that make more of the same: they bring units and no value. */
export const WORTHLESS_TYPES: readonly string[] = ["split", "stock_dividend"];

/** Rows of one subject and type between the two moments, summed. */
export interface Movement {
  tradeType: string;
  units: DecimalString;
  /** Σ quantity × price: what the units were traded for. */
  gross: DecimalString;
}

export interface Explained {
  part: Part;
  /** Change of units; null where the part has none. */
  units: DecimalString | null;
  /** Change of value in the subject's currency; of `fx`, in the base currency. Null where a price or a rate is missing. */
  value: DecimalString | null;
}

export interface BetweenLine {
  subject: Subject;
  from: DecimalString;
  to: DecimalString;
  /** In the subject's currency; null where that list has neither value nor price. */
  fromValue: DecimalString | null;
  toValue: DecimalString | null;
  /** What makes the one list into the other; the parts add up to the change. */
  parts: Explained[];
}

/** One side of a line, as a comparison with the ledger gives it. */
export type Side = Pick<ComparisonLine, "broker" | "price" | "multiplier" | "priceUnit" | "brokerValue">;

const PRICELESS = { price: null, multiplier: null, priceUnit: null };

function valueAt(
  units: DecimalString,
  { price, multiplier, priceUnit }: Pick<Side, "price" | "multiplier" | "priceUnit">,
): DecimalString | null {
  return price === null ? null : multiply(units, price, multiplier ?? ONE, priceUnit === "percent" ? decimal("0.01") : ONE);
}

/** The list whose price units are counted at that came or went without one: the later, unless it has none. */
export const pricedSide = (first: Side, second: Side): Side => (second.price === null ? first : second);

export const NOTHING: Side = { broker: ZERO, brokerValue: ZERO, ...PRICELESS };
const ORDER: readonly Part[] = ["trades", "actions", "income", "moves", "charges", "corrections"];

/**
 * What happened to an instrument or to cash between two lists. Units that no row tells are `unexplained`; what the value did beyond all
 * movements is the price's work.
 */
export function between(subject: Subject, first: Side | null, second: Side | null, movements: readonly Movement[]): BetweenLine {
  const [a, b] = [first ?? NOTHING, second ?? NOTHING];
  const isCash = subject.kind === "cash";
  const valued = (side: Side) => (isCash ? side.broker : sign(side.broker) === 0 ? ZERO : (side.brokerValue ?? valueAt(side.broker, side)));
  const [fromValue, toValue] = [valued(a), valued(b)];
  const market = pricedSide(a, b);
  const parts: Explained[] = [];
  for (const part of ORDER) {
    const own = movements.filter(({ tradeType }) => partOf(tradeType) === part);
    const units = add(ZERO, ...own.map((each) => each.units));
    if (sign(units) === 0) continue;
    parts.push({ part, units, value: worthOf(part, units, own, isCash, market) });
  }
  const told = add(ZERO, ...parts.map(({ units }) => units ?? ZERO));
  const untold = subtract(subtract(b.broker, a.broker), told);
  if (sign(untold) !== 0) parts.push({ part: "unexplained", units: untold, value: isCash ? untold : valueAt(untold, market) });
  const price = isCash ? null : priceEffect(fromValue, toValue, parts);
  if (price !== null && sign(price) !== 0) parts.push({ part: "price", units: null, value: price });
  return { subject, from: a.broker, to: b.broker, fromValue, toValue, parts };
}

/** A split makes more of the same: no value comes or goes. Other units are worth what they were traded for, or the market's price. */
function worthOf(part: Part, units: DecimalString, own: readonly Movement[], isCash: boolean, market: Side): DecimalString | null {
  if (isCash) return units;
  if (part === "trades" || part === "income") return add(ZERO, ...own.map(({ gross }) => gross));
  const lasting = own.filter(({ tradeType }) => !WORTHLESS_TYPES.includes(tradeType));
  if (lasting.length === 0) return ZERO;
  return valueAt(add(ZERO, ...lasting.map((each) => each.units)), market);
}

function priceEffect(from: DecimalString | null, to: DecimalString | null, parts: readonly Explained[]): DecimalString | null {
  const values = parts.map(({ value }) => value);
  if (from === null || to === null || values.includes(null)) return null;
  return subtract(subtract(to, from), add(ZERO, ...values.filter((value) => value !== null)));
}

/** In the subject's currency; null where one of the lists has no price. */
export const valueChange = ({ fromValue, toValue }: Pick<BetweenLine, "fromValue" | "toValue">): DecimalString | null =>
  fromValue === null || toValue === null ? null : subtract(toValue, fromValue);

/** What the first list's value did in the base currency because the rate moved; null without both rates. */
export function fxEffect({ fromValue }: BetweenLine, rates: { from: DecimalString; to: DecimalString } | null): DecimalString | null {
  return rates === null || fromValue === null ? null : multiply(fromValue, subtract(rates.to, rates.from));
}

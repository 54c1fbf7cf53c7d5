import { absolute, compare, type DecimalString, decimal, divide, multiply, negate, ONE, round, sign, subtract } from "@/lib/money/decimal";
import type { FormatItem } from "../types";
import { booked, SOURCE } from "./draft";
import type { Line } from "./line";

const CLOSE = decimal("0.02");
const RATE_DIGITS = 10;

/** Whether a rate is what two amounts came to, but for rounding. */
function isRate(rate: DecimalString | null, foreign: DecimalString, own: DecimalString): boolean {
  const worked = divide(absolute(foreign), absolute(own));
  return rate !== null && worked !== null && compare(absolute(subtract(worked, rate)), multiply(rate, CLOSE)) <= 0;
}

const opposite = (one: Line, other: Line) =>
  one.money !== null &&
  other.money !== null &&
  one.money.currency !== other.money.currency &&
  sign(one.money.amount) === -sign(other.money.amount) &&
  sign(one.money.amount) !== 0;

/** How well two lines are the two sides of one exchange: 2 where the rate on one of them says so, 1 where nothing speaks against it. */
function closeness(one: Line, other: Line): 0 | 1 | 2 {
  if (!one.money || !other.money || !opposite(one, other)) return 0;
  const [a, b] = [one.money.amount, other.money.amount];
  return isRate(one.rate, a, b) || isRate(other.rate, b, a) ? 2 : 1;
}

export type Pair = readonly [Line, Line];

/** The lines of one moment (or order) as pairs of debit and credit: by their rates, else by standing next to each other. */
export function conversionPairs(lines: readonly Line[]): { pairs: Pair[]; single: Line[] } {
  const open = [...lines];
  const pairs: Pair[] = [];
  const single: Line[] = [];
  for (let one = open.shift(); one; one = open.shift()) {
    const first = one;
    const best = open.findIndex((other) => closeness(first, other) === 2);
    const index = best >= 0 ? best : open.findIndex((other) => closeness(first, other) === 1);
    const other = index < 0 ? undefined : open.splice(index, 1)[0];
    if (other) pairs.push([first, other]);
    else single.push(first);
  }
  return { pairs, single };
}

/** The exchange that a pair tells: one unit of `from`, which was given, is `rate` units of `to`. */
export function fxOf([one, other]: Pair): { rate: DecimalString; from: string; to: string } | undefined {
  const [given, got] = sign(one.money?.amount ?? ONE) < 0 ? [one.money, other.money] : [other.money, one.money];
  const rate = given && got ? divide(absolute(got.amount), absolute(given.amount)) : null;
  return rate === null || !given || !got ? undefined : { rate: round(rate, RATE_DIGITS), from: given.currency, to: got.currency };
}

/** One side of an exchange of currencies. */
export function conversionRow(line: Line, pair: Pair | null, groupId?: string): FormatItem {
  const money = line.money ?? { amount: negate(ONE), currency: "" };
  const [one] = pair ?? [line];
  return booked(
    line,
    {
      tradeType: "fx_conversion",
      money,
      quantity: money.amount,
      doubts: pair ? [] : ["The other side of this conversion isn't in the file."],
      meta: {
        groupId: groupId ?? `${SOURCE}:conversion:${one.at.instant}:${[...(pair ?? [line])].map(keyOf).sort().join(":")}`,
        fx: pair ? fxOf(pair) : undefined,
      },
    },
    "money",
  );
}

const keyOf = ({ money }: Line) => (money ? `${money.currency}${money.amount}` : "");

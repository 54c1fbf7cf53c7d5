import { Decimal } from "decimal.js";
import type { DecimalString } from "@/lib/money/decimal";
import { daysBetween } from "../valuation/calendar";
import { type Count, toCount } from "../valuation/exact";

/** Roots aren't exact: they are looked for with this many significant digits. */
export const Root = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
const DAYS_A_YEAR = 365;

/** Money on a day. Of an investor: negative is put in, positive is got back. */
export interface CashFlow {
  day: string;
  amount: DecimalString;
}

interface Term {
  /** Days since the term before. */
  gap: number;
  amount: Count;
}

/** Discounts are whole counts of 2^-192, some 57 decimals: a product of whole numbers takes a hundredth of the time of a decimal one. */
const BITS = 192n;
const UNIT = 1n << BITS;
const UNIT_DECIMAL = new Root(UNIT.toString());

/** A present value, and what it changes by when ln(1 + rate) does. One unit for both, of no meaning by itself: signs and quotients count. */
export interface Valued {
  value: bigint;
  slope: bigint;
}

/**
 * Cash flows as a polynomial in the discount of one day, q = (1 + rate)^(-1/365): a power of a whole number of days is a few products,
 * where the textbook's fractional power per flow takes thousands of times as long.
 */
export class PresentValue {
  private readonly terms: readonly Term[];

  /** @param flows in any order; those of one day are added up. */
  constructor(flows: Iterable<CashFlow>) {
    const days = new Map<string, Count>();
    for (const { day, amount } of flows) days.set(day, (days.get(day) ?? 0n) + toCount(amount));
    const sorted = [...days].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
    this.terms = sorted.map(([day, amount], index) => ({ gap: daysBetween(sorted[index - 1]?.[0] ?? day, day), amount }));
  }

  /** Of each day with money, in order; days whose flows make nothing are left out. */
  amounts(): readonly Count[] {
    return this.terms.map(({ amount }) => amount);
  }

  /** At x = ln(1 + rate), on the first day. */
  at(x: Decimal): Valued {
    return this.valued(new Powers(x.negated()), () => true);
  }

  /** What comes back and what is put in, each by itself. */
  sidesAt(x: Decimal): { gains: Valued; payments: Valued } {
    const powers = new Powers(x.negated());
    return { gains: this.valued(powers, (amount) => amount > 0n), payments: this.valued(powers, (amount) => amount < 0n) };
  }

  private valued(powers: Powers, counts: (amount: Count) => boolean): Valued {
    let [value, weighted] = [0n, 0n];
    for (let index = this.terms.length - 1; index >= 0; index -= 1) {
      const { amount, gap } = this.terms[index] ?? { amount: 0n, gap: 0 };
      if (counts(amount)) value += amount << BITS;
      if (gap === 0) continue;
      const power = powers.of(gap);
      weighted = ((weighted + value * BigInt(gap)) * power) >> BITS;
      value = (value * power) >> BITS;
    }
    return { value, slope: -weighted / BigInt(DAYS_A_YEAR) };
  }

  /**
   * Whether at a rate the money is outstanding all along: each balance, with interest at that rate, is on the side of the first flow. Then
   * that rate is the only one at which the present value is 0: a higher one would ask more of every later balance, a lower one less.
   */
  isOutstandingAt(x: Decimal): boolean {
    const powers = new Powers(x);
    const side = (this.terms[0]?.amount ?? 0n) < 0n;
    let balance = 0n;
    return this.terms.slice(0, -1).every(({ amount, gap }) => {
      balance = ((balance * powers.of(gap)) >> BITS) + (amount << BITS);
      return balance === 0n || balance < 0n === side;
    });
  }
}

/** Whole powers of the factor by which a day multiplies, by squaring. */
class Powers {
  private readonly squares: bigint[];

  constructor(x: Decimal) {
    this.squares = [BigInt(Root.exp(x.div(DAYS_A_YEAR)).times(UNIT_DECIMAL).toFixed(0))];
  }

  of(exponent: number): bigint {
    let power = UNIT;
    for (let [rest, index] = [exponent, 0]; rest > 0; rest = Math.floor(rest / 2), index += 1) {
      if (rest % 2 === 1) power = power === UNIT ? this.square(index) : (power * this.square(index)) >> BITS;
    }
    return power;
  }

  private square(index: number): bigint {
    const known = this.squares[index];
    if (known !== undefined) return known;
    const half = this.square(index - 1);
    const square = (half * half) >> BITS;
    this.squares[index] = square;
    return square;
  }
}

import type { DecimalString } from "@/lib/money/decimal";
import { type Count, countOf, type Exact, fromCount, minus, NOTHING, plus, times } from "./exact";
import type { DayRate, ValuationFrame } from "./frame";
import type { DayLedger } from "./movements";

interface Day {
  /** What is held at the end of the day, in `currency`; null where no price tells. */
  local: Exact | null;
  currency: string | null;
  /** What was paid for it by day, for days whose value isn't known. */
  paid?: DayLedger;
}

/**
 * The part of a change of value that comes from rates: each day, what was held at its start × the change of the rate. Added up over days,
 * so that the effects of two periods add up to that of both. While the value isn't known, what was known last plus what was paid since
 * stands for it.
 */
export class FxEffect {
  private readonly effects: DecimalString[] = [];
  private total: Count = 0n;
  private text = fromCount(0n);
  private held: Exact = NOTHING;
  private currency: string | null = null;
  private rate: DayRate | null = null;
  private foreign = false;

  constructor(private readonly frame: ValuationFrame) {}

  /** Takes the next day. */
  day(index: number, { local, currency, paid }: Day): void {
    const rate = this.currency === null ? null : (this.frame.ratesOf(this.currency)[index] ?? null);
    if (rate && this.rate && rate !== this.rate && this.held.digits !== 0n) {
      this.total += countOf(times(this.held, minus(rate.rate, this.rate.rate)));
      this.text = fromCount(this.total);
    }
    this.effects.push(this.text);
    if (rate) this.rate = rate;
    if (local !== null) this.hold(index, local, currency, rate);
    else if (currency === this.currency && currency !== null) {
      this.held = plus(this.held, paid?.of(index, currency) ?? NOTHING);
    }
  }

  /** In step with the days; null where everything was in the base currency. */
  series(): readonly DecimalString[] | null {
    return this.foreign ? this.effects : null;
  }

  private hold(index: number, local: Exact, currency: string | null, rate: DayRate | null): void {
    this.held = local;
    if (currency === this.currency) return;
    this.currency = currency;
    this.rate = currency === null ? null : (this.frame.ratesOf(currency)[index] ?? rate);
    if (currency !== null && currency !== this.frame.base) this.foreign = true;
  }
}

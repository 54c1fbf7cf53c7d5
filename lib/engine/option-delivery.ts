import { divideBy, type Exact } from "./exact";
import type { LedgerRow } from "./ledger-row";
import { addCash, type TradeEffect } from "./trade";

interface Leg {
  effect: TradeEffect;
  /** Cash that was moved to it so far. */
  moved: Exact;
}

/**
 * Options that were exercised or assigned, and the deliveries of the underlying that they caused. What the options had cost (or brought,
 * if they were written) becomes part of what the delivered units cost or bring, by units; the options themselves end without a gain. Legs
 * come in any order, so after each one the whole is divided anew.
 */
export class OptionDelivery {
  private readonly options: Leg[] = [];
  private readonly deliveries: Leg[] = [];

  /** The contracts ended by the row. */
  ended(effect: TradeEffect): void {
    this.options.push({ effect, moved: 0n });
    this.divide(effect.row);
  }

  /** Units of the underlying bought or sold by it; `now` is the row that tells. */
  delivered(effect: TradeEffect, now: LedgerRow): void {
    this.deliveries.push({ effect, moved: 0n });
    this.divide(now);
  }

  private divide(now: LedgerRow): void {
    if (this.options.length === 0 || this.deliveries.length === 0) return;
    let premium = 0n;
    for (const leg of this.options) {
      const gain = leg.effect.disposals.reduce((sum, { proceeds, cost }) => sum + proceeds - cost, 0n);
      // Brings the gain of the option to nothing; a gain moved before is in it no more.
      move(leg, leg.moved - gain, now);
      premium += leg.moved;
    }
    const parts = divideBy(
      -premium,
      this.deliveries.map(({ effect }) => effect.units),
    );
    this.deliveries.forEach((leg, index) => {
      move(leg, parts[index] ?? 0n, now);
    });
  }
}

function move(leg: Leg, target: Exact, now: LedgerRow): void {
  const change = target - leg.moved;
  leg.moved = target;
  if (change !== 0n) addCash(leg.effect, change, now);
}

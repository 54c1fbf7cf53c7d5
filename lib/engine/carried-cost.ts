import { add, type DecimalString, divide, multiply, round, sign, subtract, ZERO } from "@/lib/money/decimal";

/** Finer than any broker's books, and coarse enough that sums of shares stay exact. */
export const COST_DECIMALS = 20;

/** `amount × part ÷ whole`, to {@link COST_DECIMALS}; 0 of nothing. */
export function shareOf(amount: DecimalString, part: DecimalString, whole: DecimalString): DecimalString {
  return round(divide(multiply(amount, part), whole) ?? ZERO, COST_DECIMALS);
}

/** A position as far as an action can change it without units moving. */
export interface CostHolder {
  quantity: DecimalString;
  cost: DecimalString;
}

interface Claim {
  holder: CostHolder;
  /** How the cost is divided where several ask for it. Positive. */
  weight: DecimalString;
  given: DecimalString;
}

/**
 * The cost that one corporate action carries from the units that go to the units that come. Legs arrive in any order, so after each one
 * the whole is divided anew: a leg that comes in before its cost does gets it later, and the position is right once the group is whole.
 */
export class CarriedCost {
  private released = ZERO;
  private readonly sources: Claim[] = [];
  private readonly receivers: Claim[] = [];

  /** `stays`: while no unit comes in, the cost remains with what is left of the old units, as in a reverse split told in one row. */
  constructor(private readonly stays: boolean) {}

  /** Units went, and took `cost` with them. */
  release(holder: CostHolder, cost: DecimalString, weight: DecimalString): void {
    this.released = add(this.released, cost);
    this.sources.push({ holder, weight, given: ZERO });
    this.divide();
  }

  /** Units came. */
  receive(holder: CostHolder, weight: DecimalString): void {
    this.receivers.push({ holder, weight, given: ZERO });
    this.divide();
  }

  private divide(): void {
    const claimants = this.claimants();
    const weights = add(...claimants.map(({ weight }) => weight));
    const last = claimants.at(-1);
    let rest = this.released;
    for (const claim of [...this.sources, ...this.receivers]) {
      if (!claimants.includes(claim)) this.give(claim, ZERO);
      else if (claim !== last) {
        const share = shareOf(this.released, claim.weight, weights);
        rest = subtract(rest, share);
        this.give(claim, share);
      }
    }
    // The last one takes what is left instead of its own quotient, so that nothing is lost to rounding.
    if (last) this.give(last, rest);
  }

  private claimants(): readonly Claim[] {
    if (this.receivers.length > 0) return this.receivers;
    return this.stays ? this.sources.filter(({ holder }) => sign(holder.quantity) !== 0) : [];
  }

  private give(claim: Claim, share: DecimalString): void {
    const change = subtract(share, claim.given);
    claim.given = share;
    // A position that was closed in between has no cost, and keeps none.
    if (sign(claim.holder.quantity) !== 0) claim.holder.cost = add(claim.holder.cost, change);
  }
}

import { type Exact, exact, share, times } from "./exact";
import type { LedgerRow } from "./ledger-row";

/** Quantity × price × multiplier, ÷ 100 where the price is in percent; signed as the quantity is. */
export function valueAt(quantity: Exact, { price, multiplier, priceUnit }: Pick<LedgerRow, "price" | "multiplier" | "priceUnit">): Exact {
  if (price === "0" || quantity === 0n) return 0n;
  const value = times(quantity, exact(price));
  const whole = multiplier === null ? value : times(value, exact(multiplier));
  return priceUnit === "percent" ? share(whole, 1n, 100n) : whole;
}

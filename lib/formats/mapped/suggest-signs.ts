import type { NumberStyle } from "../table/numbers";
import { readAmount } from "../table/numbers";
import type { Mapping } from "./mapping";
import type { Plan, Slot } from "./plan";
import { cellText } from "./row-reader";

type Signs = Pick<Mapping, "direction" | "amountSigns" | "charges" | "chargeSigns" | "percentPrices">;

export const USUAL_SIGNS: Signs = {
  direction: "amount",
  amountSigns: "unsigned",
  charges: "inside",
  chargeSigns: "positive",
  percentPrices: "never",
};

// Only compared with each other, to tell which convention a table follows: no amount of a row is read here, so floats do.
const about = (a: number, b: number) => Math.abs(a - b) <= Math.max(0.015, Math.abs(b) * 0.002);

function numberIn(cells: readonly string[], slot: Slot | undefined): number | null {
  if (slot === undefined) return null;
  const amount = readAmount(cellText(cells[slot.index]), slot.numbers satisfies NumberStyle);
  return amount && Number(amount.value);
}

/** Which signs and sums a table's first rows show it to use. */
export function suggestSigns(plan: Plan, rows: readonly (readonly string[])[]): Signs {
  const { at, fees, taxes, types, mapping } = plan;
  const tally = {
    buyMinus: 0,
    buyPlus: 0,
    sellMinus: 0,
    minus: 0,
    quantityMinus: 0,
    chargeMinus: 0,
    chargePlus: 0,
    inside: 0,
    outside: 0,
    percent: 0,
    plain: 0,
  };
  for (const cells of rows) {
    const meaning = at.type ? types.get(cellText(cells[at.type.index])) : mapping.constants.type;
    const amount = numberIn(cells, at.amount) ?? numberIn(cells, at.gross);
    const [quantity, price] = [numberIn(cells, at.quantity), numberIn(cells, at.price)];
    const charges = [...fees, ...taxes].map((slot) => numberIn(cells, slot) ?? 0).filter((value) => value !== 0);
    for (const value of charges) tally[value < 0 ? "chargeMinus" : "chargePlus"] += 1;
    if (quantity !== null && quantity < 0) tally.quantityMinus += 1;
    if (amount === null) continue;
    if (amount < 0) tally.minus += 1;
    if (meaning === "buy" && amount !== 0) tally[amount < 0 ? "buyMinus" : "buyPlus"] += 1;
    if (meaning === "sell" && amount < 0) tally.sellMinus += 1;
    if (quantity === null || price === null || quantity === 0 || price === 0) continue;
    const [value, moved] = [Math.abs(quantity * price), Math.abs(amount)];
    const paid = charges.reduce((sum, charge) => sum + Math.abs(charge), 0);
    if (about(moved, value / 100) || about(moved, value / 100 + paid)) tally.percent += 1;
    else tally.plain += 1;
    if (paid > 0) {
      const off = { outside: Math.abs(moved - value), inside: Math.min(Math.abs(moved - value - paid), Math.abs(moved - value + paid)) };
      if (Math.min(off.outside, off.inside) < paid / 2) tally[off.outside < off.inside ? "outside" : "inside"] += 1;
    }
  }
  return {
    direction: tally.quantityMinus > 0 && tally.minus === 0 ? "quantity" : "amount",
    amountSigns: tally.minus === 0 ? "unsigned" : tally.buyPlus > tally.buyMinus && tally.sellMinus > 0 ? "inverted" : "signed",
    charges: tally.outside > tally.inside ? "outside" : "inside",
    chargeSigns: tally.chargeMinus > tally.chargePlus ? "negative" : "positive",
    percentPrices: tally.percent > 0 && tally.plain === 0 ? "always" : tally.percent > 0 && at.assetType ? "bonds" : "never",
  };
}

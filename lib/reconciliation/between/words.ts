import type { Part } from "./rules";

/** What the parts of a change are called. */
export const PART_LABELS: Readonly<Record<Part, string>> = {
  trades: "Trades",
  actions: "Corporate actions",
  income: "Income",
  moves: "Deposits and transfers",
  charges: "Fees and taxes",
  corrections: "Corrections",
  unexplained: "Not in the ledger",
  price: "Price",
  fx: "Exchange rate",
};

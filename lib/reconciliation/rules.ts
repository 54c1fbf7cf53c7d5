import { absolute, add, compare, type DecimalString, decimal, multiply, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { Case, Cause } from "./case";
import { rounding, slips } from "./causes/magnitudes";
import { balancesOnly, missingRow, missingTrades, openings, tradesForCash } from "./causes/missing";
import { missingCash, reinvested, unbookedCharges } from "./causes/money";
import { renames, transfers } from "./causes/moves";
import { deletedRows, duplicates, wrongSigns } from "./causes/rows";
import { splits } from "./causes/splits";
import { timing } from "./causes/timing";
import type { AcceptanceView, ComparisonLine, Confidence } from "./schema";

/** Brokers write cash to the cent: less than half of one is no difference. */
const CASH_TOLERANCE = decimal("0.005");

export function agrees({ subject, difference }: Pick<ComparisonLine, "subject" | "difference">): boolean {
  return subject.kind === "cash" ? compare(absolute(difference), CASH_TOLERANCE) < 0 : sign(difference) === 0;
}

/** What a difference is worth at the snapshot's price, in the subject's currency, without its sign; null without a price. */
export function worth(
  difference: DecimalString,
  line: Pick<ComparisonLine, "subject" | "price" | "multiplier" | "priceUnit">,
): DecimalString | null {
  if (line.subject.kind === "cash") return absolute(difference);
  if (line.price === null) return null;
  return absolute(multiply(difference, line.price, line.multiplier ?? ONE, line.priceUnit === "percent" ? decimal("0.01") : ONE));
}

const FINDERS: readonly ((input: Case) => Cause[])[] = [
  timing,
  duplicates,
  wrongSigns,
  deletedRows,
  splits,
  renames,
  transfers,
  openings,
  reinvested,
  rounding,
  slips,
  unbookedCharges,
  missingTrades,
  tradesForCash,
  missingCash,
  balancesOnly,
  missingRow,
];

/** More than this is not an explanation but a list. */
const MOST_CAUSES = 6;

/** Everything that may explain a difference, the best supported first. The last one is always the row that isn't there. */
export function causesOf(input: Case): Cause[] {
  if (agrees(input.line)) return [];
  const found = FINDERS.flatMap((find) => find(input)).sort((a, b) => b.score - a.score);
  const last = found.find(({ kind }) => kind === "missing_row");
  const others = found.filter(({ kind }) => kind !== "missing_row").slice(0, MOST_CAUSES - 1);
  return last ? [...others, last] : others;
}

export const confidenceOf = (score: number): Confidence => (score >= 75 ? "likely" : score >= 40 ? "possible" : "unlikely");

/** Whether an acceptance covers a difference on a day (ISO): another difference is open again, and so is one whose time is over. */
export const covers = (acceptance: Pick<AcceptanceView, "difference" | "until">, difference: DecimalString, today: string): boolean =>
  acceptance.difference === difference && (acceptance.until === null || acceptance.until >= today);

/** What remains of a difference after changes of the ledger by so much. */
export const remaining = (difference: DecimalString, changes: readonly DecimalString[]): DecimalString =>
  subtract(difference, add(ZERO, ...changes));

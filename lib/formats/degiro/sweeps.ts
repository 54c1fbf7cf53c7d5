import { absolute, type DecimalString, negate } from "@/lib/money/decimal";
import { detectNumberStyle, readNumber } from "../table/numbers";
import type { Line } from "./line";

/** The amounts that a description names, whichever way it writes them. */
function amountsIn(text: string, line: Line): DecimalString[] {
  return [...text.matchAll(/\d[\d.,]*\d|\d/g)].flatMap(([written]) => {
    const value = readNumber(written, detectNumberStyle([written]).style ?? line.row.style.numbers);
    return value === null ? [] : [value];
  });
}

/**
 * Moves between DEGIRO and its bank that leave the balance as it was: a sweep and the line that tells of the transfer, whose own amount the
 * broker doesn't write, or two sweeps against each other. The balance counts both pots.
 * @returns each such line with the one it cancels out with. A sweep that nothing answers moves the balance, and isn't among them.
 */
export function cancelledSweeps(lines: readonly Line[]): Map<Line, Line> {
  const internal = lines.filter(({ kind }) => kind === "internal");
  const pairs = new Map<Line, Line>();
  const answers = (sweep: Line) =>
    internal.find((other) => {
      if (other === sweep || pairs.has(other) || other.date !== sweep.date || other.balanceCurrency !== sweep.balanceCurrency) return false;
      if (other.money !== null)
        return other.at.instant === sweep.at.instant && other.money.amount === negate(sweep.money?.amount ?? other.money.amount);
      const size = absolute(sweep.money?.amount ?? ("0" as DecimalString));
      return other.at.instant === sweep.at.instant || amountsIn(other.description, other).includes(size);
    });
  for (const sweep of internal) {
    if (sweep.money === null || pairs.has(sweep)) continue;
    const other = answers(sweep);
    if (other) pairs.set(sweep, other).set(other, sweep);
  }
  return pairs;
}

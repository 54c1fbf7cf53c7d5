import { OUTCOMES, type Outcome } from "@/lib/imports/outcomes";
import type { ImportStatementView, ImportView, OutcomeCounts } from "@/lib/imports/schema";

/** Everything that the table of lines lists, by outcome, in the order of the outcomes; only what there is. */
export function listedCounts({
  transactions,
  positions,
  lines,
}: Pick<ImportView, "transactions" | "positions" | "lines">): [Outcome, number][] {
  const count = (outcome: Outcome) =>
    [transactions, positions, lines].reduce((sum, counts: OutcomeCounts) => sum + (counts[outcome] ?? 0), 0);
  return OUTCOMES.map((outcome): [Outcome, number] => [outcome, count(outcome)]).filter(([, total]) => total > 0);
}

const PAST: Readonly<Record<Outcome, string>> = {
  new: "added",
  changed: "updated",
  removed: "taken back",
  known: "already known",
  kept: "kept as you have them",
  skipped: "skipped",
  refused: "refused",
};

/** What an import did, in words: `26 added, 15 skipped`. */
export function summarise(counts: OutcomeCounts): string {
  const parts = OUTCOMES.filter((outcome) => counts[outcome]).map((outcome) => `${counts[outcome]?.toLocaleString("en")} ${PAST[outcome]}`);
  return parts.join(", ") || "Nothing to add";
}

/** The first and last day that any part of the file covers; null when it doesn't say. */
export function periodOf(statements: readonly Pick<ImportStatementView, "coversFrom" | "coversTo">[]): { from: string; to: string } | null {
  const days = statements
    .flatMap(({ coversFrom, coversTo }) => [coversFrom, coversTo])
    .filter((day) => day !== null)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return from && to ? { from, to } : null;
}

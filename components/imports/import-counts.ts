import { OUTCOMES, type ImportRowView, type ImportStatementView, type ImportView, type Outcome, type OutcomeCounts } from "@/lib/imports/schema";

/** What an import would write. */
export interface Effect {
  /** Ledger rows added, corrected or taken back, and positions. */
  rows: number;
  rates: number;
}

export function effectOf({ transactions, positions, rates }: Pick<ImportView, "transactions" | "positions" | "rates">): Effect {
  const rows = (transactions.new ?? 0) + (transactions.changed ?? 0) + (transactions.removed ?? 0) + (positions.new ?? 0);
  return { rows, rates: rates.new ?? 0 };
}

/** `1 row`, `1,204 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** What the button says. Rates alone are worth importing too; with nothing at all the button has nothing to do. */
export function effectLabel({ rows, rates }: Effect): string {
  if (rows > 0) return `Import ${counted(rows, "row")}`;
  return rates > 0 ? `Import ${counted(rates, "exchange rate")}` : "Nothing new to import";
}

/** Everything that the table of lines lists, by outcome, in the order of the outcomes; only what there is. */
export function listedCounts({ transactions, positions, lines }: Pick<ImportView, "transactions" | "positions" | "lines">): [Outcome, number][] {
  const count = (outcome: Outcome) => [transactions, positions, lines].reduce((sum, counts: OutcomeCounts) => sum + (counts[outcome] ?? 0), 0);
  return OUTCOMES.map((outcome): [Outcome, number] => [outcome, count(outcome)]).filter(([, total]) => total > 0);
}

const PAST: Readonly<Record<Outcome, string>> = {
  new: "added", changed: "updated", removed: "taken back", known: "already known", kept: "kept as you have them", skipped: "skipped", refused: "refused",
};

/** What an import did, in words: `26 added, 15 skipped`. */
export function summarise(counts: OutcomeCounts): string {
  const parts = OUTCOMES.filter((outcome) => counts[outcome]).map((outcome) => `${counts[outcome]?.toLocaleString("en")} ${PAST[outcome]}`);
  return parts.join(", ") || "Nothing to add";
}

/** The first and last day that any part of the file covers; null when it doesn't say. */
export function periodOf(statements: readonly Pick<ImportStatementView, "coversFrom" | "coversTo">[]): { from: string; to: string } | null {
  const days = statements.flatMap(({ coversFrom, coversTo }) => [coversFrom, coversTo]).filter((day) => day !== null).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from && to ? { from, to } : null;
}

/** Lines that share one reason, in the order in which the reasons first occur. */
export function groupByReason(rows: readonly Pick<ImportRowView, "line" | "reason">[]): { reason: string; lines: number[] }[] {
  const groups = new Map<string, number[]>();
  for (const { line, reason } of rows) groups.set(reason, [...(groups.get(reason) ?? []), line]);
  return [...groups].map(([reason, lines]) => ({ reason, lines }));
}

const NAMED_LINES = 8;

/** `Line 4`, `Lines 4, 9 and 12`, `Lines 4, 9, … and 92 more`. */
export function nameLines(lines: readonly number[]): string {
  if (lines.length === 1) return `Line ${lines[0]}`;
  const named = lines.slice(0, NAMED_LINES);
  if (lines.length > NAMED_LINES) return `Lines ${named.join(", ")} and ${lines.length - NAMED_LINES} more`;
  return `Lines ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

/** `812 bytes`, `4.2 kB`, `50 MB`: sizes as file managers show them, rounded for reading. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return counted(bytes, "byte");
  const kilobytes = bytes / 1024;
  const [amount, unit] = kilobytes < 1024 ? [kilobytes, "kB"] : [kilobytes / 1024, "MB"];
  return `${amount.toLocaleString("en", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}

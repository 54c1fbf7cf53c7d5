import type { ChoiceCounts } from "@/lib/imports/preview-schema";
import type { ImportView } from "@/lib/imports/schema";
import { counted } from "./wording";

/** What an import would write. */
export interface Effect {
  /** Ledger rows added, corrected or taken back, and positions. */
  rows: number;
  rates: number;
  snapshots: number;
}

type Counts = Pick<ImportView, "transactions" | "positions" | "rates" | "snapshots">;

export function effectOf({ transactions, positions, rates, snapshots, choices }: Counts & Pick<ImportView, "choices">): Effect {
  const unchosen = (transactions.new ?? 0) + (transactions.changed ?? 0) + (transactions.removed ?? 0) + (positions.new ?? 0);
  const rows = unchosen - choices.mine + choices.file;
  return { rows, rates: rates.new ?? 0, snapshots: snapshots.new ?? 0 };
}

/** What the button says. Rates alone, and a snapshot that says nothing is held, are worth importing too. */
export function effectLabel({ rows, rates, snapshots }: Effect): string {
  if (rows > 0) return `Import ${counted(rows, "row")}`;
  if (rates > 0) return `Import ${counted(rates, "exchange rate")}`;
  return snapshots > 0 ? `Import ${counted(snapshots, "empty snapshot")}` : "Nothing new to import";
}

/** Whether there is nothing to write. */
export const isNothing = ({ rows, rates, snapshots }: Effect): boolean => rows + rates + snapshots === 0;

/** Whether a file has refused lines and nothing else. */
export function isUnreadable({ lines, transactions, positions, rates, snapshots }: Counts & Pick<ImportView, "lines">): boolean {
  const { refused = 0, ...otherLines } = lines;
  const others = [otherLines, transactions, positions, rates, snapshots].flatMap((counts) => Object.values(counts));
  return refused > 0 && others.every((count) => count === 0);
}

/** The sentence beside a button that has nothing to import. */
export function whyNothing(view: Counts & Pick<ImportView, "lines">): string {
  if (isUnreadable(view)) return "No line of this file can be read as it is. Above stands what each of them needs.";
  const what = (view.lines.refused ?? 0) > 0 ? "What can be read of this file" : "Everything in this file";
  return `${what} is in your accounts already, left out, or not a row of the ledger.`;
}

/** Of the rows of an outcome that has two versions, how many take which. */
export function versionCounts(choices: ChoiceCounts, outcome: "changed" | "kept"): { file: number; mine: number } {
  if (outcome === "changed") return { file: choices.changed - choices.mine, mine: choices.mine };
  return { file: choices.file, mine: choices.kept - choices.file };
}

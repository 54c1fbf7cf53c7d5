import { OUTCOME_LABELS, type Outcome } from "@/lib/imports/outcomes";
import type { ImportView } from "@/lib/imports/schema";

const DONE: Readonly<Partial<Record<Outcome, string>>> = { new: "Added", changed: "Updated" };

/** What an outcome is called: in a preview it is to come, afterwards it has happened. */
export function outcomeLabel(outcome: Outcome, status: ImportView["status"]): string {
  return (status === "preview" ? null : DONE[outcome]) ?? OUTCOME_LABELS[outcome];
}

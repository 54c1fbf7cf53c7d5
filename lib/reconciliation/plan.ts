import { hash } from "node:crypto";
import type { TransactionDraft } from "@/lib/formats/types";
import { type DecimalString, negate, sign, subtract } from "@/lib/money/decimal";
import { amountOf, type Cause, type Evidence, evidenceView, type FixPlan, labelOf, type PlannedChange } from "./case";
import { confidenceOf, remaining } from "./rules";
import type { CauseView, ComparisonLine, FixEffect, FixView, PlannedRowView, Subject } from "./schema";
import { cashKey } from "./subjects";

/** What a fix would do, told before it is done: the rows as they will stand, and what is left of each difference. Pure. */

/** Beyond this, a list of evidence is no help; the sentence says how many there are. */
const MOST_EVIDENCE = 10;

export function causeView(
  { id, kind, score, sentence, evidence, plan, acceptance }: Cause,
  lines: readonly ComparisonLine[],
  accountId: string,
): CauseView {
  return {
    id,
    kind,
    confidence: confidenceOf(score),
    sentence,
    evidence: evidence.slice(0, MOST_EVIDENCE).map(evidenceView),
    fix: plan && fixView(plan, lines, accountId),
    acceptance,
  };
}

export function fixView(plan: FixPlan, lines: readonly ComparisonLine[], accountId: string): FixView {
  const { title, changes, reason, days, asksPrice } = plan;
  return { seal: sealOf(plan), title, rows: changes.map(rowView), effects: effectsOf(changes, lines, accountId), reason, days, asksPrice };
}

/** Of what is written and to which rows, not of how it is worded. */
export const sealOf = ({ changes }: FixPlan): string => hash("sha256", JSON.stringify(changes), "base64url");

const NOTES = { add: "New", edit: "Changed", remove: "Deleted", restore: "Brought back" } as const;

function rowView(change: PlannedChange): PlannedRowView {
  const { operation } = change;
  const shown: Evidence =
    operation === "add" ? { id: "", ...change } : operation === "edit" ? { ...change.row, draft: change.draft } : change.row;
  return { ...evidenceView(shown), operation, note: NOTES[operation] };
}

/** By how much a change moves a line of its account. */
function movedBy(change: PlannedChange, subject: Subject): DecimalString {
  switch (change.operation) {
    case "add":
      return amountOf(change, subject);
    case "edit":
      return subtract(amountOf({ ...change.row, draft: change.draft }, subject), amountOf(change.row, subject));
    case "remove":
      return negate(amountOf(change.row, subject));
    case "restore":
      return amountOf(change.row, subject);
  }
}

const accountOf = (change: PlannedChange): string => (change.operation === "add" ? change.accountId : change.row.accountId);

/** The lines that a change can move: of its instrument, and of the cash in its currency, before and after. */
function touchedBy(change: PlannedChange): string[] {
  const sides =
    change.operation === "add"
      ? [change]
      : change.operation === "edit"
        ? [change.row, { ...change.row, draft: change.draft }]
        : [change.row];
  return [...new Set(sides.flatMap(({ subject, draft }) => [...(subject === null ? [] : [subject]), cashKey(draft.currency)]))];
}

/** What is left of each difference that the changes move. Cash counts only where the snapshot has any. */
export function effectsOf(changes: readonly PlannedChange[], lines: readonly ComparisonLine[], accountId: string): FixEffect[] {
  const touching = new Map<string, PlannedChange[]>();
  for (const change of changes.filter((each) => accountOf(each) === accountId)) {
    for (const key of touchedBy(change)) touching.set(key, [...(touching.get(key) ?? []), change]);
  }
  return lines.flatMap(({ subject, difference }) => {
    const moved = (touching.get(subject.key) ?? []).map((change) => movedBy(change, subject));
    if (moved.every((each) => sign(each) === 0)) return [];
    return [
      {
        key: subject.key,
        label: labelOf(subject),
        currency: subject.kind === "cash" ? subject.currency : null,
        before: difference,
        after: remaining(difference, moved),
      },
    ];
  });
}

export interface Said {
  reason: string;
  /** The day of the new rows (ISO), where the person chose another. */
  date: string | null;
  /** The cost per unit of the new row. */
  price: DecimalString | null;
}

export type SaidProblem = { field: "date" | "price"; message: string };

/** The plan with what the person said about it; or which field can't be. */
export function withSaid(plan: FixPlan, { reason, date, price }: Said): FixPlan | SaidProblem {
  const { days } = plan;
  if (date !== null && days && (date < days.from || date > days.to)) {
    return { field: "date", message: `Choose a day from ${days.from} to ${days.to}: on others the rows would not explain the difference.` };
  }
  const amend = (draft: TransactionDraft): TransactionDraft => ({
    ...draft,
    ...(date !== null && days ? { tradeTime: `${date}T00:00:00.000Z` } : {}),
    ...(price !== null && plan.asksPrice ? { price } : {}),
    meta: { ...draft.meta, reason },
  });
  return {
    ...plan,
    reason,
    changes: plan.changes.map((change) => (change.operation === "add" ? { ...change, draft: amend(change.draft) } : change)),
  };
}

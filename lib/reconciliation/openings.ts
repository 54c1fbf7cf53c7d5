import type { Cause, FixPlan } from "./case";

/** All that was held before the ledger begins, in one fix: a first statement with positions and the rows of its own weeks. Pure. */

/** Stands for the subject and the cause of a fix that is about several. */
export const ALL_OPENINGS = { subject: "*", cause: "openings" } as const;

/** More rows than this, and nobody reads the preview; the next ones come after them. */
const MOST_AT_ONCE = 200;

/** The opening balances of all differences that are best explained by one; null where there are fewer than two. */
export function openingsPlan(best: readonly (Cause | undefined)[]): FixPlan | null {
  const plans = best.flatMap((cause) => (cause?.kind === "opening_balance" && cause.plan ? [cause.plan] : [])).slice(0, MOST_AT_ONCE);
  const [first] = plans;
  if (!first || plans.length < 2) return null;
  const latest = plans.map(({ days }) => days?.to ?? "").sort()[0] ?? "";
  return {
    title: `Record ${plans.length} opening balances`,
    changes: plans.flatMap(({ changes }) => changes),
    reason: first.reason,
    days: first.days && { ...first.days, to: latest },
    asksPrice: false,
  };
}

/** What becomes, or became, of a line. */
export const OUTCOMES = ["new", "changed", "removed", "known", "kept", "skipped", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which lines of a file are listed: those of one outcome, or all that change the ledger. */
export const LINE_FILTERS = [...OUTCOMES, "differences"] as const;
export type LineFilter = (typeof LINE_FILTERS)[number];

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  new: "New",
  changed: "Changed",
  removed: "Taken back",
  known: "Already known",
  kept: "Kept your version",
  skipped: "Skipped",
  refused: "Refused",
};

export const OUTCOME_HELP: Readonly<Record<Outcome, string>> = {
  new: "Will be added.",
  changed: "The broker corrected a row that you have and never touched: it will be updated.",
  removed: "The broker took a row back: it will be removed.",
  known: "Already in the account: nothing happens.",
  kept: "You edited or deleted this row: your version stays.",
  skipped: "Understood, and rightly not a row of the ledger.",
  refused: "Can't be read: see what was expected. Everything else can be imported.",
};

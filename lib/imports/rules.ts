import type { TransactionDraft } from "@/lib/formats/types";
import { compare, type DecimalString, ONE, ZERO } from "@/lib/money/decimal";
import { totalCharges } from "@/lib/transactions/rules";
import type { Outcome } from "./outcomes";
import type { Difference, DifferenceField, Tally, Version } from "./preview-schema";
import type { ImportView, OutcomeCounts } from "./schema";

type Counts = Pick<ImportView, "transactions" | "positions" | "snapshots" | "rates" | "lines" | "choices">;

/** Kinds of lines that take a ledger row back: where they do, they count among the ledger rows, and elsewhere they are lines like others. */
const TAKING_BACK: ReadonlySet<string> = new Set(["cancellation", "gone"]);
const COUNTED_AS = {
  transaction: "transactions",
  holding: "positions",
  snapshot: "snapshots",
  rate: "rates",
  line: "lines",
} as const satisfies Record<string, keyof Counts>;

const isKind = (kind: string): kind is keyof typeof COUNTED_AS => Object.hasOwn(COUNTED_AS, kind);

/** What a page shows of a tally; statements that are left out don't count. */
export function countsOf(tally: Tally, leftOut: ReadonlySet<string>): Counts {
  const counts: Counts = {
    ...{ transactions: {}, positions: {}, snapshots: {}, rates: {}, lines: {} },
    choices: { changed: 0, mine: 0, kept: 0, file: 0 },
  };
  for (const { statement, kind, outcome, choice, count } of tally) {
    if (statement !== null && leftOut.has(statement)) continue;
    if (isKind(kind)) more(counts[COUNTED_AS[kind]], outcome, count);
    else if (TAKING_BACK.has(kind)) more(outcome === "removed" ? counts.transactions : counts.lines, outcome, count);
    if (kind !== "transaction" || (outcome !== "changed" && outcome !== "kept")) continue;
    counts.choices[outcome] += count;
    if (choice !== null && choice !== versionOf(outcome, null)) counts.choices[choice] += count;
  }
  return counts;
}

function more(counts: OutcomeCounts, outcome: Outcome, count: number): void {
  counts[outcome] = (counts[outcome] ?? 0) + count;
}

/** All that an import's table lists, by outcome: what the list of imports tells of it. */
export function totalsOf(tally: Tally, leftOut: ReadonlySet<string>): OutcomeCounts {
  const { transactions, positions, lines } = countsOf(tally, leftOut);
  const totals: OutcomeCounts = {};
  for (const counts of [transactions, positions, lines])
    for (const [outcome, count] of Object.entries(counts) as [Outcome, number][]) more(totals, outcome, count);
  return totals;
}

/** Whose version of a ledger row is taken: what the person chose, else the broker's correction, but never over an edit. Null: there is one only. */
export function versionOf(outcome: Outcome, choice: Version | null): Version | null {
  if (outcome !== "changed" && outcome !== "kept") return null;
  return choice ?? (outcome === "changed" ? "file" : "mine");
}

/** How each field reads in the ledger and in a file, and what it is when nothing is said of it. */
const FIELDS: Readonly<Record<DifferenceField, (draft: TransactionDraft) => string | null>> = {
  tradeType: (draft) => draft.tradeType,
  // A date where there is no time, an instant where there is: told apart by their length.
  at: ({ tradeTime, meta }) => (meta.dateOnly ? tradeTime.slice(0, 10) : tradeTime),
  symbol: (draft) => draft.symbol,
  isin: ({ meta }) => meta.instrument?.isin ?? null,
  name: ({ meta }) => meta.instrument?.name ?? null,
  assetType: (draft) => draft.assetType,
  quantity: (draft) => draft.quantity,
  price: (draft) => draft.price,
  currency: (draft) => draft.currency,
  netAmount: ({ meta }) => meta.netAmount,
  fees: ({ meta, currency }) => totalCharges(meta.fees, currency),
  taxes: ({ meta, currency }) => totalCharges(meta.taxes, currency),
  multiplier: ({ meta }) => meta.multiplier ?? ONE,
  priceUnit: ({ meta }) => meta.priceUnit ?? "unit",
  settleDate: ({ meta }) => meta.settleDate ?? null,
};

const NUMBERS: ReadonlySet<DifferenceField> = new Set(["quantity", "price", "netAmount", "fees", "taxes", "multiplier"]);

const isSame = (field: DifferenceField, mine: string | null, file: string | null): boolean =>
  mine === file || (NUMBERS.has(field) && compare((mine ?? ZERO) as DecimalString, (file ?? ZERO) as DecimalString) === 0);

/** The fields in which a file's row differs from the one in the ledger, in the order in which people read a row. */
export function differences(ledger: TransactionDraft, file: TransactionDraft): Difference[] {
  return (Object.keys(FIELDS) as DifferenceField[]).flatMap((field): Difference[] => {
    const [mine, theirs] = [FIELDS[field](ledger), FIELDS[field](file)];
    return isSame(field, mine, theirs) ? [] : [{ field, mine, file: theirs }];
  });
}

import type { DecimalString } from "@/lib/money/decimal";
import type { ReconciliationView, SnapshotMoment } from "../schema";
import type { BetweenLine } from "./rules";

/** Two of a broker's lists, and what happened in between. */
export interface BetweenView {
  /** Newest first; with fewer than two there is nothing to compare. */
  snapshots: ReconciliationView["snapshots"];
  from: SnapshotMoment | null;
  to: SnapshotMoment | null;
  lines: BetweenLine[];
  /** What the FX parts are told in. */
  baseCurrency: string;
  /** Currencies without a rate on both days: their FX part is left out. */
  withoutRate: string[];
}

/** One unit of a currency in the base currency, on the days of both lists. */
export interface RatePair {
  from: DecimalString;
  to: DecimalString;
}

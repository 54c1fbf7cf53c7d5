import type { Gap } from "./days";
import type { ValuationFrame } from "./frame";

/** What is missing, as a sentence for people, of a symbol or a currency. */
export const GAP_MESSAGES: Readonly<Record<Gap["reason"], (label: string) => string>> = {
  "no-price": (label) => `There is no price of ${label}.`,
  "no-rate": (label) => `There is no exchange rate for ${label}.`,
  "unknown-split": (label) => `It isn't known by what the price of ${label} changed in its split or merger.`,
  "unknown-value": (label) => `It isn't known what the units of ${label} that were delivered were worth.`,
  "stale-price": (label) => `The price of ${label} is an old one.`,
  "stale-rate": (label) => `The exchange rate for ${label} is an old one.`,
};

/** Collects days that have the same thing amiss, one after the other, into runs. */
export class GapRuns {
  readonly runs: Gap[] = [];
  private lastIndex = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly subject: string,
    private readonly frame: ValuationFrame,
  ) {}

  /** @param label the symbol, or the currency, that it is about. Indexes come in ascending order. */
  add(index: number, reason: Gap["reason"], label: string): void {
    const run = this.runs.at(-1);
    const day = this.frame.dayOf(index);
    if (run && this.lastIndex === index - 1 && run.reason === reason && run.label === label) run.to = day;
    else this.runs.push({ subject: this.subject, label, reason, message: GAP_MESSAGES[reason](label), from: day, to: day });
    this.lastIndex = index;
  }
}

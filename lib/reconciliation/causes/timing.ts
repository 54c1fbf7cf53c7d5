import { negate } from "@/lib/money/decimal";
import { type Case, type Cause, dayOf, daysAfter, type Evidence, plural, sumOf } from "../case";

/** What time settles by itself: there is nothing to write, only something to wait for. */

/** Beyond this many open rows, looking at every choice of them would find one by chance. */
const MOST_CHOSEN = 8;
const TRADES = ["buy", "sell", "redemption", "fx_conversion", "deposit", "withdrawal"];
/** Trades settle within two business days: with a weekend between, four days. */
const LONGEST_SETTLEMENT = 4;
/** A broker's day may end before the ledger's, in another time zone. */
const LATER_DAYS = 3;

export function timing(input: Case): Cause[] {
  return [...unsettled(input), ...datedLater(input)];
}

/** Trades made before the snapshot that settled after it: the ledger counts them by their day, the broker not yet. */
function unsettled({ line, rows, asOf }: Case): Cause[] {
  const day = dayOf(asOf);
  const told = rows.filter(({ draft }) => draft.meta.settleDate !== undefined && dayOf(draft.meta.settleDate) > day);
  const chosen = choose(told, (some) => sumOf(some, line.subject) === negate(line.difference));
  if (chosen) {
    const last =
      chosen
        .map(({ draft }) => dayOf(draft.meta.settleDate ?? ""))
        .sort()
        .at(-1) ?? day;
    return [
      cause(
        chosen,
        last,
        95,
        `${chosen.length === 1 ? "One trade" : plural(chosen.length, "trade")} made by ${day} settled after it, by ${last}: the broker’s list leaves ${chosen.length === 1 ? "it" : "them"} out.`,
      ),
    ];
  }
  const recent = rows.filter(
    ({ draft }) =>
      draft.meta.settleDate === undefined &&
      TRADES.includes(draft.tradeType) &&
      dayOf(draft.tradeTime) > daysAfter(day, -LONGEST_SETTLEMENT),
  );
  const guessed = choose(recent, (some) => sumOf(some, line.subject) === negate(line.difference));
  if (!guessed) return [];
  const last = daysAfter(day, LONGEST_SETTLEMENT);
  return [
    cause(
      guessed,
      last,
      58,
      `${plural(guessed.length, "row")} of the last days before the snapshot ${guessed.length === 1 ? "has" : "have"} exactly this size. If ${guessed.length === 1 ? "it" : "they"} had not settled by ${day}, the broker’s list leaves ${guessed.length === 1 ? "it" : "them"} out.`,
    ),
  ];
}

function cause(evidence: readonly Evidence[], until: string, score: number, sentence: string): Cause {
  return {
    id: `unsettled:${evidence.map(({ id }) => id).join(",")}`,
    kind: "unsettled",
    score,
    sentence,
    evidence,
    plan: null,
    acceptance: { note: `Not settled when the broker made its list; settles by ${until}.`, until },
  };
}

/** Rows dated just after the snapshot that the broker counts already. */
function datedLater({ line, later, asOf }: Case): Cause[] {
  const near = later.filter(({ draft }) => dayOf(draft.tradeTime) <= daysAfter(asOf, LATER_DAYS));
  const chosen = choose(near, (some) => sumOf(some, line.subject) === line.difference);
  if (!chosen) return [];
  return [
    {
      id: `dated_later:${chosen.map(({ id }) => id).join(",")}`,
      kind: "dated_later",
      score: 82,
      sentence: `${plural(chosen.length, "row")} dated just after the snapshot ${chosen.length === 1 ? "has" : "have"} exactly this size: the broker’s day may end later than the ledger’s, or its list counts what was booked next morning.`,
      evidence: chosen,
      plan: null,
      acceptance: { note: "The ledger has it dated just after the broker’s list.", until: null },
    },
  ];
}

/** All of them, or else the fewest that fit; null when none do. */
function choose(rows: readonly Evidence[], fits: (some: readonly Evidence[]) => boolean): readonly Evidence[] | null {
  if (rows.length === 0) return null;
  if (fits(rows)) return rows;
  if (rows.length > MOST_CHOSEN) return null;
  const choices = Array.from({ length: 2 ** rows.length - 1 }, (_, mask) => rows.filter((_row, index) => ((mask + 1) >> index) % 2 === 1));
  return choices.sort((a, b) => a.length - b.length).find(fits) ?? null;
}

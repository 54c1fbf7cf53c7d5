import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  multiply,
  ONE,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { amountOf, type Case, type Cause, dayOf, daysAfter, type Evidence, newRow, spoken } from "../case";

/** New units for old ones. */
interface Ratio {
  to: number;
  from: number;
}

/** Companies split in few ways. Others fit small numbers by chance: 5 and 6 are no six-for-five split. */
const USUAL: readonly Ratio[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50, 100].flatMap((count) => [
    { to: count, from: 1 },
    { to: 1, from: count },
  ]),
  { to: 3, from: 2 },
  { to: 5, from: 4 },
  { to: 4, from: 3 },
  { to: 5, from: 2 },
  { to: 5, from: 3 },
  { to: 11, from: 10 },
  { to: 21, from: 20 },
];

/** A stretch of days in which the holding didn't change. */
interface Stretch {
  held: DecimalString;
  from: string;
  to: string;
  /** The trades on either side of it that tell a price. */
  before: Evidence | null;
  after: Evidence | null;
  isLast: boolean;
}

/**
 * A split that the broker has made and the ledger hasn't: for some stretch between two trades, the units then held, times a usual ratio,
 * give the difference. Prices on either side of the stretch that fit the ratio make it likely.
 */
export function splits(input: Case): Cause[] {
  const { line } = input;
  if (line.subject.kind === "cash" || sign(line.ledger) === 0 || sign(line.broker) !== sign(line.ledger)) return [];
  const found = stretchesOf(input).flatMap((stretch) => {
    const rough = { held: Number(stretch.held), gained: Number(line.difference) };
    const fit = USUAL.flatMap((ratio) => {
      if (!mayFit(rough, ratio)) return [];
      const how = fitOf(stretch.held, line, ratio);
      return how ? [{ ratio, how }] : [];
    });
    return fit.map(({ ratio, how }) => ({ stretch, ratio, how, score: scoreOf(stretch, ratio, how, input) }));
  });
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
    .map(({ stretch, ratio, how, score }) => toCause(input, stretch, ratio, how, score));
}

/** A rough look that spares the exact one where it can't come out: of thousands of stretches and dozens of ratios, hardly any does. */
function mayFit({ held, gained }: { held: number; gained: number }, { to, from }: Ratio): boolean {
  const off = Math.abs((held * (to - from)) / from - gained);
  return off <= (to < from ? 1 : 0) + Math.abs(gained) * 1e-9;
}

type Fit = "exact" | "fraction";

/** Whether `held` units become what the broker has. A broker pays the fraction of a share in cash. */
function fitOf(held: DecimalString, { difference, broker }: Case["line"], { to, from }: Ratio): Fit | null {
  const [units, parts] = [decimal(String(to)), decimal(String(from))];
  const gained = multiply(held, subtract(units, parts));
  if (compare(gained, multiply(difference, parts)) === 0) return "exact";
  const exact = divide(gained, parts);
  const isWhole = round(broker, 0) === broker;
  if (exact === null || to > from || !isWhole) return null;
  const rest = subtract(exact, difference);
  return sign(rest) === sign(held) && compare(absolute(rest), ONE) < 0 ? "fraction" : null;
}

function stretchesOf({ line, rows, asOf }: Case): Stretch[] {
  const moves = rows.filter((row) => sign(amountOf(row, line.subject)) !== 0);
  const stretches: Stretch[] = [];
  // Where very many rows were left out, the first ones stand for what was held before them.
  let held = subtract(line.ledger, add(ZERO, ...moves.map((row) => amountOf(row, line.subject))));
  for (const [index, row] of moves.entries()) {
    held = add(held, amountOf(row, line.subject));
    const next = moves[index + 1];
    const from = daysAfter(row.draft.tradeTime, 1);
    const to = next ? dayBefore(next) : dayOf(asOf);
    const isLast = next === undefined;
    const isEmpty = from > to;
    if (sign(held) === 0 || (isEmpty && !isLast)) continue;
    stretches.push({ held, from: isEmpty ? to : from, to, before: row, after: next ?? null, isLast });
  }
  return stretches;
}

/** A row with a time of day may be on the day of the split; one with a date alone comes first on its day. */
const dayBefore = ({ draft }: Evidence) =>
  draft.tradeTime.endsWith("T00:00:00.000Z") ? daysAfter(draft.tradeTime, -1) : dayOf(draft.tradeTime);

/** The prices on either side: do they differ by the ratio, or do they not? Null where they don't tell. */
function pricesFit({ before, after, isLast }: Stretch, { to, from }: Ratio, { line }: Case): boolean | null {
  const old = priceIn(before);
  const later = isLast ? line.price : priceIn(after);
  const quotient =
    old !== null && later !== null ? divide(multiply(later, decimal(String(to))), multiply(old, decimal(String(from)))) : null;
  if (quotient === null) return null;
  return compare(quotient, decimal("0.6")) > 0 && compare(quotient, decimal("1.6")) < 0;
}

const priceIn = (row: Evidence | null): DecimalString | null => (row && sign(row.draft.price) > 0 ? row.draft.price : null);

function scoreOf(stretch: Stretch, { to, from }: Ratio, how: Fit, input: Case): number {
  const prices = pricesFit(stretch, { to, from }, input);
  const simple = (to === 1 || from === 1) && Math.max(to, from) <= 20;
  const few = compare(absolute(stretch.held), decimal("5")) < 0;
  const shape = (simple ? 62 : 50) + (stretch.isLast ? 8 : 0) - (few ? 12 : 0) - (how === "fraction" ? 16 : 0);
  return prices === null ? shape : prices ? Math.min(shape + 25, 95) : shape - 35;
}

function toCause(input: Case, stretch: Stretch, { to, from }: Ratio, how: Fit, score: number): Cause {
  const { line, accountId, accountName } = input;
  const name = `${to}:${from}`;
  const prices = pricesFit(stretch, { to, from }, input);
  const when = stretch.from === stretch.to ? `on ${stretch.to}` : `between ${stretch.from} and ${stretch.to}`;
  const draft = newRow(line, {
    tradeType: "split",
    day: stretch.to,
    quantity: line.difference,
    meta: { corporateAction: { kind: "split", ratio: { to: decimal(String(to)), from: decimal(String(from)) } } },
  });
  return {
    id: `split:${name}:${stretch.to}`,
    kind: "split",
    score,
    sentence: `A ${name} ${to > from ? "split" : "reverse split"} ${when} turns the ${spoken(stretch.held, line.subject)} of then into what the broker has${
      how === "fraction" ? ", with the fraction of a unit paid in cash" : ""
    }.${prices ? " The prices before and after it fit." : prices === false ? " The prices before and after it don’t speak for it." : ""}`,
    evidence: [stretch.before, stretch.after].filter((row) => row !== null),
    plan: {
      title: `Record the ${name} split`,
      changes: [{ operation: "add", accountId, accountName, subject: line.subject.key, draft }],
      reason: `${name} split that the ledger lacked.`,
      days: { from: stretch.from, to: stretch.to, proposed: stretch.to },
      asksPrice: false,
    },
    acceptance: null,
  };
}

import {
  absolute,
  add,
  compare,
  type DecimalString,
  decimal,
  divide,
  multiply,
  negate,
  ONE,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { amountOf, type Case, type Cause, dayOf, daysAfter, type Evidence, newRow, spoken } from "../case";
import type { ComparisonLine } from "../schema";
import { adjustment } from "./magnitudes";

/** What the broker counts and no row tells: before the first row, or in between. */

const PRICE_DECIMALS = 12;

/** What was there before the ledger begins: it says so where more was sold than it had, or where it has no row at all. */
export function openings(input: Case): Cause[] {
  const { line, rows, firstDay, accountId, accountName, asOf, isComplete } = input;
  const { subject, difference } = line;
  if (!isComplete || (subject.kind === "instrument" && sign(difference) < 0 && sign(line.broker) >= 0)) return [];
  const start = firstDay ?? dayOf(asOf);
  const own = rows.find((row) => sign(amountOf(row, subject)) !== 0);
  const lowest = lowestOf(rows, line);
  const dipped = sign(lowest) < 0 && sign(difference) > 0;
  const exactly = negate(lowest) === difference;
  const beginning = daysAfter(start, -1);
  const score = openingScore({ line, dipped, exactly, hasRows: own !== undefined, startsLate: firstDay !== null });
  const what = subject.kind === "cash" ? "The balance" : `${subject.symbol}`;
  const sentence = dipped
    ? `${what} falls to ${spoken(lowest, subject)} in the ledger, which nobody can have: something was there before its first row${exactly ? ", and exactly this much" : ""}.`
    : own === undefined && subject.kind === "instrument"
      ? `The ledger has no row of ${subject.symbol}. If it was held before the ledger begins on ${start}, an opening balance says so.`
      : `If it was there before the ledger begins on ${start}, an opening balance says so.`;
  const price = subject.kind === "instrument" && own === undefined ? (line.brokerAvgPrice ?? ZERO) : ZERO;
  return [
    {
      id: "opening_balance",
      kind: "opening_balance",
      score,
      sentence,
      evidence: own ? [own] : [],
      plan: {
        title: "Record an opening balance",
        changes: [
          {
            operation: "add",
            accountId,
            accountName,
            subject: subject.kind === "cash" ? null : subject.key,
            draft: newRow(line, {
              tradeType: "opening_balance",
              day: beginning,
              ...(subject.kind === "cash" ? { netAmount: difference } : { quantity: difference, price }),
            }),
          },
        ],
        reason: "Held before the first row of the ledger.",
        days: { from: "1900-01-01", to: dayOf(own?.draft.tradeTime ?? asOf), proposed: beginning },
        asksPrice: subject.kind === "instrument",
      },
      acceptance: null,
    },
  ];
}

interface OpeningFacts {
  line: ComparisonLine;
  dipped: boolean;
  exactly: boolean;
  hasRows: boolean;
  startsLate: boolean;
}

function openingScore({ line, dipped, exactly, hasRows, startsLate }: OpeningFacts): number {
  if (dipped) return exactly ? 88 : 76;
  if (line.subject.kind === "cash") return sign(line.difference) > 0 ? 42 : 18;
  if (!hasRows) return startsLate ? 66 : 60;
  return 40;
}

/** The lowest that the ledger ever shows. */
function lowestOf(rows: readonly Evidence[], { subject }: ComparisonLine): DecimalString {
  let [held, lowest] = [ZERO, ZERO];
  for (const row of rows) {
    held = add(held, amountOf(row, subject));
    if (compare(held, lowest) < 0) lowest = held;
  }
  return lowest;
}

/** How far a price may be from the snapshot's and still be one of that instrument in those weeks. */
const NEAR = { least: decimal("0.5"), most: decimal("2") };

/** A whole trade that is missing: units here, and the money for them in the cash of its currency. */
export function missingTrades(input: Case): Cause[] {
  const { line, lines, accountId, accountName, asOf } = input;
  if (line.subject.kind === "cash" || line.price === null || sign(line.price) === 0) return [];
  const cash = lines.find(({ subject }) => subject.key === `cash:${line.subject.currency}`);
  if (!cash || sign(cash.difference) !== -sign(line.difference)) return [];
  const perUnit = priceOf(line, cash.difference);
  const ratio = perUnit === null ? null : divide(perUnit, line.price);
  if (perUnit === null || ratio === null || compare(ratio, NEAR.least) < 0 || compare(ratio, NEAR.most) > 0) return [];
  const isBuy = sign(line.difference) > 0;
  const closeness = absolute(subtract(ratio, ONE));
  return [
    {
      id: "missing_trade",
      kind: "missing_trade",
      score: compare(closeness, decimal("0.1")) <= 0 ? 83 : compare(closeness, decimal("0.3")) <= 0 ? 68 : 50,
      sentence: `Cash in ${line.subject.currency} differs as well, by ${spoken(cash.difference, cash.subject)}: ${isBuy ? "a purchase" : "a sale"} of ${spoken(absolute(line.difference), line.subject)} at about ${round(perUnit, 4)} each explains both. The snapshot’s price is ${line.price}.`,
      evidence: [],
      plan: {
        title: `Record the ${isBuy ? "purchase" : "sale"}`,
        changes: [
          {
            operation: "add",
            accountId,
            accountName,
            subject: line.subject.key,
            draft: newRow(line, {
              tradeType: isBuy ? "buy" : "sell",
              day: dayOf(asOf),
              quantity: line.difference,
              price: round(perUnit, PRICE_DECIMALS),
              netAmount: cash.difference,
            }),
          },
        ],
        reason: `${isBuy ? "Purchase" : "Sale"} that the ledger lacked.`,
        days: { from: input.firstDay ?? "1900-01-01", to: dayOf(asOf), proposed: dayOf(asOf) },
        asksPrice: false,
      },
      acceptance: null,
    },
  ];
}

/** More differing instruments than this, and one of them would fit any sum of cash by chance. */
const MOST_OTHERS = 20;

/** The same, seen from the cash: a trade of one of the instruments that differ as well is what the money went for, or came from. */
export function tradesForCash(input: Case): Cause[] {
  const { line, lines } = input;
  const others = lines.filter(({ subject, difference }) => subject.kind === "instrument" && sign(difference) !== 0);
  if (line.subject.kind !== "cash" || others.length > MOST_OTHERS) return [];
  return others
    .filter(({ subject }) => subject.currency === line.subject.currency)
    .flatMap((other) =>
      missingTrades({ ...input, line: other }).map((cause) => ({
        ...cause,
        id: `missing_trade:${other.subject.key}`,
        // A little less than on the instrument's own line: there the fix belongs.
        score: cause.score - 3,
        sentence: `${other.subject.symbol} differs as well, by ${spoken(other.difference, other.subject)}: one trade that is missing explains both.`,
      })),
    );
}

/** The price per unit at which the units cost this much cash. Charges count as part of it. */
function priceOf(line: ComparisonLine, cash: DecimalString): DecimalString | null {
  const units = multiply(line.difference, line.multiplier ?? ONE, line.priceUnit === "percent" ? decimal("0.01") : ONE);
  const price = divide(negate(cash), units);
  return price !== null && sign(price) > 0 ? price : null;
}

/** What is always possible: a row of that size isn't there. Says which size, and nothing more. */
export function missingRow(input: Case): Cause[] {
  const { line } = input;
  const isCash = line.subject.kind === "cash";
  const size = spoken(absolute(line.difference), line.subject);
  const way = sign(line.difference) > 0 ? (isCash ? "coming in" : "added") : isCash ? "going out" : "taken away";
  return [
    {
      id: "missing_row",
      kind: "missing_row",
      score: 20,
      sentence: `No row of the ledger explains it. A row, or several, with ${size} ${way} by ${dayOf(input.asOf)} would. Look for days that no imported file covers before you adjust.`,
      evidence: [],
      plan: adjustment(input, "The broker’s figure, without a row that tells it."),
      acceptance: null,
    },
  ];
}

/** A list that has cash and no positions may be a statement of balances alone. */
export function balancesOnly({ line, lines }: Case): Cause[] {
  const hasPositions = lines.some(({ subject, broker }) => subject.kind === "instrument" && sign(broker) !== 0);
  const hasCash = lines.some(({ subject }) => subject.kind === "cash");
  if (line.subject.kind === "cash" || hasPositions || !hasCash) return [];
  return [
    {
      id: "balances_only",
      kind: "balances_only",
      score: 80,
      sentence:
        "The broker’s list has cash and no position at all: it may be a statement of balances only, which says nothing of what is held.",
      evidence: [],
      plan: null,
      acceptance: { note: "The broker’s list has balances only.", until: null },
    },
  ];
}

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
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { type Case, type Cause, chargesOf, dayOf, type Evidence, grossOf, newRow, plural, spoken } from "../case";
import type { CauseKind, ComparisonLine } from "../schema";

/** Dividends that became units, charges that were left out, and cash that no row tells. */

const NEAR_PRICE = decimal("0.12");

/** A dividend that bought more of the same: the units lacking cost about what one paid. */
export function reinvested(input: Case): Cause[] {
  const { line, rows, lines, accountId, accountName } = input;
  if (line.subject.kind === "cash" || sign(line.difference) <= 0 || sign(line.broker) <= 0) return [];
  const cash = lines.find(({ subject }) => subject.key === `cash:${line.subject.currency}`);
  return rows
    .filter(({ draft }) => draft.tradeType === "dividend" && sign(draft.meta.netAmount) > 0)
    .flatMap((row): Cause[] => {
      const paid = row.draft.meta.netAmount;
      const perUnit = divide(paid, multiply(line.difference, line.multiplier ?? ONE));
      const price = priceNear(row, rows) ?? line.price;
      const ratio = perUnit !== null && price !== null ? divide(perUnit, price) : null;
      if (perUnit === null || price === null || ratio === null || compare(absolute(subtract(ratio, ONE)), NEAR_PRICE) > 0) return [];
      // The cash says whether the dividend was booked as money and spent again, or never came as money.
      const wasSpent = cash?.difference === negate(paid);
      const day = dayOf(row.draft.tradeTime);
      const draft = newRow(line, {
        tradeType: wasSpent ? "buy" : "reinvest",
        day,
        quantity: line.difference,
        price: shortened(perUnit),
        ...(wasSpent ? { netAmount: negate(paid) } : {}),
        meta: { subtype: "dividend_reinvestment" },
      });
      return [
        {
          id: `reinvested:${row.id}`,
          kind: "reinvested",
          score: wasSpent ? 90 : 71,
          sentence: `The dividend of ${day} paid ${spoken(paid, { kind: "cash", currency: row.draft.currency })}, which buys about ${spoken(line.difference, line.subject)} at ${price}: it may have been reinvested${
            wasSpent ? ", and the cash lacks exactly that much" : ""
          }.`,
          evidence: [row],
          plan: {
            title: "Record the reinvestment",
            changes: [{ operation: "add", accountId, accountName, subject: line.subject.key, draft }],
            reason: `Reinvested dividend of ${day}.`,
            days: { from: day, to: dayOf(input.asOf), proposed: day },
            asksPrice: false,
          },
          acceptance: null,
        },
      ];
    })
    .slice(-2);
}

const shortened = (price: DecimalString): DecimalString => {
  const [whole = "0", fraction = ""] = price.split(".");
  return decimal(`${whole}.${fraction.slice(0, 12) || "0"}`);
};

/** The price of the trade nearest to a row's day. */
function priceNear({ draft }: Evidence, rows: readonly Evidence[]): DecimalString | null {
  const at = Date.parse(draft.tradeTime);
  const distance = (row: Evidence) => Math.abs(Date.parse(row.draft.tradeTime) - at);
  const near = rows.filter((row) => ["buy", "sell", "reinvest"].includes(row.draft.tradeType) && sign(row.draft.price) > 0);
  const nearest = near.reduce<Evidence | null>((best, row) => (best === null || distance(row) < distance(best) ? row : best), null);
  return nearest && distance(nearest) <= 60 * 86_400_000 ? nearest.draft.price : null;
}

/** Charges that rows tell and whose money they don't take: the broker has taken it. */
export function unbookedCharges(input: Case): Cause[] {
  const { line, rows, accountId, accountName, asOf } = input;
  if (line.subject.kind !== "cash" || sign(line.difference) === 0) return [];
  const bare = rows.filter(({ draft }) => {
    const charges = chargesOf(draft);
    const isTrade = ["buy", "sell", "redemption"].includes(draft.tradeType);
    return isTrade && sign(charges) !== 0 && draft.meta.netAmount === negate(grossOf(draft));
  });
  const total = add(ZERO, ...bare.map(({ draft }) => chargesOf(draft)));
  const single = bare.find(({ draft }) => chargesOf(draft) === negate(line.difference));
  const chosen = total === negate(line.difference) ? bare : single ? [single] : [];
  if (chosen.length === 0) return [];
  return [
    {
      id: `unbooked_charges:${chosen.length}`,
      kind: "unbooked_charges",
      score: 91,
      sentence: `${plural(chosen.length, "trade")} ${chosen.length === 1 ? "names" : "name"} charges of ${spoken(absolute(line.difference), line.subject)} in all that ${chosen.length === 1 ? "its amount doesn’t" : "their amounts don’t"} take off the cash.`,
      evidence: chosen.slice(-10),
      plan: {
        title: "Book the charges",
        changes: [
          {
            operation: "add",
            accountId,
            accountName,
            subject: null,
            draft: newRow(line, { tradeType: "fee", day: dayOf(asOf), netAmount: line.difference }),
          },
        ],
        reason: "Charges that the trades name and did not take off the cash.",
        days: { from: dayOf(chosen[0]?.draft.tradeTime ?? asOf), to: dayOf(asOf), proposed: dayOf(chosen.at(-1)?.draft.tradeTime ?? asOf) },
        asksPrice: false,
      },
      acceptance: null,
    },
  ];
}

interface Kind {
  kind: CauseKind;
  tradeType: TradeType;
  title: string;
  what: string;
  score: number;
}

const FIFTY = decimal("50");

/** Cash that came or went without a row: a round sum is rather a payment, a crooked one a dividend, interest or a charge. */
export function missingCash(input: Case): Cause[] {
  const { line, accountId, accountName, asOf, firstDay } = input;
  if (line.subject.kind !== "cash") return [];
  return kindsOf(line).map(({ kind, tradeType, title, what, score }) => ({
    id: kind,
    kind,
    score,
    sentence: `${what} of ${spoken(absolute(line.difference), line.subject)} would explain it.`,
    evidence: [],
    plan: {
      title,
      changes: [
        {
          operation: "add",
          accountId,
          accountName,
          subject: null,
          draft: newRow(line, {
            tradeType,
            day: dayOf(asOf),
            netAmount: line.difference,
            ...(tradeType === "deposit" || tradeType === "withdrawal" ? { quantity: line.difference, price: ONE } : {}),
          }),
        },
      ],
      reason: `${what} that the ledger lacked.`,
      days: { from: firstDay ?? "1900-01-01", to: dayOf(asOf), proposed: dayOf(asOf) },
      asksPrice: false,
    },
    acceptance: null,
  }));
}

function kindsOf({ difference }: ComparisonLine): Kind[] {
  const quotient = divide(difference, FIFTY);
  const isRound = quotient !== null && !quotient.includes(".");
  const isSmall = compare(absolute(difference), FIFTY) < 0;
  if (sign(difference) > 0) {
    return [
      { kind: "missing_deposit", tradeType: "deposit", title: "Record the deposit", what: "A deposit", score: isRound ? 57 : 28 },
      {
        kind: "missing_interest",
        tradeType: "interest",
        title: "Record the interest",
        what: "Interest or a dividend",
        score: isRound ? 26 : 44,
      },
    ];
  }
  return [
    { kind: "missing_withdrawal", tradeType: "withdrawal", title: "Record the withdrawal", what: "A withdrawal", score: isRound ? 57 : 28 },
    { kind: "missing_fee", tradeType: "fee", title: "Record the fee", what: "A fee", score: isSmall && !isRound ? 54 : 34 },
  ];
}

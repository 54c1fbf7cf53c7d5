import { absolute, compare, type DecimalString, decimal, divide, multiply, negate, round, sign, subtract } from "@/lib/money/decimal";
import { type Case, type Cause, dayOf, type FixPlan, newRow, spoken } from "../case";
import { NEW_GROUP } from "./moves";

/** Differences that a number's size gives away: what was rounded, and what is a hundred times too large. */

const HUNDRED = decimal("100");
/** Relative to what is held: a ten-thousandth. */
const TINY = decimal("0.0001");
const SMALL_UNITS = decimal("0.01");
const SMALL_CASH = decimal("0.05");
const FACTORS = ["100", "1000"].map(decimal);

/** An adjustment by the whole difference: what remains where no ordinary row tells it. */
export function adjustment({ line, accountId, accountName, asOf }: Case, reason: string, title = "Adjust the ledger"): FixPlan {
  const isCash = line.subject.kind === "cash";
  const draft = newRow(line, {
    tradeType: "adjustment",
    day: dayOf(asOf),
    ...(isCash ? { netAmount: line.difference } : { quantity: line.difference }),
    meta: { reason },
  });
  return {
    title,
    changes: [{ operation: "add", accountId, accountName, subject: isCash ? null : line.subject.key, draft }],
    reason,
    days: null,
    asksPrice: false,
  };
}

export function rounding(input: Case): Cause[] {
  const { line } = input;
  const size = absolute(line.difference);
  const held = compare(absolute(line.ledger), absolute(line.broker)) > 0 ? absolute(line.ledger) : absolute(line.broker);
  const isCash = line.subject.kind === "cash";
  if (sign(line.broker) === 0 && !isCash) return dust(input, size);
  const isTiny = compare(size, multiply(held, TINY)) <= 0 && compare(size, isCash ? SMALL_CASH : SMALL_UNITS) <= 0;
  const places = line.broker.split(".")[1]?.length ?? 0;
  const isRounded = places > 0 && round(line.ledger, places) === line.broker;
  if (!isTiny && !(isRounded && compare(size, SMALL_UNITS) <= 0)) return [];
  return [
    {
      id: "rounding",
      kind: "rounding",
      score: isRounded ? 93 : 78,
      sentence: isRounded
        ? `The broker’s figure is the ledger’s, rounded to ${places} ${places === 1 ? "decimal" : "decimals"}.`
        : `The difference is less than a ten-thousandth of what is held: most likely many small roundings.`,
      evidence: [],
      plan: adjustment(input, "Rounding.", "Adjust by the rounding"),
      acceptance: { note: "Rounding.", until: null },
    },
  ];
}

/** What remains after everything was sold, and is worth nothing. */
function dust(input: Case, size: DecimalString): Cause[] {
  if (compare(size, TINY) > 0) return [];
  return [
    {
      id: "rounding",
      kind: "rounding",
      score: 84,
      sentence: "Only a trace remains in the ledger of what the broker no longer lists: sales were rounded.",
      evidence: [],
      plan: adjustment(input, "Rounding.", "Adjust by the rounding"),
      acceptance: null,
    },
  ];
}

/** One side counts units of a hundred (or a thousand): nominal against pieces, pence against pounds. */
export function slips(input: Case): Cause[] {
  const { line } = input;
  const { subject, ledger, broker } = line;
  if (sign(ledger) === 0 || sign(broker) === 0) return currencySlip(input);
  const ratio = divide(broker, ledger);
  const factor = FACTORS.find((each) => ratio === each || (ratio !== null && multiply(ratio, each) === "1"));
  if (!factor) return [...minorUnitRows(input), ...currencySlip(input)];
  const isCash = subject.kind === "cash";
  return [
    {
      id: `${isCash ? "minor_unit" : "unit_slip"}:${factor}`,
      kind: isCash ? "minor_unit" : "unit_slip",
      score: isCash ? 88 : subject.assetType === "bond" ? 85 : 48,
      sentence: isCash
        ? `One side is exactly ${factor} times the other: one of them counts in the hundredth part of ${subject.currency}.`
        : `One side is exactly ${factor} times the other: one may count pieces and the other their nominal or units of ${factor}.`,
      evidence: [],
      plan: adjustment(input, `Counted in units of ${factor}.`, "Adjust to the broker’s units"),
      acceptance: { note: `The broker counts in other units (1 : ${factor}).`, until: null },
    },
  ];
}

/** A row whose amount is a hundred times too large or too small explains the whole difference. */
function minorUnitRows({ line, rows }: Case): Cause[] {
  if (line.subject.kind !== "cash") return [];
  const causes: Cause[] = [];
  for (const row of rows) {
    const amount = row.draft.meta.netAmount;
    if (sign(amount) === 0) continue;
    const [less, more] = [round(multiply(amount, decimal("0.01")), 20), multiply(amount, HUNDRED)];
    const right = [less, more].find((each) => subtract(each, amount) === line.difference);
    if (right === undefined) continue;
    const scale = right === less ? decimal("0.01") : HUNDRED;
    causes.push({
      id: `minor_unit:${row.id}`,
      kind: "minor_unit",
      score: 86,
      sentence: `The row of ${dayOf(row.draft.tradeTime)} over ${spoken(amount, line.subject)} would explain it as ${spoken(right, line.subject)}: it may be in the hundredth part of the currency.`,
      evidence: [row],
      plan: {
        title: "Correct the amount",
        changes: [
          {
            operation: "edit",
            row,
            draft: {
              ...row.draft,
              price: row.draft.assetType === "cash" ? row.draft.price : multiply(row.draft.price, scale),
              quantity: row.draft.assetType === "cash" ? multiply(row.draft.quantity, scale) : row.draft.quantity,
              meta: { ...row.draft.meta, netAmount: right, edited: true },
            },
          },
        ],
        reason: "The amount was in the minor unit of its currency.",
        days: null,
        asksPrice: false,
      },
      acceptance: null,
    });
  }
  return causes.slice(-2);
}

/** Cash of one currency that was booked in another: as much too much there as is lacking here. */
function currencySlip(input: Case): Cause[] {
  const { line, lines, accountId, accountName, asOf } = input;
  if (line.subject.kind !== "cash") return [];
  return lines
    .filter(
      ({ subject, difference }) => subject.kind === "cash" && subject.key !== line.subject.key && difference === negate(line.difference),
    )
    .map((other) => ({
      id: `currency_slip:${other.subject.currency}`,
      kind: "currency_slip",
      score: 87,
      sentence: `${spoken(absolute(line.difference), line.subject)} differ here, and as many ${other.subject.currency} the other way round: a row may be booked in the wrong currency.`,
      evidence: input.rows.filter(({ draft }) => draft.meta.netAmount === negate(line.difference)).slice(-2),
      plan: {
        title: "Move the amount to its currency",
        changes: [line, other].map((side) => ({
          operation: "add",
          accountId,
          accountName,
          subject: null,
          draft: newRow(side, {
            tradeType: "adjustment",
            day: dayOf(asOf),
            netAmount: side.difference,
            meta: { groupId: NEW_GROUP, reason: "Booked in the wrong currency." },
          }),
        })),
        reason: "Booked in the wrong currency.",
        days: null,
        asksPrice: false,
      },
      acceptance: null,
    }));
}

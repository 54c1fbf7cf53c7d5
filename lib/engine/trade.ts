import { divideBy, type Exact, exact, magnitudeOf, sameSide, share, smaller } from "./exact";
import { type DisposalEntry, type Journal, unitsFlow } from "./journal";
import type { LedgerRow } from "./ledger-row";
import type { OpenLot } from "./lot-queue";
import type { Position, Units } from "./position";
import { isMissing } from "./row-kinds";
import { valueAt } from "./value";

/** Units that move against cash: signed change in units, signed effect on cash, charges that are inside it. */
export interface Trade {
  units: Exact;
  cash: Exact;
  charges: Exact;
}

/** What a trade has done, so that cash that is found to belong to it later can be added. */
export interface TradeEffect {
  row: LedgerRow;
  journal: Journal;
  position: Position;
  units: Exact;
  disposals: readonly DisposalEntry[];
  /** What was opened; null: nothing was. */
  lot: OpenLot | null;
}

export const NO_ACQUISITION =
  "More units went than the ledger says were held. They count as acquired for nothing: add the purchase, delivery or opening balance that is missing.";
const ASSUMED_SHORT =
  "More was sold than was held, so this counts as a short sale. If it isn't one, add the purchase, delivery or opening balance that is missing.";
export const LOT_NOT_FOUND = "The row names a lot that isn't open at that moment, so the oldest lots were closed in its place.";

/** Units as the lot that the row opens. */
export const ownUnits = (row: LedgerRow, quantity: Exact, cost: Exact, charges: Exact, costKnown = true): Units => ({
  id: row.id,
  order: 0,
  acquiredAt: row.tradeTime,
  dateOnly: row.dateOnly,
  quantity,
  cost,
  charges,
  costKnown,
});

/**
 * Closes what is held on the other side, and opens a lot with the rest. A row that crosses zero is one and then the other, each with its
 * part of the cash.
 */
export function trade(journal: Journal, position: Position, row: LedgerRow, { units, cash, charges }: Trade): TradeEffect {
  const held = position.quantity;
  const closing = held === 0n || sameSide(held, units) ? 0n : smaller(magnitudeOf(held), magnitudeOf(units));
  const beyond = magnitudeOf(units) - closing;
  const closed = signed(closing, units);
  const rest = signed(beyond, units);
  const closedCash = share(cash, closed, units);
  const closedCharges = share(charges, closed, units);
  const restCash = cash - closedCash;
  const restCharges = charges - closedCharges;
  let disposals = NONE;
  let lot: OpenLot | null = null;
  position.paid += charges;
  if (closing > 0n) {
    const { parts, notFound } = position.close(closing, row.lots ?? []);
    if (notFound.length > 0) journal.problem(row, "lot-not-found", LOT_NOT_FOUND);
    disposals = disposalsOf(journal, position, row, parts, closedCash, closedCharges);
  }
  if (rest !== 0n && isMissing(row) && (closing > 0n || !sameSide(held, units))) {
    const assumed = [assumedUnits(journal, row, -rest)];
    disposals = [...disposals, ...disposalsOf(journal, position, row, assumed, restCash, restCharges)];
  } else if (rest !== 0n) {
    if (rest < 0n && held >= 0n && row.tradeType === "sell" && row.positionEffect === null && !MARGIN_TRADED.includes(row.assetType))
      journal.problem(row, "assumed-short", ASSUMED_SHORT);
    lot = position.open(ownUnits(row, rest, -restCash, restCharges));
  }
  journal.step(position, row.tradeTime);
  return { row, journal, position, units: magnitudeOf(units), disposals, lot };
}

const NONE: readonly DisposalEntry[] = [];

/** Of these, selling first is as common as buying first. */
const MARGIN_TRADED: readonly string[] = ["option", "future", "cfd", "forex", "warrant"];

const signed = (magnitude: Exact, like: Exact): Exact => (like < 0n ? -magnitude : magnitude);

/** The disposals of lots that went for cash, each with its part of it by units. */
export function disposalsOf(
  journal: Journal,
  position: Position,
  row: LedgerRow,
  parts: readonly Units[],
  cash: Exact,
  charges: Exact,
): DisposalEntry[] {
  const entries = disposalEntries(position, row, parts, cash, charges);
  for (const entry of entries) journal.dispose(entry);
  return entries;
}

export function disposalEntries(position: Position, row: LedgerRow, parts: readonly Units[], cash: Exact, charges: Exact): DisposalEntry[] {
  const [only] = parts;
  if (only && parts.length === 1) return [disposalEntry(position, row, only, cash, charges)];
  const weights = parts.map(({ quantity }) => quantity);
  const cashes = divideBy(cash, weights);
  const own = divideBy(charges, weights);
  return parts.map((part, index) => disposalEntry(position, row, part, cashes[index] ?? 0n, own[index] ?? 0n));
}

function disposalEntry(position: Position, row: LedgerRow, part: Units, received: Exact, charges: Exact): DisposalEntry {
  const isShort = part.quantity < 0n;
  return {
    row,
    position,
    lotId: part.id,
    acquiredAt: part.acquiredAt,
    quantity: part.quantity,
    proceeds: isShort ? -part.cost : received,
    cost: isShort ? -received : part.cost,
    charges: part.charges + charges,
    costKnown: part.costKnown,
    place: null,
  };
}

/**
 * Units that went although the ledger doesn't have them: they were there, acquired by something that isn't recorded. They count as
 * delivered, at no known cost, just before the row. `units` is what was held: negative for a short position.
 */
export function assumedUnits(journal: Journal, row: LedgerRow, units: Exact): Units {
  journal.problem(row, "missing-acquisition", NO_ACQUISITION);
  journal.flow(unitsFlow(row, units, null));
  return ownUnits(row, units, 0n, 0n, false);
}

/**
 * Adds to the cash of a trade that has been folded: to what its disposals brought and its lots cost, by units. Where a lot has gone on
 * in between, its part is a gain or loss of its own.
 */
export function addCash({ row, journal, position, disposals, lot }: TradeEffect, cash: Exact, now: LedgerRow): void {
  const closed = disposals.map(({ quantity }) => magnitudeOf(quantity));
  const parts = divideBy(cash, lot ? [...closed, magnitudeOf(lot.opened)] : closed);
  disposals.forEach((entry, index) => {
    const part = parts[index] ?? 0n;
    if (entry.quantity < 0n) entry.cost -= part;
    else entry.proceeds += part;
    journal.rewrite(entry, part);
  });
  if (lot) journal.gain(row, position, 0n, position.adjust(lot, -(parts.at(-1) ?? 0n)));
  journal.step(position, now.tradeTime);
}

/** The interest that a bond's trade pays (negative) or brings, as far as the row's cash holds it. */
export function accruedInterest(row: LedgerRow): Exact {
  if (row.accruedInterest === null) return 0n;
  const value = valueAt(exact(row.quantity), row);
  const accrued = magnitudeOf(exact(row.accruedInterest));
  const units = exact(row.quantity);
  const signedInterest = units > 0n ? -accrued : accrued;
  const explained = -value - exact(row.fees) - exact(row.taxes);
  // Where price and charges explain all of the cash, the interest is another row.
  return exact(row.netAmount) === explained && value !== 0n ? 0n : signedInterest;
}

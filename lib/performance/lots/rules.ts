import type { AccountPosition, CostMethod, InstrumentBook, Lot } from "@/lib/engine/books";
import type { TransactionDraft } from "@/lib/formats/types";
import { absolute, add, compare, type DecimalString, divide, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import { isClosingType } from "./closing-types";
import { lotField } from "./lot-field";
import type { LostChoice, LotChoice, SaleLot, SaleLots } from "./schema";

/** A row that may close lots. */
export interface ClosingRow {
  id: string;
  accountId: string;
  draft: TransactionDraft;
}

/** The book of the row's instrument just before the row, just after it, and after all rows. Null: nothing was there yet. */
export interface BooksAround {
  before: InstrumentBook | null;
  after: InstrumentBook | null;
  end: InstrumentBook | null;
}

/** Finer than prices are. */
const UNIT_COST_DECIMALS = 18;

/** Whether a row might close units of lots: whether it does, only the ledger before it can say. */
export const mayClose = ({ tradeType, assetType, quantity }: TransactionDraft): boolean =>
  isClosingType(tradeType) && assetType !== "cash" && sign(quantity) !== 0;

/** The lots that a row closes and could close; null when it closes none, and names none. */
export function saleLots(
  { id, accountId, draft }: ClosingRow,
  { before, after, end }: BooksAround,
  settings: { portfolioId: string; method: CostMethod },
): SaleLots | null {
  const { tradeType, currency, quantity, meta } = draft;
  if (!isClosingType(tradeType)) return null;
  const placeOf = (book: InstrumentBook | null) =>
    book?.positions.find((position) => position.accountId === accountId && position.currency === currency);
  const open = (placeOf(before)?.lots ?? []).filter((lot) => sign(lot.quantity) === -sign(quantity));
  const named = meta.lots ?? [];
  if (open.length === 0 && named.length === 0) return null;
  const left = leftOf(placeOf(after));
  const gains = new Map<string, DecimalString>();
  for (const { rowId, lotId, gain } of end?.disposals ?? []) if (rowId === id) gains.set(lotId, add(gains.get(lotId) ?? ZERO, gain));
  const chosenOf = choices(named);
  const lots = open.map((lot): SaleLot => {
    const taken = absolute(subtract(lot.quantity, left.get(lot.id) ?? ZERO));
    return {
      ...facts(lot),
      taken,
      gain: sign(taken) === 0 ? null : (gains.get(lot.id) ?? null),
      chosen: chosenOf === null ? (sign(taken) === 0 ? null : taken) : (chosenOf.get(lot.id) ?? null),
    };
  });
  const units = absolute(quantity);
  return {
    ...settings,
    tradeType,
    currency,
    units,
    beyond: subtract(units, add(ZERO, ...lots.map(({ taken }) => taken))),
    lots,
    hasChoice: named.length > 0,
    lost: chosenOf === null ? [] : lostOf(chosenOf, lots),
  };
}

const leftOf = (position: AccountPosition | undefined): Map<string, DecimalString> =>
  new Map((position?.lots ?? []).map(({ id, quantity }) => [id, quantity]));

/** Lots after the first of one row are called by its id and a number: `12/2`. */
const rowOf = (lotId: string): string => lotId.split("/")[0] ?? lotId;

function facts({ id, acquiredAt, dateOnly, quantity, cost, costKnown }: Lot): Omit<SaleLot, "taken" | "gain" | "chosen"> {
  const unitCost = divide(cost, quantity);
  return {
    lotId: id,
    rowId: rowOf(id),
    acquired: acquiredAt,
    dateOnly,
    open: absolute(quantity),
    unitCost: unitCost === null ? null : round(absolute(unitCost), UNIT_COST_DECIMALS),
    costKnown,
  };
}

/** Lot → units that a row names. Null where a file names them, by their dates: which those are, only the engine says. */
function choices(named: NonNullable<TransactionDraft["meta"]["lots"]>): Map<string, DecimalString> | null {
  const found = new Map<string, DecimalString>();
  for (const { lotId, quantity } of named) {
    if (lotId === undefined) return null;
    found.set(lotId, add(found.get(lotId) ?? ZERO, absolute(quantity)));
  }
  return found;
}

function lostOf(chosen: ReadonlyMap<string, DecimalString>, lots: readonly SaleLot[]): LostChoice[] {
  const open = new Map(lots.map((lot) => [lot.lotId, lot.open]));
  return [...chosen].flatMap(([lotId, quantity]) => {
    const gone = subtract(quantity, open.get(lotId) ?? ZERO);
    return sign(gone) > 0 ? [{ rowId: rowOf(lotId), quantity: gone }] : [];
  });
}

const NOUNS = { sell: "sale", redemption: "redemption", transfer_out: "transfer", buy: "purchase" } as const;
/** What people call a row that closes lots. */
export const nounOf = ({ tradeType }: Pick<SaleLots, "tradeType">): string => NOUNS[tradeType];

/** The sum of what is chosen. */
export const sumOf = (chosen: readonly LotChoice[]): DecimalString => add(ZERO, ...chosen.map(({ quantity }) => quantity));

const unitsInWords = (quantity: DecimalString): string => `${quantity} ${quantity === "1" ? "unit" : "units"}`;

/** What is wrong with a choice, by field; empty when nothing is. */
export function choiceErrors(sale: Pick<SaleLots, "units" | "lots" | "tradeType">, chosen: readonly LotChoice[]): Record<string, string> {
  const open = new Map(sale.lots.map((lot) => [lot.lotId, lot.open]));
  const errors: Record<string, string> = {};
  let sum = ZERO;
  for (const { lotId, quantity } of chosen) {
    const there = open.get(lotId);
    const before = sum;
    sum = add(sum, quantity);
    if (there === undefined) errors[lotField(lotId)] = "This lot isn't open any more. Reload the page to see those that are.";
    else if (compare(quantity, there) > 0) errors[lotField(lotId)] = `This lot has only ${unitsInWords(there)}.`;
    // Said once, where it becomes too much.
    else if (compare(sum, sale.units) > 0 && compare(before, sale.units) <= 0)
      errors[lotField(lotId)] = `This makes ${unitsInWords(sum)} in all, and the ${nounOf(sale)} has ${sale.units}.`;
  }
  return errors;
}

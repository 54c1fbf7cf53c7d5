import { round } from "@/lib/money/decimal";
import type { AccountPosition, InstrumentBook, Lot, Problem } from "./books";
import { COST_DECIMALS, type Exact, text } from "./exact";
import type { InstrumentFold, PositionEntry } from "./instrument-fold";
import { type Loose, problemOf } from "./journal";
import { byLedgerOrder, byText } from "./ledger-order";
import { priceOf } from "./ledger-row";
import type { Units } from "./position";
import { reshapingsOf } from "./reshaping";

const MIXED_CURRENCIES =
  "The account holds this instrument in more than one currency. Each is a position of its own, so a sale in one doesn't close what was bought in another.";

/** Writes one instrument's book. `loose`: what its groups leave open. */
export function instrumentBook(fold: InstrumentFold, loose: Loose): InstrumentBook {
  const { instrument, journal, rows, firstAt, lastAt } = fold;
  const {
    assetType = "other",
    symbol = instrument,
    name = null,
    isin = null,
    multiplier = null,
    priceUnit = null,
  } = fold.description ?? {};
  const entries = [...fold.entries.values()].sort((a, b) => byPlace(a.position, b.position));
  const extra = new Map<object, Exact>();
  for (const { position, proceeds, cost } of loose.disposals) extra.set(position, (extra.get(position) ?? 0n) + proceeds - cost);
  return {
    instrument,
    assetType,
    symbol,
    name,
    isin,
    multiplier,
    priceUnit,
    positions: entries.map((entry) => accountPosition(fold, entry, extra.get(entry.position) ?? 0n)),
    moves: journal.moves.list(loose),
    disposals: inOrder(
      journal.disposals,
      loose.disposals.map((entry) => journal.disposalOf(entry)),
    ),
    income: [...journal.income],
    charges: [...journal.charges],
    flows: inOrder(journal.flows, loose.flows),
    prices: [...journal.prices],
    reshapings: reshapingsOf(journal.reshapings),
    problems: [...journal.problems, ...loose.problems, ...mixedCurrencies(instrument, entries)],
    rows,
    firstAt,
    lastAt,
  };
}

const byPlace = (a: { accountId: string; currency: string }, b: { accountId: string; currency: string }) =>
  byText(a.accountId, b.accountId) || byText(a.currency, b.currency);

/** What came late is put where its row is. */
function inOrder<Event extends { at: string; rowId: string }>(inTime: readonly Event[], late: readonly Event[]): readonly Event[] {
  const place = ({ at, rowId }: Event) => ({ tradeTime: at, id: rowId });
  return late.length === 0 ? [...inTime] : [...inTime, ...late].sort((a, b) => byLedgerOrder(place(a), place(b)));
}

/** One for each account: what it holds in a second currency. */
function mixedCurrencies(instrument: string, entries: readonly PositionEntry[]): Problem[] {
  const moved = entries.filter(({ firstRow }) => firstRow.quantity !== "0");
  return moved.flatMap((entry, index) => {
    const [before, earlier] = [moved[index - 1], moved[index - 2]];
    const { accountId } = entry.position;
    if (before?.position.accountId !== accountId || earlier?.position.accountId === accountId) return [];
    return [problemOf(entry.firstRow, "mixed-currencies", MIXED_CURRENCIES, instrument)];
  });
}

function accountPosition(fold: InstrumentFold, entry: PositionEntry, late: Exact): AccountPosition {
  const { description } = fold;
  const { position, lastPrice, lastPriceAt, reshapedAt } = entry;
  const { accountId, currency, quantity, cost, realised } = position;
  const lots = position.lots();
  // Within one instant, or one day without times, nothing tells whether the price was of the old units or of the new.
  const stale = reshapedAt !== null && lastPriceAt !== null && lastPriceAt <= reshapedAt;
  const unit = { multiplier: description?.multiplier ?? null, priceUnit: description?.priceUnit ?? null };
  const average = quantity === 0n ? null : priceOf(text(cost), text(quantity), unit);
  return {
    accountId,
    currency,
    quantity: text(quantity),
    ledgerQuantity: text(entry.ledgerQuantity),
    cost: text(cost),
    costKnown: lots.every(({ costKnown }) => costKnown),
    avgPrice: average === null ? null : round(average, COST_DECIMALS),
    realised: text(realised + late),
    lots: lots.map((lot) => openLot(fold, entry, lot)),
    lastPrice: stale ? null : lastPrice,
    lastPriceAt: stale ? null : lastPriceAt,
  };
}

const openLot = ({ instrument, journal }: InstrumentFold, { position }: PositionEntry, lot: Units): Lot => ({
  id: lot.id,
  accountId: position.accountId,
  instrument,
  currency: position.currency,
  acquiredAt: lot.acquiredAt,
  dateOnly: lot.dateOnly,
  quantity: text(lot.quantity),
  cost: text(lot.cost),
  charges: text(lot.charges),
  costKnown: lot.costKnown,
  fx: journal.rateOf(lot.id, lot.acquiredAt),
});

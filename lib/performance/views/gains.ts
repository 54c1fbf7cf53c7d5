import { dayOf, daysBetween } from "@/lib/engine/valuation/calendar";
import { sumOf } from "@/lib/engine/valuation/computed";
import { disposalGain } from "@/lib/engine/valuation/lot-gains";
import type { FigureName } from "@/lib/explain/schema";
import type { GainRow, GainsView, OpenLotRow } from "../schema";
import type { PortfolioState } from "../stored/state";
import { factsOf, linksOf, rangeOfView } from "./facts";
import { figureOf } from "./figure";
import { type LotState, type OpenLot, openLots } from "./holdings";

interface Realised {
  row: GainRow;
  gain: ReturnType<typeof disposalGain>;
}

/** The lots that were closed, of one year or all, and those that are open. */
export function gainsOf(portfolioId: string, state: PortfolioState, year: number | null, most: number): GainsView {
  const all = realisedRows(state);
  const years = [...new Set(all.map(({ row }) => yearOf(row)))].sort((a, b) => b - a);
  const shown = year === null ? all : all.filter(({ row }) => yearOf(row) === year);
  const span = year === null ? undefined : { from: `${year}-01-01`, to: `${year}-12-31` };
  const total = (figure: FigureName, pick: (each: Realised) => Realised["gain"]["gainBase"]) =>
    figureOf(sumOf(shown.map(pick)), { href: linksOf(state)(figure, span) });
  return {
    ...factsOf(portfolioId, state, rangeOfView(state, { period: "max" })),
    years,
    year,
    realised: shown.slice(0, most).map(({ row }) => row),
    realisedCount: shown.length,
    totals: {
      proceeds: total("realised-proceeds", ({ gain }) => gain.proceedsBase),
      cost: total("realised-cost", ({ gain }) => gain.costBase),
      gain: total("realised", ({ gain }) => gain.gainBase),
      fx: total("realised-fx", ({ gain }) => gain.fxBase),
      charges: total("realised-charges", ({ gain }) => gain.chargesBase),
    },
    ...openOf(state, most),
  };
}

const yearOf = ({ disposed }: GainRow) => Number(disposed.slice(0, 4));

/** Newest first. */
function realisedRows({ books, rates, settings }: LotState): Realised[] {
  const rows = books.flatMap((book) =>
    book.disposals.map((disposal): Realised => {
      const gain = disposalGain(disposal, rates, settings.baseCurrency);
      const [acquired, disposed] = [dayOf(disposal.acquiredAt), dayOf(disposal.at)];
      const row: GainRow = {
        transactionId: disposal.rowId,
        accountName: settings.accounts.get(disposal.accountId) ?? "",
        instrumentId: book.instrument,
        symbol: book.symbol,
        name: book.name,
        isin: book.isin,
        ...{ acquired, disposed, daysHeld: Math.max(0, daysBetween(acquired, disposed)) },
        lotId: disposal.lotId,
        accountId: disposal.accountId,
        quantity: disposal.quantity,
        currency: disposal.currency,
        proceeds: disposal.proceeds,
        cost: disposal.cost,
        charges: disposal.charges,
        gain: disposal.gain,
        costKnown: disposal.costKnown,
        brokerGain: disposal.brokerGain,
        proceedsBase: figureOf(gain.proceedsBase),
        costBase: figureOf(gain.costBase),
        gainBase: figureOf(gain.gainBase),
        fxBase: figureOf(gain.fxBase),
      };
      return { row, gain };
    }),
  );
  return rows.sort((a, b) => (a.row.disposed === b.row.disposed ? 0 : a.row.disposed < b.row.disposed ? 1 : -1));
}

/** The first open lots as rows, and how many there are. */
export function openOf(state: LotState, most: number): { open: OpenLotRow[]; openCount: number } {
  const lots = openLots(state);
  return { open: lots.slice(0, most).map((lot) => openRow(state, lot)), openCount: lots.length };
}

function openRow(state: LotState, { book, lot, gain }: OpenLot): OpenLotRow {
  return {
    lotId: lot.id,
    transactionId: lot.id.split("/")[0] ?? lot.id,
    accountId: lot.accountId,
    accountName: state.settings.accounts.get(lot.accountId) ?? "",
    instrumentId: book.instrument,
    symbol: book.symbol,
    acquired: dayOf(lot.acquiredAt),
    quantity: lot.quantity,
    currency: lot.currency,
    cost: lot.cost,
    costKnown: lot.costKnown,
    value: figureOf(gain.value),
    gain: figureOf(gain.gain),
    gainBase: figureOf(gain.gainBase),
  };
}

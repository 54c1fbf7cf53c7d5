import type { InstrumentBook, Lot } from "@/lib/engine/books";
import { type Computed, Sum } from "@/lib/engine/valuation/computed";
import { type LotGain, lotGain, type Market } from "@/lib/engine/valuation/lot-gains";
import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import type { PortfolioState } from "../stored/state";

export interface OpenLot {
  book: InstrumentBook;
  lot: Lot;
  gain: LotGain;
}

/** What lots are valued with: those of a portfolio, or of one instrument in all of them. */
export interface LotState extends Pick<PortfolioState, "moment" | "books" | "rates" | "day" | "settings" | "pricesOf"> {
  portfolioId: string | null;
}

/** Every open lot, valued on the last day. */
export function* openLots(state: LotState): Generator<OpenLot> {
  for (const book of state.books) {
    const market = marketOf(state, book);
    for (const { lots } of book.positions) for (const lot of lots) yield { book, lot, gain: lotGain(lot, book, market) };
  }
}

const marketOf = ({ pricesOf, rates, settings, day }: LotState, { instrument }: InstrumentBook): Market => ({
  prices: pricesOf(instrument),
  rates,
  base: settings.baseCurrency,
  day,
});

/** What the open lots come to. */
export interface LotTotals {
  cost: Computed;
  unrealised: Computed;
  unknownCosts: number;
  /** By instrument, account and currency. */
  held: readonly { book: InstrumentBook; accountId: string; currency: string; quantity: DecimalString; value: DecimalString | null }[];
}

/** Adds up every open lot, without keeping what each is worth. */
export function lotTotals(state: LotState): LotTotals {
  const [cost, unrealised] = [new Sum(), new Sum()];
  let unknownCosts = 0;
  const held = state.books.flatMap((book) => {
    const market = marketOf(state, book);
    return book.positions.flatMap(({ accountId, currency, quantity, lots }) => {
      const value = new Sum();
      for (const lot of lots) {
        const gain = lotGain(lot, book, market);
        cost.add(gain.costBase);
        unrealised.add(gain.gainBase);
        value.add(gain.valueBase);
        if (!lot.costKnown) unknownCosts += 1;
      }
      return lots.length === 0 ? [] : [{ book, accountId, currency, quantity, value: value.result().amount }];
    });
  });
  return { cost: cost.result(), unrealised: unrealised.result(), unknownCosts, held };
}

/** The units of a book over all accounts. */
export const unitsOf = ({ positions }: InstrumentBook): DecimalString => positions.reduce((sum, { quantity }) => add(sum, quantity), ZERO);

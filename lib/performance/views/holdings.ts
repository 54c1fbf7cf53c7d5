import type { InstrumentBook, Lot } from "@/lib/engine/books";
import { type Allocated, type AllocationShare, allocation } from "@/lib/engine/returns/allocation";
import { type LotGain, lotGain } from "@/lib/engine/valuation/lot-gains";
import { assetTypeLabel } from "@/lib/instruments/asset-types";
import { instrumentPage } from "@/lib/instruments/page";
import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import { ALLOCATIONS, type AllocationBy, type AllocationSlice } from "../schema";
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
export function openLots(state: LotState): OpenLot[] {
  const { books, rates, day, settings } = state;
  return books.flatMap((book) => {
    const market = { prices: state.pricesOf(book.instrument), rates, base: settings.baseCurrency, day };
    return book.positions.flatMap(({ lots }) => lots.map((lot) => ({ book, lot, gain: lotGain(lot, book, market) })));
  });
}

/** What the portfolio is made of on its last day, by each property. `tags` by instrument. */
export function allocations(
  state: PortfolioState,
  lots: readonly OpenLot[],
  tags: ReadonlyMap<string, readonly string[]>,
): Record<AllocationBy, AllocationSlice[]> {
  const holdings = [...heldUnits(lots, tags), ...heldCash(state)];
  const symbols = new Map(state.books.map(({ instrument, symbol }) => [instrument, symbol]));
  const labelOf = (by: AllocationBy, key: string): string => {
    if (by === "account") return state.settings.accounts.get(key) ?? key;
    if (by === "instrument") return symbols.get(key) ?? "Cash";
    if (by === "tag") return key === "" ? "Without a tag" : key;
    return by === "assetType" ? assetTypeLabel(key) : key;
  };
  const hrefOf = (by: AllocationBy, key: string): string | null => {
    if (by === "account") return `/accounts/${key}`;
    return by === "instrument" ? instrumentPage(key) : null;
  };
  const sliceOf = (by: AllocationBy, { key, ...rest }: AllocationShare) => ({
    key,
    ...rest,
    label: labelOf(by, key),
    href: hrefOf(by, key),
  });
  const slices = (by: AllocationBy): AllocationSlice[] =>
    allocation(holdings, by).map((share) => {
      if (by === "instrument") return sliceOf(by, share);
      const inside = holdings.filter((holding) => isIn(holding, by, share.key));
      return { ...sliceOf(by, share), children: allocation(inside, "instrument").map((part) => sliceOf("instrument", part)) };
    });
  return Object.fromEntries(ALLOCATIONS.map((by) => [by, slices(by)])) as Record<AllocationBy, AllocationSlice[]>;
}

const isIn = (holding: Allocated, by: Exclude<AllocationBy, "instrument">, key: string): boolean =>
  by === "tag" ? (key === "" ? holding.tags.length === 0 : holding.tags.includes(key)) : holding[by] === key;

function heldUnits(lots: readonly OpenLot[], tags: ReadonlyMap<string, readonly string[]>): Allocated[] {
  return lots.map(({ book, lot, gain }) => ({
    assetType: book.assetType,
    currency: lot.currency,
    account: lot.accountId,
    instrument: book.instrument,
    tags: tags.get(book.instrument) ?? [],
    value: gain.valueBase.amount,
  }));
}

function heldCash({ cash, parts }: PortfolioState): Allocated[] {
  const values = new Map(parts.map(({ subject, values }) => [subject, values.at(-1) ?? null]));
  return cash.map(({ accountId, currency }) => ({
    assetType: "cash",
    currency,
    account: accountId,
    instrument: null,
    tags: [],
    value: values.get(`cash:${accountId}:${currency}`) ?? null,
  }));
}

/** The units of a book over all accounts. */
export const unitsOf = ({ positions }: InstrumentBook): DecimalString => positions.reduce((sum, { quantity }) => add(sum, quantity), ZERO);

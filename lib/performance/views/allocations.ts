import type { InstrumentBook } from "@/lib/engine/books";
import { type Allocated, type AllocationShare, allocation, CASH, UNTAGGED } from "@/lib/engine/returns/allocation";
import { assetTypeLabel } from "@/lib/instruments/asset-types";
import { instrumentPage } from "@/lib/instruments/page";
import type { DecimalString } from "@/lib/money/decimal";
import { ALLOCATIONS, type AllocationBy, type AllocationSlice } from "../schema";
import type { PortfolioState } from "../stored/state";
import type { LotTotals } from "./holdings";

/** What is held of something in one account, and what its value is made of. */
export interface Held extends Allocated {
  /** Cash: null. */
  book: InstrumentBook | null;
  /** Units, or the balance in `currency`. */
  quantity: DecimalString;
}

/** What the portfolio is made of on its last day, by each property. `tags` by instrument. */
export function allocations(
  state: PortfolioState,
  lots: LotTotals,
  tags: ReadonlyMap<string, readonly string[]>,
): Record<AllocationBy, AllocationSlice[]> {
  const held = heldOf(state, lots, tags);
  const slices = (by: AllocationBy): AllocationSlice[] =>
    slicesOf(state, held, by).map((slice) =>
      by === "instrument" ? slice : { ...slice, children: slicesOf(state, inSlice(held, by, slice.key), "instrument") },
    );
  return Object.fromEntries(ALLOCATIONS.map((by) => [by, slices(by)])) as Record<AllocationBy, AllocationSlice[]>;
}

/** Everything that can be in a slice: units and cash, by account and currency. */
export function heldOf(state: PortfolioState, { held }: LotTotals, tags: ReadonlyMap<string, readonly string[]>): Held[] {
  return [...heldUnits(held, tags), ...heldCash(state)];
}

/** What is held, cut by one property; the largest slice first. */
export function slicesOf(state: PortfolioState, held: readonly Held[], by: AllocationBy): AllocationSlice[] {
  const symbols = new Map(by === "instrument" ? state.books.map(({ instrument, symbol }) => [instrument, symbol]) : []);
  const labelOf = (key: string): string => {
    if (by === "account") return state.settings.accounts.get(key) ?? key;
    if (by === "instrument") return symbols.get(key) ?? "Cash";
    if (by === "tag") return key === UNTAGGED ? "Without a tag" : key;
    return by === "assetType" ? assetTypeLabel(key) : key;
  };
  return allocation(held, by).map(({ key, ...rest }: AllocationShare) => ({ key, ...rest, label: labelOf(key), href: hrefOf(by, key) }));
}

function hrefOf(by: AllocationBy, key: string): string | null {
  if (by === "account") return `/accounts/${key}`;
  return by === "instrument" ? instrumentPage(key) : null;
}

/** What of it is in one slice. */
export function inSlice(held: readonly Held[], by: AllocationBy, key: string): Held[] {
  return held.filter((holding) => {
    if (by === "tag") return key === UNTAGGED ? holding.tags.length === 0 : holding.tags.includes(key);
    return (by === "instrument" ? (holding.instrument ?? CASH) : holding[by]) === key;
  });
}

function heldUnits(held: LotTotals["held"], tags: ReadonlyMap<string, readonly string[]>): Held[] {
  return held.map(({ book, accountId, currency, quantity, value }) => ({
    assetType: book.assetType,
    currency,
    account: accountId,
    instrument: book.instrument,
    tags: tags.get(book.instrument) ?? [],
    value,
    book,
    quantity,
  }));
}

function heldCash({ cash, parts }: PortfolioState): Held[] {
  const values = new Map(parts.map(({ subject, values }) => [subject, values.at(-1) ?? null]));
  return cash.map(({ accountId, currency, balance }) => ({
    assetType: "cash",
    currency,
    account: accountId,
    instrument: null,
    tags: [],
    value: values.get(`cash:${accountId}:${currency}`) ?? null,
    book: null,
    quantity: balance,
  }));
}

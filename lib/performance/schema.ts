import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { COST_METHODS, type CostMethod } from "@/lib/engine/books";
import { ALLOCATIONS, type AllocationBy } from "@/lib/engine/returns/allocation";
import { type DayRange, PERIODS, type Period } from "@/lib/engine/returns/periods";
import type { DecimalString } from "@/lib/money/decimal";

/** A number as pages show it: the amount, or the reason why there is none; and what makes it less certain. */
export interface Figure {
  amount: DecimalString | null;
  /** Why there is no amount; null when there is one. */
  reason: string | null;
  /** What a person should know of it: stale prices, unknown costs. */
  notes: readonly string[];
  /** Where the figure is explained. */
  href: string | null;
}

export { ALLOCATIONS, type AllocationBy, type DayRange, PERIODS, type Period };

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const periodSchema = z.enum(PERIODS);
/** Of a page's address. What isn't understood is as if it weren't there. */
export const viewSchema = z.object({
  period: periodSchema.catch("1Y"),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
});
export type PeriodView = z.output<typeof viewSchema>;

/** The end of one UTC day, in the base currency. Null: not computable on that day, and `gaps` of the series says why. */
export interface DayPoint {
  day: string;
  value: DecimalString | null;
  /** What was put in so far, less what was taken out. */
  invested: DecimalString | null;
  /** TWR since the first day of the range, as a fraction (0.1 is 10 %). */
  twr: DecimalString | null;
  /** Below the highest TWR so far, as a fraction ≤ 0. */
  drawdown: DecimalString | null;
  /** The benchmark's return since the first day; null where it has no price. */
  benchmark: DecimalString | null;
}

/** One row of "what moved": today's or the period's. Amounts in the base currency. */
export interface Mover {
  instrumentId: string;
  symbol: string;
  name: string | null;
  change: DecimalString;
  /** As a fraction of the value before. */
  percent: DecimalString | null;
}

export interface AllocationSlice {
  key: string;
  label: string;
  /** In the base currency. */
  value: DecimalString;
  /** Fraction of the sum of the magnitudes. */
  share: DecimalString;
  /** What the slice leads to. */
  href: string | null;
  /** What it consists of, largest first: the instruments of an asset type, currency, account or tag. Absent where it can't be opened. */
  children?: readonly AllocationSlice[];
}

export interface PortfolioFacts {
  portfolioId: string;
  baseCurrency: string;
  method: CostMethod;
  range: DayRange;
  /** Day of the figures: today, or the day that is looked back to. */
  asOf: string;
  problems: readonly ProblemView[];
}

export interface ProblemView {
  message: string;
  href: string | null;
  count: number;
}

export interface OverviewView extends PortfolioFacts {
  value: Figure;
  cost: Figure;
  unrealised: Figure;
  realised: Figure;
  income: Figure;
  /** realised + unrealised + income − charges, since the beginning. */
  total: Figure;
  twr: Figure;
  xirr: Figure;
  /** Today's change of the value that isn't a flow. */
  today: Figure;
  todayPercent: Figure;
  series: readonly DayPoint[];
  movers: readonly Mover[];
  allocation: Readonly<Record<AllocationBy, readonly AllocationSlice[]>>;
  /** Expected from what was paid in the twelve months before: marked as an expectation. */
  incomeAhead: readonly { month: string; amount: DecimalString; payers: readonly string[] }[];
}

/** One instrument over a period. Amounts in the base currency. */
export interface InstrumentPerformance {
  instrumentId: string;
  symbol: string;
  name: string | null;
  assetType: string;
  quantity: DecimalString;
  valueFrom: Figure;
  valueTo: Figure;
  /** Bought less sold in the period. */
  flows: Figure;
  price: Figure;
  income: Figure;
  charges: Figure;
  fx: Figure;
  /** price + income − charges + fx. */
  total: Figure;
  xirr: Figure;
}

export interface PerformanceView extends PortfolioFacts {
  value: Figure;
  twr: Figure;
  xirr: Figure;
  /** Standard deviation of daily returns × √365, as a fraction. */
  volatility: Figure;
  maxDrawdown: Figure;
  /** Gain of the period and its parts. */
  gain: Figure;
  price: Figure;
  income: Figure;
  charges: Figure;
  fx: Figure;
  benchmark: { instrumentId: string; symbol: string; name: string | null; return: Figure } | null;
  series: readonly DayPoint[];
  holdings: readonly InstrumentPerformance[];
}

export interface IncomeRow {
  transactionId: string;
  accountId: string;
  at: string;
  dateOnly: boolean;
  instrumentId: string | null;
  payer: string;
  kind: string;
  currency: string;
  gross: DecimalString;
  withheld: DecimalString;
  net: DecimalString;
  /** In the base currency. */
  netBase: Figure;
}

/** Payments that a page lists, and shows in its calendar. */
export const SHOWN_PAYMENTS = 2_000;

export interface IncomeView extends PortfolioFacts {
  total: Figure;
  /** Of the twelve months ahead: marked as an expectation. */
  expected: Figure;
  /** Every month of the range, also those without income. */
  months: readonly { month: string; net: Figure; withheld: Figure }[];
  payers: readonly { instrumentId: string | null; payer: string; net: Figure; payments: number; last: string }[];
  /** The newest {@link SHOWN_PAYMENTS} of `rowCount`. */
  rows: readonly IncomeRow[];
  rowCount: number;
  ahead: OverviewView["incomeAhead"];
}

/** A lot that was closed, as a tax adviser reads it. Amounts in `currency`, and in the base currency at the rates of both days. */
export interface GainRow {
  transactionId: string;
  lotId: string;
  accountId: string;
  accountName: string;
  instrumentId: string;
  symbol: string;
  name: string | null;
  isin: string | null;
  quantity: DecimalString;
  acquired: string;
  disposed: string;
  currency: string;
  proceeds: DecimalString;
  cost: DecimalString;
  charges: DecimalString;
  gain: DecimalString;
  proceedsBase: Figure;
  costBase: Figure;
  gainBase: Figure;
  /** The part of gainBase that comes from the rates of the two days. */
  fxBase: Figure;
  daysHeld: number;
  costKnown: boolean;
  /** What the broker said the gain of the whole sale was, in `currency`: the same on each lot that the sale closed. */
  brokerGain: DecimalString | null;
}

export interface OpenLotRow {
  lotId: string;
  transactionId: string;
  accountId: string;
  accountName: string;
  instrumentId: string;
  symbol: string;
  acquired: string;
  quantity: DecimalString;
  currency: string;
  cost: DecimalString;
  costKnown: boolean;
  value: Figure;
  gain: Figure;
  gainBase: Figure;
}

/** Rows that a page lists; a long ledger has more lots than anybody reads on a screen. */
export const SHOWN_ROWS = 500;

export interface GainsView extends PortfolioFacts {
  years: readonly number[];
  year: number | null;
  /** The newest {@link SHOWN_ROWS} of `realisedCount`; the download has all. */
  realised: readonly GainRow[];
  realisedCount: number;
  totals: { proceeds: Figure; cost: Figure; gain: Figure; fx: Figure; charges: Figure };
  /** The first {@link SHOWN_ROWS} of `openCount`. */
  open: readonly OpenLotRow[];
  openCount: number;
}

/** Which year of gains, of a page's address. What isn't understood, and `all`, is every year. */
export const gainsViewSchema = z.object({ year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined) });

/** One instrument over all accounts of a person. */
export interface InstrumentFigures {
  baseCurrency: string;
  method: CostMethod;
  /** The currency of its prices. */
  currency: string;
  /** The price in use on each day since it was first held, of long times every so manieth day. */
  prices: readonly { day: string; price: DecimalString | null }[];
  /** The first {@link SHOWN_ROWS} of `lotCount`. */
  lots: readonly OpenLotRow[];
  lotCount: number;
  /** The newest {@link SHOWN_PAYMENTS} of `incomeCount`. */
  income: readonly IncomeRow[];
  incomeCount: number;
  problems: readonly ProblemView[];
}

export const costMethodSchema = z.enum(COST_METHODS);

/** Settings of one portfolio. Blank: as the person's own settings say. */
export const setCostMethodSchema = z.object({
  portfolioId: rowIdSchema,
  method: z.union([costMethodSchema, z.literal("")], "Choose one of the methods."),
});
/** Blank: compare with nothing. */
export const setBenchmarkSchema = z.object({
  portfolioId: rowIdSchema,
  benchmarkId: z.union([rowIdSchema, z.literal("")], "Choose one of your instruments."),
});

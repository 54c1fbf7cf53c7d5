import { instrumentKey, type LedgerRow, MARGINED_ASSET_TYPES, priceOf, valueOf } from "@/lib/engine/ledger-row";
import { absolute, add, type DecimalString, decimal, divide, multiply, round, sign, subtract } from "@/lib/money/decimal";
import type { HoldingFigure, HoldingOrigin, HoldingsTotal, HoldingView } from "./schema";

/** How prices of an instrument are to be read. */
export type PriceUnit = Pick<LedgerRow, "multiplier" | "priceUnit">;

/** What a stored row or a position of the ledger says, before anything is worked out from it. */
export interface HoldingFacts extends PriceUnit, Omit<HoldingView, "gain" | "gainPercent" | "reasons"> {
  /** Why the ledger's cost is not known, when it isn't. */
  costGap?: string;
}

/** Products are kept to this many decimals, so that they can be stored and read back whole. */
export const VALUE_DECIMALS = 20;
const PERCENT_DECIMALS = 6;
const HUNDRED = decimal("100");

const NO_COST: Readonly<Record<HoldingOrigin, string>> = {
  broker: "The broker's list doesn't say what it cost.",
  manual: "No average price was entered.",
  ledger: "The ledger doesn't say what it cost.",
};
const NO_VALUE: Readonly<Record<HoldingOrigin, string>> = {
  broker: "The broker's list has neither a value nor a price for it.",
  manual: "No market price was entered.",
  ledger: "No trade in the ledger tells a price, or none since the last split or merger.",
};

const MARGINED = "Gains and losses are settled in cash as they arise, so the ledger gives the position no value of its own.";
const CASH_COST = "Cash has no cost.";

/** Works out what follows from the facts. What has no sound basis is null with the reason, never 0. */
export function viewOf({ multiplier, priceUnit, costGap, ...facts }: HoldingFacts): HoldingView {
  const unit: PriceUnit = { multiplier, priceUnit };
  const { quantity, origin, assetType } = facts;
  if (assetType === "cash") return cashView(facts);
  const at = (price: DecimalString | null) => (price === null ? null : round(valueOf(quantity, price, unit), VALUE_DECIMALS));
  const margined = origin === "ledger" && MARGINED_ASSET_TYPES.includes(assetType);
  const costValue = margined ? null : (facts.costValue ?? at(facts.avgPrice));
  const avgPrice = margined ? null : (facts.avgPrice ?? perUnit(costValue, quantity, unit));
  const marketValue = margined ? null : (facts.marketValue ?? at(facts.price));
  const price = facts.price ?? perUnit(marketValue, quantity, unit);
  const priceAt = price === null ? null : (facts.priceAt ?? facts.asOf);
  const noCost = margined ? MARGINED : (costGap ?? NO_COST[origin]);
  const reasons: HoldingView["reasons"] = {
    ...(avgPrice === null ? { avgPrice: noCost } : {}),
    ...(costValue === null ? { costValue: noCost } : {}),
    ...(marketValue === null
      ? { marketValue: margined ? MARGINED : NO_VALUE[origin] }
      : origin === "ledger"
        ? { marketValue: lastTrade(priceAt) }
        : {}),
  };
  return { ...facts, avgPrice, costValue, marketValue, price, priceAt, ...gainOf(costValue, marketValue, reasons) };
}

function cashView(facts: Omit<HoldingFacts, "costGap" | keyof PriceUnit>): HoldingView {
  const figures: HoldingFigure[] = ["avgPrice", "costValue", "gain", "gainPercent"];
  const reasons = Object.fromEntries(figures.map((figure) => [figure, CASH_COST]));
  const nothing = { avgPrice: null, costValue: null, gain: null, gainPercent: null, price: null, priceAt: null };
  return { ...facts, ...nothing, marketValue: facts.quantity, reasons };
}

const lastTrade = (priceAt: string | null) => `At the last trade price of ${priceAt?.slice(0, 10) ?? "an unknown day"}.`;

function perUnit(value: DecimalString | null, quantity: DecimalString, unit: PriceUnit): DecimalString | null {
  const price = value === null ? null : priceOf(value, quantity, unit);
  return price === null ? null : round(absolute(price), VALUE_DECIMALS);
}

function gainOf(
  cost: DecimalString | null,
  value: DecimalString | null,
  known: HoldingView["reasons"],
): Pick<HoldingView, "gain" | "gainPercent" | "reasons"> {
  if (cost === null || value === null) {
    const reason = cost === null && value === null ? "Needs a cost and a value." : cost === null ? "Needs a cost." : "Needs a value.";
    return { gain: null, gainPercent: null, reasons: { ...known, gain: reason, gainPercent: reason } };
  }
  const gain = subtract(value, cost);
  const ratio = divide(multiply(gain, HUNDRED), absolute(cost));
  if (ratio === null) return { gain, gainPercent: null, reasons: { ...known, gainPercent: "There is no percentage of a cost of 0." } };
  return { gain, gainPercent: round(ratio, PERCENT_DECIMALS), reasons: known };
}

/** Sums per currency, in the order of the currencies' codes. */
export function totalsOf(rows: readonly HoldingView[]): HoldingsTotal[] {
  const currencies = new Map<string, HoldingView[]>();
  for (const row of rows) {
    const same = currencies.get(row.currency);
    if (same) same.push(row);
    else currencies.set(row.currency, [row]);
  }
  return [...currencies]
    .sort(([a], [b]) => byText(a, b))
    .map(([currency, same]) => {
      const withoutCost = same.filter((row) => row.assetType !== "cash" && row.costValue === null).length;
      const withoutValue = same.filter((row) => row.marketValue === null).length;
      return {
        currency,
        withoutCost,
        withoutValue,
        complete: withoutCost + withoutValue === 0,
        cost: sumOf(same, "costValue"),
        value: sumOf(same, "marketValue"),
        gain: sumOf(same, "gain"),
      };
    });
}

function sumOf(rows: readonly HoldingView[], figure: "costValue" | "marketValue" | "gain"): DecimalString | null {
  const known = rows.flatMap((row) => row[figure] ?? []);
  return known.length === 0 ? null : add(...known);
}

/** The rows that are worth showing, in the order of a statement: instruments by symbol, then cash. */
export function inOrder(rows: readonly HoldingView[]): HoldingView[] {
  return rows
    .filter(({ quantity }) => sign(quantity) !== 0)
    .sort(
      (a, b) =>
        Number(a.assetType === "cash") - Number(b.assetType === "cash") ||
        byText(a.symbol, b.symbol) ||
        byText(a.currency, b.currency) ||
        byText(a.accountName, b.accountName),
    );
}

/** By code point: the same order on every machine. */
const byText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/** Whether two rows of one account are about the same instrument. A row without an ISIN is compared by type and symbol. */
export function sameInstrument(a: HoldingIdentity, b: HoldingIdentity): boolean {
  const isin = a.isin !== null && b.isin !== null;
  return instrumentKey(isin ? a : { ...a, isin: null }) === instrumentKey(isin ? b : { ...b, isin: null });
}
export type HoldingIdentity = Pick<HoldingFacts, "assetType" | "symbol" | "isin" | "currency">;

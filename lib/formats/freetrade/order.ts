import { absolute, compare, type DecimalString, divide, negate, ONE, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import { charge, type RowParts } from "../draft";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";

export type Row = TableRow<Column>;

export const SOURCE = "freetrade";
const RATE_DIGITS = 10;

/** What the whole activity tells of its rows. */
export interface Survey {
  /** By ISIN: free shares come without their ticker. */
  tickers: ReadonlyMap<string, string>;
  /** Order ids that stand on more than one line, and so tell none apart. */
  repeatedIds: ReadonlySet<string>;
}

export function surveyOf(rows: readonly Row[]): Survey {
  const tickers = new Map<string, string>();
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const row of rows) {
    if (row.has("isin") && row.has("ticker")) tickers.set(row.text("isin"), row.text("ticker"));
    const id = row.text("orderId");
    (once.has(id) ? again : once).add(id);
  }
  return { tickers, repeatedIds: again };
}

/** Undefined for a line about money alone. */
export function instrumentOf(row: Row, { tickers }: Survey): RowParts["instrument"] {
  const isin = row.has("isin") ? row.text("isin") : "";
  const ticker = row.has("ticker") ? row.text("ticker") : (tickers.get(isin) ?? "");
  if (isin === "" && ticker === "") return undefined;
  const name = row.text("title");
  return { assetType: /\b(?:etf|ucits)\b/i.test(name) ? "etf" : "stock", symbol: ticker || isin, meta: { isin, name } };
}

/**
 * `Base FX Rate` stands the one way round for orders (dollars for a pound) and the other for dividends: what the two amounts come to says which.
 * @returns the account's currency for one of the instrument's.
 */
export function rateOf(row: Row, inAccount: DecimalString | null, inInstrument: DecimalString | null): DecimalString | null {
  const [base, implied] = [row.value("baseRate"), inAccount && inInstrument && divide(absolute(inAccount), absolute(inInstrument))];
  if (base === null || !implied || sign(base) <= 0) return null;
  const inverse = divide(ONE, base) ?? base;
  const [near, far] = [absolute(subtract(implied, base)), absolute(subtract(implied, inverse))];
  return round(compare(near, far) <= 0 ? base : inverse, RATE_DIGITS);
}

export interface Shared {
  at: { instant: string; dateOnly: boolean };
  unit: Currency;
  survey: Survey;
}

/** The instrument's currency where it isn't the account's; null where it is, or isn't told. */
export function foreignOf(row: Row, unit: Currency): Currency | null {
  const own = row.has("instrumentCurrency") ? row.currency("instrumentCurrency") : null;
  return own && own.currency !== unit.currency ? own : null;
}

/** An order: its total has stamp duty and the fee of the exchange in it, and no sign. */
export function readOrder(row: Row, shared: Shared): FormatItem {
  const isFree = /free/i.test(row.text("type"));
  if (!row.has("quantity") && !row.has("total")) return row.skipped("The order was not carried out: it has no quantity and no amount.");
  const side = isFree ? "BUY" : row.requiredText("side", "BUY or SELL.").toUpperCase();
  const instrument = instrumentOf(row, shared.survey);
  const units = row.requiredValue("quantity");
  const total = isFree ? ZERO : row.requiredValue("total");
  if (side !== "" && side !== "BUY" && side !== "SELL") row.refuse(`${row.title("side")}: "${side}" is not valid.`, "BUY or SELL.");
  if (!instrument) row.refuse("The line names no instrument.", "A ticker or an ISIN.");
  if (units === null || total === null || !instrument || row.isRefused) return row.refusal();
  return isFree
    ? readFreeShare(row, instrument, units, shared)
    : readTrade(row, instrument, { units, total, buys: side === "BUY" }, shared);
}

function idsOf(row: Row, { repeatedIds }: Survey) {
  const id = row.has("orderId") ? `${SOURCE}:${row.text("orderId")}` : null;
  return id === null || repeatedIds.has(row.text("orderId")) ? { groupId: id ?? undefined } : { externalId: id, externalIds: [id] };
}

function readTrade(
  row: Row,
  instrument: NonNullable<RowParts["instrument"]>,
  { units, total, buys }: { units: DecimalString; total: DecimalString; buys: boolean },
  { at, unit, survey }: Shared,
): FormatItem {
  const { currency } = unit;
  const foreign = foreignOf(row, unit);
  const [accountPrice, price] = [row.money("accountPrice", unit), foreign && row.money("price", foreign)];
  const [duty, fee] = [row.money("stampDuty", unit), row.money("fxFee", unit)];
  const rate = foreign && rateOf(row, accountPrice, price);
  if (row.isRefused) return row.refusal();
  return row.transaction({
    source: SOURCE,
    tradeType: buys ? "buy" : "sell",
    instrument,
    quantity: units,
    price: foreign ? null : accountPrice,
    currency,
    at,
    net: buys ? negate(absolute(total)) : absolute(total),
    fees: charge("currency_conversion", fee, currency),
    taxes: charge("stamp_duty", duty, currency),
    meta: {
      ...idsOf(row, survey),
      rawType: `${row.text("type")} ${row.text("side")}`,
      subtype: row.text("orderType").toLowerCase(),
      ...(foreign && rate ? { fx: { rate, from: foreign.currency, to: currency } } : {}),
      ...(foreign && price ? { quoted: { price, currency: foreign.currency } } : {}),
    },
  });
}

/** A share for nothing, at the price of the moment. */
function readFreeShare(
  row: Row,
  instrument: NonNullable<RowParts["instrument"]>,
  units: DecimalString,
  { at, unit, survey }: Shared,
): FormatItem {
  const price = row.money("accountPrice", unit);
  if (row.isRefused) return row.refusal();
  return row.transaction({
    source: SOURCE,
    tradeType: "reward",
    instrument,
    quantity: units,
    price,
    currency: unit.currency,
    at,
    net: ZERO,
    meta: { ...idsOf(row, survey), rawType: row.text("type"), subtype: "free-share" },
  });
}

import type { AssetType } from "@/lib/instruments/asset-types";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { absolute, type DecimalString } from "@/lib/money/decimal";
import { detectNumberStyle, readNumber } from "../table/numbers";
import type { Meaning } from "../table/row";

/** `Buy 3 @ 139.74 USD`, `Sell -1335 @ 3.94 EUR`, `Koop 1 @ 110.01 EUR`. */
export interface TradeEvent {
  buys: boolean;
  units: DecimalString;
  /** Per unit, in the major unit of `currency`. */
  price: DecimalString;
  currency: string;
  minorUnit?: string;
}

const TRADE = /^(\p{L}[\p{L} ]*?)\s+(-?[\d.,'\s\u00A0]*\d)\s*@\s*(-?[\d.,'\s\u00A0]*\d)\s*([A-Za-z]{3})\b/u;
const BUYS = /^(?:buy|bought|koop|gekocht|k[øo]b|købt|kauf|gekauft|achat|acheté|acquisto|compra|kupno|open)/i;
const SELLS = /^(?:sell|sold|verkoop|verkocht|salg|solgt|sælg|verkauf|vente|vendu|vendita|venta|sprzedaż|close)/i;

/** Units and price are written alike, mostly: what only one of them shows holds for both. */
function numberIn(text: string, beside: string): DecimalString | null {
  return readNumber(text, detectNumberStyle([text]).style ?? detectNumberStyle([beside]).style ?? "point");
}

/** Null for an event of another kind. */
export function readTradeEvent(event: string): TradeEvent | null {
  const [, verb = "", units = "", price = "", code = ""] = TRADE.exec(event.trim()) ?? [];
  const [number, perUnit, unit] = [numberIn(units, price), numberIn(price, units), toMajorCurrency(code)];
  const buys = BUYS.test(verb);
  if (number === null || perUnit === null || unit.currency === null || (!buys && !SELLS.test(verb))) return null;
  return {
    buys,
    units: absolute(number),
    price: toMajor(perUnit, unit),
    currency: unit.currency,
    ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
  };
}

const EVENTS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /withholding|dividendbelasting|udbytteskat|quellensteuer|bronbelasting|kildeskat|retenue/i,
    { tradeType: "tax", subtype: "withholding" },
  ],
  [/\btax\b|\bvat\b|\bbtw\b|\bmoms\b|stamp duty|beurstaks|steuer|impôt|imposta/i, { tradeType: "tax" }],
  [/stock dividend|scrip|keuzedividend/i, { tradeType: "stock_dividend" }],
  [/return of capital|capital repayment|terugbetaling kapitaal|kapitaludlodning/i, { tradeType: "return_of_capital" }],
  [/dividend|udbytte|dywidend|distribution/i, { tradeType: "dividend" }],
  [/interest|rente|zins|intérêt|interess|coupon|kupon/i, { tradeType: "interest" }],
  [/split/i, { tradeType: "split" }],
  [/spin.?off/i, { tradeType: "spin_off" }],
  [/merger|fusie|fusion|tender|takeover/i, { tradeType: "merger" }],
  [/rights|bezugsrecht|claim/i, { tradeType: "rights" }],
  [/redemption|maturity|aflossing|indfrielse|rückzahlung/i, { tradeType: "redemption" }],
  [/fee|kosten|bewaarloon|gebyr|gebühr|commission|kurtage|frais|subscription|abonnement|omkostning/i, { tradeType: "fee" }],
  [/withdraw|opname|udbetaling|auszahlung|hævning|retrait|prelievo/i, { tradeType: "withdrawal" }],
  [/deposit|storting|indbetaling|einzahlung|indskud|dépôt|deposito|cash transfer|overboeking|transfer/i, { tradeType: "deposit" }],
];

export const eventMeaning = (event: string): Meaning | null => EVENTS.find(([words]) => words.test(event))?.[1] ?? null;

const ASSETS: readonly (readonly [RegExp, AssetType])[] = [
  [/etf|etc|etn/i, "etf"],
  [/mutual|fund/i, "mutual_fund"],
  [/bond|obligat/i, "bond"],
  [/option/i, "option"],
  [/future/i, "future"],
  [/^cfd/i, "cfd"],
  [/warrant|turbo|certificate/i, "warrant"],
];

export const assetTypeOf = (text: string): AssetType => ASSETS.find(([words]) => words.test(text))?.[1] ?? "stock";

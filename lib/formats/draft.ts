import type { AssetType } from "@/lib/instruments/asset-types";
import {
  absolute,
  add,
  type DecimalString,
  divide,
  MAX_FRACTION_DIGITS,
  multiply,
  negate,
  ONE,
  parseDecimal,
  round,
  sign,
  subtract,
  ZERO,
} from "@/lib/money/decimal";
import { grossValue, signed, totalCharges } from "@/lib/transactions/rules";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import type { TransactionDraft } from "./types";

/** A price worked out of an amount is an estimate: more digits would only look exact. */
const PRICE_DIGITS = 12;

/** What a line of a broker's table says of one ledger row. Amounts are in the major unit of `currency`. */
export interface RowParts {
  source: string;
  tradeType: TradeType;
  /** Left out for rows about money alone: then the row is of its currency. */
  instrument?: { assetType: AssetType; symbol: string; meta?: NonNullable<TransactionMeta["instrument"]> };
  /** Units; the sign is the trade type's work, and for types of either sign (±) it is as given. */
  quantity?: DecimalString | null;
  /** Per unit; worked out of the net amount where it is missing and can be. */
  price?: DecimalString | null;
  currency: string;
  at: { instant: string; dateOnly: boolean };
  /** The effect on cash after fees and taxes, signed as cash; worked out of quantity, price and charges where it is missing. */
  net?: DecimalString | null;
  /** Positive amounts are paid. Zeros are left out. */
  fees?: readonly Charge[];
  taxes?: readonly Charge[];
  meta?: Partial<TransactionMeta>;
  /** Why a person should look at the row. */
  doubts?: readonly string[];
}

const paid = (charges: readonly Charge[] | undefined): Charge[] => (charges ?? []).filter((charge) => sign(charge.amount) !== 0);

/** Held to what the database can carry: a product of two long decimals may have more digits. */
const fitted = (value: DecimalString): DecimalString => parseDecimal(round(value, MAX_FRACTION_DIGITS)) ?? ZERO;

/** The ledger row of {@link RowParts}, with the signs of the trade type's table. Keys of meta without a value are left out. */
export function transactionDraft(parts: RowParts): TransactionDraft {
  const { tradeType, instrument, currency, at, meta = {} } = parts;
  const rule = tradeTypeRow(tradeType);
  const isMoney = instrument === undefined;
  const [fees, taxes] = [paid(parts.fees), paid(parts.taxes)];
  const charges = fees.length + taxes.length === 0 ? ZERO : add(totalCharges(fees, currency), totalCharges(taxes, currency));
  // Money paid in or out is as many units of its currency.
  const moved = isMoney && rule.units !== "0" ? (parts.quantity ?? parts.net ?? null) : (parts.quantity ?? null);
  const quantity = signed(moved ?? ZERO, rule.units);
  const price = parts.price ?? (isMoney && sign(quantity) !== 0 ? ONE : derivedPrice(parts, quantity, charges)) ?? ZERO;
  const netAmount = parts.net ?? computedNet(parts, quantity, price, charges);
  const doubts = [...(meta.reasons ?? []), ...(parts.doubts ?? [])];
  const full: TransactionMeta = {
    ...meta,
    source: parts.source,
    netAmount,
    fees: fees.length > 0 ? fees : undefined,
    taxes: taxes.length > 0 ? taxes : undefined,
    instrument: instrument?.meta && Object.values(instrument.meta).some(Boolean) ? present(instrument.meta) : undefined,
    dateOnly: at.dateOnly || undefined,
    reasons: doubts.length > 0 ? doubts : undefined,
    needsReview: (meta.needsReview ?? (parts.doubts ?? []).length > 0) || undefined,
  };
  return {
    assetType: instrument?.assetType ?? "cash",
    symbol: instrument?.symbol ?? currency,
    quantity,
    price: absolute(price),
    currency,
    tradeType,
    tradeTime: at.instant,
    meta: present(full),
  };
}

/** The effect on cash of a row that doesn't say it: units × price, less the charges. */
function computedNet({ tradeType, instrument, meta }: RowParts, quantity: DecimalString, price: DecimalString, charges: DecimalString) {
  const { cash } = tradeTypeRow(tradeType);
  if (cash === "0") return ZERO;
  const isMoneyMoved = instrument === undefined && sign(quantity) !== 0;
  const moved = isMoneyMoved ? quantity : signed(absolute(grossValue(quantity, price, meta ?? {})), cash === "±" ? "0" : cash);
  return fitted(subtract(moved, charges));
}

/** What one unit came to: the cash before charges over the units. Null where there are no units or no cash to tell. */
function derivedPrice({ net, tradeType, meta }: RowParts, quantity: DecimalString, charges: DecimalString): DecimalString | null {
  const { cash } = tradeTypeRow(tradeType);
  if (net === undefined || net === null || sign(quantity) === 0 || (cash !== "+" && cash !== "-")) return null;
  // Signed: charges may be more than the proceeds, which then still are what the units brought.
  const value = absolute(cash === "-" ? subtract(negate(net), charges) : add(net, charges));
  const units = grossValue(absolute(quantity), ONE, meta ?? {});
  const price = divide(value, units);
  return price === null ? null : round(price, PRICE_DIGITS);
}

/** A price per unit out of the whole value: to 12 digits, because it is an estimate. Null without units. */
export function pricePerUnit(value: DecimalString, units: DecimalString, multiplier: DecimalString = ONE): DecimalString | null {
  const price = divide(absolute(value), absolute(multiply(units, multiplier)));
  return price && round(price, PRICE_DIGITS);
}

/** A single charge, or none for nothing. `amount` positive is paid. */
export function charge(type: string, amount: DecimalString | null | undefined, currency: string): Charge[] {
  return amount === null || amount === undefined || sign(amount) === 0 ? [] : [{ type, amount, currency }];
}

function present<Record extends object>(record: Record): Record {
  const kept: { [key: string]: unknown } = {};
  // A loop, because this runs for every row of a file: pairs of keys and values would be most of what a row costs.
  for (const key of Object.keys(record)) {
    const value: unknown = record[key as keyof Record];
    if (value !== undefined && value !== "") kept[key] = value;
  }
  return kept as Record;
}

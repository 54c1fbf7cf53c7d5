import { charge, type RowParts } from "@/lib/formats/draft";
import { lookup, saidType } from "@/lib/formats/lookup";
import type { Currency, Meaning } from "@/lib/formats/table/row";
import type { Assumptions } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, divide, negate, round, ZERO } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { FEES, FILL_KINDS, LEAVING, TAXES } from "./fill-kinds";
import { type Instruments, readCurrency } from "./instruments";
import { type FilledOrder, leaves, namedIn, unitsOf } from "./order";
import { rateOf } from "./rate";

/** `meta.source` of all rows. */
export const SOURCE = "trading212-api";
const PRICE_DIGITS = 12;

type Told = Meaning & { doubts: string[] };

/** What a fill's row depends on beside it. */
export interface Around {
  /** The other half of a split, or of a merger. */
  partner: FilledOrder | undefined;
  instruments: Instruments;
  /** The account's currency, where the fill names none. */
  account: Currency;
  /** What a person has said of kinds that nobody knows. */
  assume: Assumptions | undefined;
}

/**
 * The row of one fill, as a line of the files would give it: in the account's currency, at what the total comes to per share, with the quoted
 * price and the rate beside it (lib/formats/trading212/row.ts).
 */
export function fillRow(item: FilledOrder, { partner, instruments, account, assume }: Around): RowParts {
  const { order, fill } = item;
  const money = readCurrency(fill.walletImpact?.currency ?? "") ?? account;
  const named = namedIn(item);
  const unit = instruments.currencyOf(named);
  const isInMoney = unit === null || unit.currency === money.currency;
  const told = toldBy(item, partner, assume);
  const { tradeType } = told;
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const { fees, taxes } = chargesOf(item, money);
  const charges = [...fees, ...taxes];
  const quoted = fill.price === null || unit === null ? fill.price : toMajor(absolute(fill.price), unit);
  const net = netOf(item, tradeType, money);
  const fx = isInMoney || quoted === null ? undefined : rateOf({ item, unit, quoted, charges, money });
  const gain = fill.walletImpact?.realisedProfitLoss ?? null;
  const instrument = instruments.of(named);
  const units = unitsOf(item);
  return {
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    quantity: leaves(item) ? negate(units) : units,
    price: priceOf({ isTrade, isInMoney, quoted, fx, charges, money }),
    currency: money.currency,
    at: fill.filledAt,
    net,
    fees,
    taxes,
    doubts: told.doubts,
    meta: {
      ...identityOf(item, tradeType),
      rawType: fill.type === "TRADE" || fill.type === "" ? [order.type, order.side].filter(Boolean).join(" ") || "TRADE" : fill.type,
      ...(told.subtype ? { subtype: told.subtype } : {}),
      ...(fx ? { fx } : {}),
      ...(gain !== null && tradeType === "sell" ? { brokerGain: toMajor(gain, money) } : {}),
      ...(isInMoney && unit?.minorUnit ? { minorUnit: unit.minorUnit } : {}),
      ...(isInMoney || quoted === null || unit === null ? {} : { quoted: { price: quoted, currency: unit.currency } }),
      ...(instrument?.rawAssetType ? { rawAssetType: instrument.rawAssetType } : {}),
      ...(order.id ? { orderId: order.id } : {}),
      ...actionOf(item, partner, tradeType),
    },
  };
}

function toldBy(item: FilledOrder, partner: FilledOrder | undefined, assume: Assumptions | undefined): Told {
  const { type } = item.fill;
  const known = lookup(FILL_KINDS, type === "" ? "TRADE" : type);
  const said = known ? undefined : saidType(assume, type);
  if (said) return { tradeType: said, doubts: [] };
  if (!known) return { tradeType: "other", doubts: [`Trading 212's kind of fill "${type.slice(0, 60)}" isn't known.`] };
  const tradeType = (leaves(item) ? LEAVING[known.tradeType] : undefined) ?? known.tradeType;
  const { units } = tradeTypeRow(tradeType);
  if (units === "+" && leaves(item))
    return { tradeType: "other", doubts: [`Units left by a ${type}, which only brings some: see what it was.`] };
  return { ...known, tradeType, doubts: actionDoubts(type, tradeType, partner) };
}

function actionDoubts(type: string, tradeType: TradeType, partner: FilledOrder | undefined): string[] {
  if (type === "CASH_AND_STOCK_ACQUISITION") return ["See whether the cash that came with the shares is in it."];
  if ((tradeType === "split" || tradeType === "merger") && !partner)
    return [`Only one side of the ${tradeType} is there: see whether the units are right.`];
  return [];
}

/** The effect on cash; null where the row's kind has none, or it isn't told. */
function netOf(item: FilledOrder, tradeType: TradeType, money: Currency): DecimalString | null {
  const value = item.fill.walletImpact?.netValue ?? null;
  if (tradeTypeRow(tradeType).cash === "0" || tradeType === "spin_off" || tradeType === "rights") return null;
  // Shares for shares: the value is what they were worth.
  if (tradeType === "merger" && (item.fill.type === "STOCK_ACQUISITION" || !leaves(item))) return ZERO;
  if (value === null) return null;
  const amount = toMajor(absolute(value), money);
  return leaves(item) ? amount : negate(amount);
}

/** What the net value includes. Charges may be told as negative amounts, because they are taken off. */
function chargesOf({ fill }: FilledOrder, money: Currency): { fees: Charge[]; taxes: Charge[] } {
  const fees: Charge[] = [];
  const taxes: Charge[] = [];
  for (const { name, quantity, currency } of fill.walletImpact?.taxes ?? []) {
    if (quantity === null) continue;
    const unit = readCurrency(currency) ?? money;
    const tax = lookup(TAXES, name);
    const [list, type] = tax === undefined ? [fees, lookup(FEES, name) ?? name.toLowerCase()] : [taxes, tax];
    list.push(...charge(type, toMajor(absolute(quantity), unit), unit.currency));
  }
  return { fees, taxes };
}

interface PriceParts {
  isTrade: boolean;
  isInMoney: boolean;
  quoted: DecimalString | null;
  fx: TransactionMeta["fx"];
  charges: readonly Charge[];
  money: Currency;
}

/** Per share in the account's currency. Of a trade in another one it is left to what the total comes to: that is what moved. */
function priceOf({ isTrade, isInMoney, quoted, fx, charges, money }: PriceParts): DecimalString | null {
  if (isInMoney || quoted === null) return quoted;
  if (isTrade && charges.every(({ currency }) => currency === money.currency)) return null;
  const converted = fx ? divide(quoted, fx.rate) : null;
  return converted && round(converted, PRICE_DIGITS);
}

/**
 * As in the files, where an order's line is known by `EOF` and a number, and its side: the number is taken to be the fill's, because every
 * fill is a line there.
 */
function identityOf({ fill }: FilledOrder, tradeType: TradeType): Partial<TransactionMeta> {
  const id = `trading212:EOF${fill.id}`;
  const externalId = tradeType === "buy" || tradeType === "sell" ? `${id}:${tradeType}` : id;
  return { externalId, externalIds: [externalId] };
}

/** What the two halves of a split or of a merger share. */
export const splitMoment = (item: FilledOrder) => {
  const { isin, ticker } = namedIn(item);
  return `${isin || ticker} ${minuteOf(item)}`;
};
export const minuteOf = (item: FilledOrder) => item.fill.filledAt.instant.slice(0, 16).replace("T", " ");

function actionOf(item: FilledOrder, partner: FilledOrder | undefined, tradeType: TradeType): Partial<TransactionMeta> {
  if (!["split", "merger", "spin_off", "rights"].includes(tradeType)) return {};
  const action = { kind: item.fill.type };
  if (!partner) return { corporateAction: action };
  const [old, next] = leaves(item) ? [item, partner] : [partner, item];
  if (tradeType === "merger")
    return { groupId: `trading212:merger:${minuteOf(old)}:${namedIn(old).isin}`, corporateAction: { ...action, ...parentage(old, next) } };
  return {
    groupId: `trading212:split:${splitMoment(old)}`,
    corporateAction: { ...action, ratio: { from: unitsOf(old), to: unitsOf(next) } },
  };
}

const parentage = (old: FilledOrder, next: FilledOrder) => ({ parent: namedIn(old).ticker, child: namedIn(next).ticker });

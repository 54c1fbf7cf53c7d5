import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { absolute, add, type DecimalString, multiply, negate, sign, subtract } from "@/lib/money/decimal";
import { charge, type RowParts } from "../draft";
import { lookup } from "../lookup";
import type { Meaning } from "../table/row";
import { SOURCE } from "./columns";

/** Ghostfolio's types, in lower case. `ITEM` (to 2024) is a valuable. */
export const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  dividend: { tradeType: "dividend" },
  interest: { tradeType: "interest" },
  fee: { tradeType: "fee" },
  item: { tradeType: "buy" },
};

/** What is known of an instrument beside its symbol: an asset profile of the export. */
export interface Profile {
  assetClass: string | null;
  assetSubClass: string | null;
  name: string | null;
  isin: string | null;
  cusip: string | null;
  figi: string | null;
}

const SUB_CLASSES: Readonly<Record<string, AssetType>> = {
  STOCK: "stock",
  ETF: "etf",
  MUTUALFUND: "mutual_fund",
  BOND: "bond",
  CRYPTOCURRENCY: "crypto",
  COMMODITY: "commodity",
  PRECIOUS_METAL: "commodity",
  COLLECTIBLE: "other",
  PRIVATE_EQUITY: "other",
  LOAN: "other",
};

const CLASSES: Readonly<Record<string, AssetType>> = { EQUITY: "stock", FIXED_INCOME: "bond", COMMODITY: "commodity" };

export function assetTypeOf(symbol: string, dataSource: string, profile: Profile | null): AssetType {
  const told = lookup(SUB_CLASSES, profile?.assetSubClass ?? "") ?? lookup(CLASSES, profile?.assetClass ?? "");
  if (told) return told;
  const source = dataSource.toUpperCase();
  // Coins are quoted in dollars at Yahoo (`BTCUSD`), and by their names at CoinGecko.
  if (source === "COINGECKO" || (source === "YAHOO" && /^[A-Z0-9]{2,10}-?USD$/.test(symbol))) return "crypto";
  return source === "MANUAL" ? "other" : "stock";
}

/** An activity, with amounts in the major unit of its currency. */
export interface Activity {
  type: string;
  symbol: string;
  dataSource: string;
  currency: string;
  minorUnit?: string;
  quantity: DecimalString;
  unitPrice: DecimalString;
  fee: DecimalString;
  comment: string;
  at: { instant: string; dateOnly: boolean };
  id: string;
  profile: Profile | null;
}

/** Why an activity is no row; null where it is one. */
export function asideReason({ type, quantity, unitPrice, fee }: Activity): string | null {
  if (type.toUpperCase() === "LIABILITY") return "A debt, which Ghostfolio keeps beside the accounts: nothing moved in this one.";
  if ([quantity, unitPrice, fee].every((amount) => sign(amount) === 0)) return "A draft: it has no units, no price and no fee.";
  return null;
}

/** The ledger row of an activity. The fee is paid on top of a purchase and out of anything else. */
export function partsOf(activity: Activity, { tradeType, subtype, doubts }: Meaning & { doubts: string[] }): RowParts {
  const { quantity, unitPrice, fee, currency, at, id, symbol, dataSource, profile } = activity;
  const value = absolute(multiply(quantity, unitPrice));
  const key = `${SOURCE}:${id}`;
  const shared = {
    source: SOURCE,
    tradeType,
    currency,
    at,
    doubts,
    meta: {
      ...(id === "" ? {} : { externalId: key, externalIds: [key] }),
      rawType: activity.type,
      ...(subtype ? { subtype } : {}),
      ...(activity.comment ? { description: activity.comment } : {}),
      ...(activity.minorUnit ? { minorUnit: activity.minorUnit } : {}),
      ...(dataSource ? { dataSource } : {}),
    },
  };
  const name = profile?.name ?? "";
  // What has no market is listed under an id that Ghostfolio made: its name is what people know.
  const isOwn = dataSource.toUpperCase() === "MANUAL" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(symbol);
  const isIsin = /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(symbol);
  const meta: InstrumentMeta = {
    ...(name ? { name } : {}),
    ...(profile?.isin || isIsin ? { isin: profile?.isin ?? symbol } : {}),
    ...(profile?.cusip ? { cusip: profile.cusip } : {}),
    ...(profile?.figi ? { figi: profile.figi } : {}),
    ...(isOwn && name ? { ghostfolioId: symbol } : {}),
  };
  if (tradeType === "fee")
    return { ...shared, net: negate(add(fee, value)), meta: { ...shared.meta, ...(name ? { description: name } : {}) } };
  const instrument = { assetType: assetTypeOf(symbol, dataSource, profile), symbol: isOwn && name ? name : symbol, meta };
  const fees = charge("commission", fee, currency);
  if (tradeType === "buy" || tradeType === "sell") {
    // A purchase of less than nothing is how people enter short sales.
    const isSale = (tradeType === "sell") !== sign(quantity) < 0;
    const net = isSale ? subtract(value, fee) : negate(add(value, fee));
    return {
      ...shared,
      tradeType: isSale ? "sell" : "buy",
      instrument,
      quantity: absolute(quantity),
      price: absolute(unitPrice),
      net,
      fees,
    };
  }
  if (tradeType === "dividend" || tradeType === "interest") {
    const net = subtract(multiply(quantity, unitPrice), fee);
    return { ...shared, ...(tradeType === "interest" && isOwn ? {} : { instrument }), price: absolute(unitPrice), net, fees };
  }
  return { ...shared, instrument, quantity, price: absolute(unitPrice), net: negate(fee), fees: sign(fee) === 0 ? [] : fees };
}

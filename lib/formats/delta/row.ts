import type { AssetType } from "@/lib/instruments/asset-types";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { absolute, negate, subtract, ZERO } from "@/lib/money/decimal";
import { charge, type RowParts } from "../draft";
import { assetCode, isFiat, quotesAreMoney } from "../exchange/assets";
import type { ContentIds } from "../exchange/content-ids";
import { type Amount, type ExchangeEvent, idMeta } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import { lookup } from "../lookup";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";

type Row = TableRow<Column>;

const WAYS: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  deposit: { tradeType: "transfer_in" },
  withdraw: { tradeType: "transfer_out" },
  withdrawal: { tradeType: "transfer_out" },
  dividend: { tradeType: "dividend" },
  interest: { tradeType: "interest" },
};

/** What `Sent/Received from` says of a deposit that nobody sent. */
const SOURCES: Readonly<Record<string, string>> = { dividends: "staking", airdrop: "airdrop", mining: "mining", fork: "fork", icos: "ico" };

const TYPES: Readonly<Record<string, AssetType>> = {
  CRYPTO: "crypto",
  STOCK: "stock",
  ETF: "etf",
  FUND: "mutual_fund",
  MUTUALFUND: "mutual_fund",
  BOND: "bond",
  OPTION: "option",
  FUTURE: "future",
  COMMODITY: "commodity",
  INDEX: "other",
  NFT: "other",
  FIAT: "cash",
};

/** `SOL (Solana)` is SOL. */
export function namedCode(text: string): { code: string | null; name: string } {
  const [, code = "", name = ""] = /^([^(]+?)\s*(?:\((.*)\))?$/.exec(text.trim()) ?? [];
  return { code: assetCode(code), name };
}

/** The rows of one line. `Quote amount` is the whole of what was paid or received, the fee aside. */
export function readRow(row: Row, countedIn: (asset: string) => string, ids: ContentIds): FormatItem[] {
  const way = row.requiredText("way", "A way such as BUY.");
  const at = row.time("date");
  const { code: base, name } = namedCode(row.text("base"));
  if (base === null) row.refuse(`${row.title("base")}: "${row.text("base").slice(0, 60)}" is no asset.`, "A code such as BTC.");
  const units = row.number("baseAmount");
  const [paid, fee] = [row.number("quoteAmount"), row.number("feeAmount") ?? ZERO];
  if (/^transfer$/i.test(way)) return [row.skipped("Moved between your own wallets: what you hold stays the same.")];
  if (!at || base === null || row.isRefused) return [row.refusal()];
  const assetType = typeOf(row, base);
  const quote = namedCode(row.text("quote")).code;
  const feeCode = namedCode(row.text("feeCurrency")).code ?? quote ?? base;
  const { tradeType, doubts } = row.meaning(WAYS, way);
  // A share called like a coin or like money is neither.
  const isMoney = (asset: string) => (asset === base && assetType !== "cash" && assetType !== "crypto" ? false : quotesAreMoney(asset));
  const event: ExchangeEvent = {
    source: SOURCE,
    at,
    isMoney,
    countedIn,
    id: ids.of(at.instant, [way.toUpperCase(), `${base} ${units}`, `${quote} ${paid}`, `fee ${feeCode} ${fee}`]),
    assetTypeOf: (asset) => (asset === base && assetType !== "cash" ? assetType : "crypto"),
    doubts,
    meta: { rawType: way, description: row.text("notes"), ...(row.has("exchange") ? { exchange: row.text("exchange") } : {}) },
  };
  if (tradeType === "dividend" || (tradeType === "interest" && !isMoney(base)))
    return itemsOf(row, [incomeRow(row, event, tradeType, base)]);
  if (units === null) row.refuse(`${row.title("baseAmount")} is empty.`, "A number such as 0.5.");
  const amount: Amount = { asset: base, amount: absolute(units ?? ZERO) };
  const charged: Amount = { asset: feeCode, amount: absolute(fee) };
  if (tradeType === "buy" || tradeType === "sell") {
    if (quote === null || paid === null) row.refuse("The trade doesn't say what was paid or received.", "A quote amount and its currency.");
    const minor = toMajorCurrency(row.text("quote"));
    const money: Amount = {
      asset: minor.minorUnit ? (minor.currency ?? "") : (quote ?? ""),
      amount: absolute(toMajor(paid ?? ZERO, minor)),
    };
    const sides = tradeType === "buy" ? { given: money, taken: amount } : { given: amount, taken: money };
    return row.isRefused ? [row.refusal()] : itemsOf(row, named(exchangeRows({ ...event, ...sides, fees: [charged] }), base, name));
  }
  const own = charged.asset === base ? charged.amount : ZERO;
  const from = lookup(SOURCES, row.text("from").toLowerCase());
  if (tradeType === "transfer_in" && from !== undefined)
    return itemsOf(row, named([rewardRow({ ...event, meta: { ...event.meta, subtype: from } }, base, amount.amount, own)], base, name));
  if (tradeType === "transfer_in") return itemsOf(row, named([movementRow(event, base, amount.amount, own)], base, name));
  if (tradeType === "transfer_out") return itemsOf(row, named([movementRow(event, base, negate(amount.amount), own)], base, name));
  if (tradeType === "interest") return itemsOf(row, [rewardRow(event, base, amount.amount, own)]);
  return itemsOf(row, named([unknownRow(event, base, units ?? ZERO, tradeType)], base, name));
}

function typeOf(row: Row, base: string): AssetType {
  const written = row
    .text("baseType")
    .toUpperCase()
    .replace(/[\s_-]/g, "");
  return written === "" ? (isFiat(base) ? "cash" : "crypto") : (lookup(TYPES, written) ?? "other");
}

/** Paid in the quote, by the asset that the line is about. */
function incomeRow(row: Row, event: ExchangeEvent, tradeType: "dividend" | "interest", base: string): RowParts {
  const unit = row.currency("quote");
  const paid = row.requiredNumber("quoteAmount");
  const fee = absolute(row.number("feeAmount") ?? ZERO);
  const currency = unit?.currency ?? "USD";
  const feeCode = namedCode(row.text("feeCurrency")).code ?? currency;
  const gross = unit && paid ? toMajor(paid, unit) : ZERO;
  return {
    source: SOURCE,
    at: event.at,
    meta: { ...idMeta(event.id), ...event.meta },
    doubts: event.doubts ?? [],
    tradeType,
    currency,
    instrument: { assetType: event.assetTypeOf?.(base) ?? "stock", symbol: base },
    net: feeCode === currency ? subtract(gross, fee) : gross,
    fees: charge("commission", fee, feeCode),
  };
}

const named = (rows: readonly RowParts[], symbol: string, name: string): RowParts[] =>
  rows.map((each) => (each.instrument?.symbol === symbol && name ? { ...each, instrument: { ...each.instrument, meta: { name } } } : each));

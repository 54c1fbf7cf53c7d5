import type { AssetType } from "@/lib/instruments/asset-types";
import { absolute, add, type DecimalString, multiply, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { charge, pricePerUnit, type RowParts } from "../draft";
import { lookup } from "../lookup";
import type { Currency, Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";

type Row = TableRow<Column>;

const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  dividend: { tradeType: "dividend" },
  interest: { tradeType: "interest" },
  transferin: { tradeType: "transfer_in" },
  transferout: { tradeType: "transfer_out" },
  deposit: { tradeType: "deposit" },
  withdrawal: { tradeType: "withdrawal" },
  feestaxes: { tradeType: "fee" },
  fees: { tradeType: "fee" },
  fee: { tradeType: "fee" },
  cost: { tradeType: "fee" },
  tax: { tradeType: "tax" },
  taxes: { tradeType: "tax" },
  reward: { tradeType: "reward" },
  staking: { tradeType: "reward", subtype: "staking" },
};

const ASSETS: Readonly<Record<string, AssetType>> = {
  security: "stock",
  crypto: "crypto",
  cash: "cash",
  commodity: "commodity",
  bond: "bond",
};

/** The ledger row of one activity. `amount` is before tax and fee, without a sign; a negative tax was paid back. */
export function readRow(row: Row): FormatItem {
  const at = row.has("instant") ? row.time("instant") : row.time("date", "time");
  const written = row.requiredText("type", "A type such as Buy.");
  const currency = row.currency("currency");
  const [price, shares, amount] = [row.number("price"), row.number("shares"), row.number("amount")];
  const [tax, fee] = [row.number("tax") ?? ZERO, row.number("fee") ?? ZERO];
  if (!at || !currency || row.isRefused) return row.refusal();
  const { tradeType, subtype, doubts } = row.meaning(TYPES, written.replace(/[\s_&-]/g, ""));
  const isCash = row.text("assetType").toLowerCase() === "cash";
  const gross = amount === null ? (price && shares ? absolute(multiply(price, shares)) : null) : amount;
  const shared = {
    source: SOURCE,
    currency: currency.currency,
    at,
    doubts,
    fees: charge("commission", fee, currency.currency),
    taxes: charge("tax", tax, currency.currency),
    meta: metaOf(row, written, subtype, currency),
  };
  if (isCash || tradeType === "deposit" || tradeType === "withdrawal") return row.transaction(cashRow(shared, tradeType, gross ?? shares));
  if (gross === null) row.refuse("The activity has neither an amount nor a price.", "An amount such as 100,50.");
  const instrument = instrumentOf(row);
  if (instrument.symbol === "")
    row.refuse(`${row.title("identifier")} is empty, and there is no name.`, "An ISIN or the symbol of a coin.");
  if (gross === null || row.isRefused) return row.refusal();
  return row.transaction({ ...shared, tradeType, instrument, ...moneyOf(tradeType, { price, shares, gross, charges: add(tax, fee) }) });
}

/** Everything about money alone: what goes into or out of a cash account, and what it earns. */
function cashRow(
  shared: Omit<RowParts, "tradeType"> & { fees: RowParts["fees"] },
  tradeType: RowParts["tradeType"],
  amount: DecimalString | null,
): RowParts {
  const money = absolute(amount ?? ZERO);
  const charges = add(...[...(shared.fees ?? []), ...(shared.taxes ?? [])].map((each) => each.amount));
  if (tradeType === "transfer_in" || tradeType === "deposit" || tradeType === "buy")
    return { ...shared, tradeType: "deposit", quantity: money };
  if (tradeType === "transfer_out" || tradeType === "withdrawal" || tradeType === "sell")
    return { ...shared, tradeType: "withdrawal", quantity: money };
  if (tradeType === "fee" || tradeType === "tax")
    return { ...shared, fees: [], taxes: [], tradeType, net: negate(sign(money) === 0 ? charges : money) };
  return { ...shared, tradeType, net: subtract(amount ?? ZERO, charges) };
}

function moneyOf(
  tradeType: RowParts["tradeType"],
  {
    price,
    shares,
    gross,
    charges,
  }: { price: DecimalString | null; shares: DecimalString | null; gross: DecimalString; charges: DecimalString },
): Pick<RowParts, "quantity" | "price" | "net"> {
  const value = absolute(gross);
  const units = { quantity: shares };
  // Prices are shown rounded to cents: of what the amount says per unit, more is known.
  const perUnit = shares === null || sign(shares) === 0 ? price : pricePerUnit(value, shares);
  switch (tradeType) {
    case "buy":
      return { ...units, price: perUnit, net: negate(add(value, charges)) };
    case "sell":
      return { ...units, price: perUnit, net: subtract(value, charges) };
    case "dividend":
    case "interest":
      return { price, net: subtract(gross, charges) };
    case "fee":
    case "tax":
      return { net: negate(sign(value) === 0 ? charges : value) };
    case "transfer_in":
    case "transfer_out":
    case "reward":
      return { ...units, price: perUnit };
    default:
      return { ...units, price, net: ZERO };
  }
}

function metaOf(row: Row, rawType: string, subtype: string | undefined, currency: Currency): Partial<TransactionMeta> {
  const original = row.has("originalCurrency") ? row.text("originalCurrency").toUpperCase() : currency.currency;
  const rate = row.number("rate");
  const told = rate !== null && sign(rate) > 0 && original !== currency.currency && /^[A-Z]{3}$/.test(original);
  const gain = row.number("gain");
  return {
    rawType,
    ...(subtype ? { subtype } : {}),
    ...(told ? { fx: { rate, from: currency.currency, to: original } } : {}),
    ...(gain === null ? {} : { brokerGain: gain }),
    ...(row.has("assetType") ? { rawAssetType: row.text("assetType") } : {}),
    ...(row.has("broker") ? { broker: row.text("broker") } : {}),
  };
}

/** Securities are named by ISIN, coins by symbol. Funds that are traded say so in their name, and nowhere else. */
function instrumentOf(row: Row): NonNullable<RowParts["instrument"]> {
  const [identifier, name] = [row.text("identifier"), row.text("name") || row.text("nickname")];
  const isIsin = /^[A-Z]{2}[A-Z0-9]{9}\d$/i.test(identifier);
  const kind = row
    .text("assetType")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  const told = kind === "" ? "stock" : (lookup(ASSETS, kind) ?? "other");
  const assetType = told === "stock" && /\b(?:UCITS|ETF)\b/i.test(name) ? "etf" : told;
  const meta = { ...(isIsin ? { isin: identifier.toUpperCase() } : {}), name, wkn: row.text("wkn"), exchange: row.text("exchange") };
  return { assetType, symbol: (identifier || row.text("wkn") || name || row.text("holding")).slice(0, 100), meta };
}

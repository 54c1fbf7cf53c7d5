import type { AssetType } from "@/lib/instruments/asset-types";
import { absolute, add, compare, type DecimalString, multiply, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import { charge, type RowParts } from "../draft";
import { assetCode, fiatIsMoney, isFiat } from "../exchange/assets";
import { type Amount, coin, type ExchangeEvent, shared } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";

type Row = TableRow<Column>;

const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  deposit: { tradeType: "transfer_in" },
  withdrawal: { tradeType: "transfer_out" },
  transfer: { tradeType: "transfer_in" },
  reward: { tradeType: "reward", subtype: "staking" },
  "transfer(reward)": { tradeType: "reward", subtype: "staking" },
  staking: { tradeType: "reward", subtype: "staking" },
  "staking reward": { tradeType: "reward", subtype: "staking" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
  cashback: { tradeType: "reward", subtype: "cashback" },
  dividend: { tradeType: "dividend" },
  fee: { tradeType: "fee" },
};

/** Locked for staking or set free: the account holds them all the while. */
const INTERNAL = /^transfer ?\((?:stake|unstake)\)$|^(?:un)?stake$/i;

/** Bitpanda's classes of assets, by what they begin with. Its stocks and funds are contracts on them, and look like them to a holder. */
const CLASSES: readonly (readonly [RegExp, AssetType])[] = [
  [/^stock/i, "stock"],
  [/^et[fc]/i, "etf"],
  [/^(?:metal|commodit)/i, "commodity"],
  [/^(?:crypto|leveraged|index)/i, "crypto"],
];

/** The rows of one line. Amounts have no sign: `In/Out` says where the asset went. */
export function readRow(row: Row): FormatItem[] {
  const written = row.requiredText("type", "A type such as buy.");
  if (INTERNAL.test(written)) return [row.skipped("Moved between pockets of the same account: what it holds stays the same.")];
  const at = row.time("timestamp");
  const currency = row.currency("fiat");
  const asset = assetCode(row.text("asset"));
  if (asset === null) row.refuse(`${row.title("asset")}: "${row.text("asset").slice(0, 60)}" is no asset.`, "A code such as BTC.");
  const amount = row.number(asset !== null && isFiat(asset) && !row.has("amountAsset") ? "amountFiat" : "amountAsset");
  const price = row.number("price");
  if (amount === null && !row.isRefused) row.refuse("The line has no amount.", "An amount such as 0.5.");
  const [value, fee, tax] = [row.number("amountFiat"), row.number("fee") ?? ZERO, row.number("tax") ?? ZERO];
  if (!at || !currency || asset === null || amount === null || row.isRefused) return [row.refusal()];
  const { tradeType, subtype, doubts } = row.meaning(TYPES, written);
  const id = row.text("id");
  const kind = row.text("assetClass");
  const event: ExchangeEvent = {
    source: SOURCE,
    at,
    isMoney: fiatIsMoney,
    countedIn: () => currency.currency,
    assetTypeOf: (code) => (code === asset ? (CLASSES.find(([name]) => name.test(kind))?.[1] ?? "crypto") : "crypto"),
    ...(id === "" ? {} : { id: `${SOURCE}:${id}` }),
    doubts,
    meta: {
      rawType: written,
      ...(subtype ? { subtype } : {}),
      ...(kind ? { rawAssetType: kind } : {}),
      ...(row.text("comment") ? { description: row.text("comment") } : {}),
    },
  };
  const charged: Amount = { asset: assetCode(row.text("feeAsset")) ?? currency.currency, amount: absolute(fee) };
  const units: Amount = { asset, amount: absolute(amount) };
  if (tradeType === "buy" || tradeType === "sell") {
    const money = { asset: currency.currency, amount: paid(value, units, price, charged, currency.currency, tradeType) };
    const sides = tradeType === "buy" ? { given: money, taken: units } : { given: units, taken: money };
    return itemsOf(row, taxed(exchangeRows({ ...event, ...sides, fees: [charged] }), tax, currency.currency));
  }
  const goes = /^out/i.test(row.text("direction"));
  const signed = goes ? negate(units.amount) : units.amount;
  const own = charged.asset === asset ? charged.amount : ZERO;
  const worth = price === null ? undefined : absolute(price);
  switch (tradeType) {
    case "transfer_in":
    case "transfer_out":
      return itemsOf(row, [movementRow(event, asset, signed, own, worth)]);
    case "reward":
    case "interest":
      return itemsOf(row, [rewardRow(event, asset, signed, own, worth)]);
    case "dividend": {
      // Paid in money, by the asset that the line is about; one paid in units is a delivery of them.
      if (row.has("amountAsset") && !isFiat(asset)) return itemsOf(row, [movementRow(event, asset, signed, own, worth)]);
      const net = subtract(absolute(value ?? units.amount), tax);
      return itemsOf(row, [
        { ...shared(event), ...coin(event, asset, ZERO), tradeType, net, taxes: charge("tax", tax, currency.currency) },
      ]);
    }
    case "fee":
      return itemsOf(row, [feeRow(event, { asset, amount: units.amount })]);
    default:
      return itemsOf(row, [unknownRow(event, asset, signed, tradeType)]);
  }
}

/** The money of a trade without its fee. `Amount Fiat` has the fee in it or not, from version to version: units × price decides. */
function paid(
  value: DecimalString | null,
  units: Amount,
  price: DecimalString | null,
  fee: Amount,
  currency: string,
  side: "buy" | "sell",
): DecimalString {
  const gross = price === null ? null : absolute(multiply(units.amount, price));
  if (value === null) return gross ?? ZERO;
  const whole = absolute(value);
  if (fee.asset !== currency || sign(fee.amount) === 0) return whole;
  const bare = side === "buy" ? subtract(whole, fee.amount) : add(whole, fee.amount);
  if (gross === null) return bare;
  return compare(absolute(subtract(bare, gross)), absolute(subtract(whole, gross))) <= 0 ? bare : whole;
}

/** Austria's tax on gains, which Bitpanda keeps back from a sale since 2024; negative when it is given back. */
function taxed(rows: RowParts[], tax: DecimalString, currency: string): RowParts[] {
  if (sign(tax) === 0) return rows;
  return rows.map((row, index) =>
    index > 0 || row.net === undefined || row.net === null
      ? row
      : { ...row, net: subtract(row.net, tax), taxes: charge("capital_gains", tax, currency) },
  );
}

import { isCurrency } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, multiply, negate, roundSignificant, subtract, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { RowParts } from "../draft";
import { assetCode, fiatIsMoney, isFiat } from "../exchange/assets";
import type { Amount, ExchangeEvent } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import { instantOf, readTime } from "../table/dates";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { isZone } from "../zone";
import { type Column, SOURCE } from "./columns";

type Row = TableRow<Column>;

/** Where no time zone is written; Bitvavo is a broker of Amsterdam. */
const HOME = "Europe/Amsterdam";

const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  deposit: { tradeType: "transfer_in" },
  withdrawal: { tradeType: "transfer_out" },
  withdrawal_cancelled: { tradeType: "transfer_in", subtype: "cancelled" },
  external_transferred_funds: { tradeType: "transfer_in" },
  staking: { tradeType: "reward", subtype: "staking" },
  fixed_staking: { tradeType: "reward", subtype: "staking" },
  lending: { tradeType: "reward", subtype: "lending" },
  rebate: { tradeType: "reward", subtype: "rebate" },
  cashback: { tradeType: "reward", subtype: "cashback" },
  affiliate: { tradeType: "reward", subtype: "referral" },
  referral: { tradeType: "reward", subtype: "referral" },
  distribution: { tradeType: "reward", subtype: "distribution" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
  campaign_new_user_incentive: { tradeType: "reward", subtype: "bonus" },
  manually_assigned: { tradeType: "reward", subtype: "correction" },
  manually_assigned_bitvavo: { tradeType: "reward", subtype: "correction" },
  fee: { tradeType: "fee" },
};

/** The rows of one line. `isOnly` tells whether no other line of the file has its id. */
export function readRow(row: Row, countedIn: (coin: string) => string, isOnly: boolean): FormatItem[] {
  const status = row.text("status");
  if (/^(?:cancel|fail|reject|expire|pending|awaiting)/i.test(status))
    return [row.skipped(`Its status is “${status.slice(0, 60)}”: nothing moved.`)];
  if (/internal.?transfer/i.test(row.text("type")))
    return [row.skipped("Moved between pockets of the same account: what it holds stays the same.")];
  const at = timeOf(row);
  const asset = assetIn(row, "currency");
  const written = row.requiredNumber("amount");
  const amount = written && withoutNoise(written);
  const fee: Amount = {
    asset: (row.has("feeCurrency") ? assetIn(row, "feeCurrency") : asset) ?? "",
    amount: absolute(row.number("feeAmount") ?? ZERO),
  };
  const price = row.number("quotePrice");
  const type = row.requiredText("type", "A type such as buy.");
  if (!at || asset === null || amount === null || row.isRefused) return [row.refusal()];
  const { tradeType, subtype, doubts } = row.meaning(TYPES, type.replaceAll(" ", "_"));
  const quote = assetCode(row.text("quoteCurrency"));
  const id = row.text("id");
  const event: ExchangeEvent = {
    source: SOURCE,
    at,
    isMoney: fiatIsMoney,
    // A price counts in the money that it is quoted in.
    countedIn: (coin) => (price !== null && quote !== null && isCurrency(quote) ? quote : countedIn(coin)),
    ...(id !== "" && isOnly ? { id: `${SOURCE}:${id}` } : {}),
    ...(id !== "" ? { groupId: `${SOURCE}:${id}` } : {}),
    doubts,
    meta: { rawType: type, ...(subtype ? { subtype } : {}), ...(isOnly || id === "" ? {} : { groupId: `${SOURCE}:${id}` }) },
  };
  if (tradeType === "buy" || tradeType === "sell") {
    const money = paidIn(row, asset, { amount, price, quote, fee, buys: tradeType === "buy" });
    if (!money) return [row.refusal()];
    const units: Amount = { asset, amount: absolute(amount) };
    const sides = tradeType === "buy" ? { given: money, taken: units } : { given: units, taken: money };
    // A market in a stablecoin: its price is the only worth that is told.
    const worth = !isFiat(money.asset) && isCurrency(money.asset) ? { worth: { amount: money.amount, currency: money.asset } } : {};
    return itemsOf(row, exchangeRows({ ...event, ...sides, ...worth, fees: [fee] }));
  }
  return itemsOf(row, [moved(event, tradeType, asset, amount, price ?? undefined)]);
}

function moved(event: ExchangeEvent, tradeType: TradeType, asset: string, amount: DecimalString, price?: DecimalString): RowParts {
  switch (tradeType) {
    case "transfer_in":
    case "deposit":
      return movementRow(event, asset, absolute(amount), ZERO, price);
    case "transfer_out":
    case "withdrawal":
      return movementRow(event, asset, negate(absolute(amount)), ZERO, price);
    case "reward":
    case "interest":
      return rewardRow(event, asset, amount, ZERO, price);
    case "fee":
      return feeRow(event, { asset, amount: absolute(amount) });
    default:
      return unknownRow(event, asset, amount, tradeType);
  }
}

/** The export passes amounts through a float: 0.01071395 comes as 0.010713949999999999. Of as many digits 15 are meant. */
function withoutNoise(amount: DecimalString): DecimalString {
  const digits = amount.replace(/^-?0?\.?0*|\./g, "").replace("-", "").length;
  return digits === 16 || digits === 17 ? roundSignificant(amount, 15) : amount;
}

interface Trade {
  amount: DecimalString;
  price: DecimalString | null;
  quote: string | null;
  fee: Amount;
  buys: boolean;
}

/**
 * What a trade was paid in, its fee aside. `Received / Paid Amount` has the fee in it, in the exports that we know of; others may not, so
 * the price decides: whichever is nearer to units × price.
 */
function paidIn(row: Row, asset: string, { amount, price, quote, fee, buys }: Trade): Amount | null {
  const currency = assetCode(row.text("paidCurrency")) ?? quote;
  const paid = row.number("paidAmount");
  const gross = price === null ? null : absolute(multiply(amount, price));
  if (currency === null || currency === asset) row.refuse("The trade doesn't say what it was paid in.", "A currency such as EUR.");
  if (paid === null && gross === null) row.refuse("The trade has neither an amount paid nor a price.", "An amount such as 100.50.");
  if (currency === null || row.isRefused) return null;
  if (paid === null) return { asset: currency, amount: gross ?? ZERO };
  const whole = absolute(paid);
  if (fee.asset !== currency) return { asset: currency, amount: whole };
  const bare = buys ? subtract(whole, fee.amount) : add(whole, fee.amount);
  const off = (value: DecimalString) => absolute(subtract(value, gross ?? bare));
  return { asset: currency, amount: compare(off(bare), off(whole)) <= 0 ? bare : whole };
}

function assetIn(row: Row, column: Column): string | null {
  const asset = assetCode(row.text(column));
  if (asset === null) row.refuse(`${row.title(column)}: "${row.text(column).slice(0, 60)}" is no asset.`, "A code such as BTC.");
  return asset;
}

/** Date and time stand apart, and each line names its zone. */
function timeOf(row: Row): { instant: string; dateOnly: boolean } | null {
  const zone = row.text("timezone") || HOME;
  if (!isZone(zone)) row.refuse(`${row.title("timezone")}: "${zone.slice(0, 60)}" is no time zone.`, "A zone such as Europe/Amsterdam.");
  if (row.time("date", "time") === null || row.isRefused) return null;
  const written = readTime(`${row.text("date")} ${row.text("time")}`.trim(), "ymd");
  return written && instantOf(written, zone);
}

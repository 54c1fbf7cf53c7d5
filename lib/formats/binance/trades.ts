import { absolute, type DecimalString, multiply, ZERO } from "@/lib/money/decimal";
import { assetCode, quotesAreMoney, splitPair } from "../exchange/assets";
import { Counting } from "../exchange/counting";
import type { Amount } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { exchangeRows } from "../exchange/swap";
import { readNumber } from "../table/numbers";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, QUOTES, SOURCE } from "./columns";
import { shifted } from "./offset";

type Row = TableRow<Column>;

interface Pair {
  base: string;
  quote: string;
}

/** Spot trades, a line each. In one generation the units are glued to the amounts (`0.5BTC`), in the other they are the market's. */
export function* readTrades(rows: Iterable<Row>, fallback: string, fileName: string): Generator<FormatItem> {
  const all = [...rows];
  const counting = new Counting(fallback);
  for (const row of all) {
    const pair = pairOf(row);
    if (pair && quotesAreMoney(pair.quote) && !quotesAreMoney(pair.base)) counting.traded(pair.base, pair.quote);
  }
  for (const row of all) yield* readTrade(row, counting, fileName);
}

const marketOf = (row: Row) => row.text("pair") || row.text("market");

/** By the units beside the amounts, which are certain, else by the market's name. */
function pairOf(row: Row): Pair | null {
  const market = marketOf(row).toUpperCase().replace(/[/_-]/g, "");
  const unit = (column: Column) => /^[\d.,\s]*\d[\d.,]*\s*([A-Z].*)$/i.exec(row.text(column))?.[1]?.toUpperCase() ?? "";
  const [base, quote] = [unit("executed"), unit("amount")];
  if (row.has("executed") && base !== "" && base + quote === market) return { base, quote };
  const parted = splitPair(marketOf(row), QUOTES);
  return parted && assetCode(parted.base) && assetCode(parted.quote) ? parted : null;
}

/** An amount with the unit behind it or none: units may begin with a digit (`301INCH` of 1INCH), so it is the known one that is cut off. */
function amountOf(row: Row, column: Column, units: readonly string[]): Amount | null {
  const text = row.text(column).toUpperCase().replaceAll(",", "");
  for (const unit of [...units].sort((a, b) => b.length - a.length)) {
    const value = unit !== "" && text.endsWith(unit) ? readNumber(text.slice(0, -unit.length), "point") : null;
    if (value !== null) return { asset: unit, amount: absolute(value) };
  }
  const told = row.amount(column);
  return told && { asset: told.unit.toUpperCase(), amount: absolute(told.value) };
}

function readTrade(row: Row, counting: Counting, fileName: string): FormatItem[] {
  const at = row.time("date");
  const pair = pairOf(row);
  if (pair === null) row.refuse(`"${marketOf(row).slice(0, 60)}" is no market that is known.`, "A market such as BTCUSDT.");
  const side = (row.text("side") || row.text("type")).toLowerCase();
  if (side !== "buy" && side !== "sell") row.refuse(`"${side.slice(0, 60)}" is no side of a trade.`, "BUY or SELL.");
  const isGlued = row.has("executed");
  const price = row.requiredValue("price");
  const size = pair && amountOf(row, isGlued ? "executed" : "amount", [pair.base]);
  const total = pair && (isGlued ? amountOf(row, "amount", [pair.quote]) : row.has("total") ? amountOf(row, "total", [pair.quote]) : null);
  const fee = pair && row.has("fee") ? amountOf(row, "fee", [pair.base, pair.quote, "BNB"]) : null;
  if (!size) row.refuse("The trade has no amount.", "An amount such as 0.5.");
  if (!at || !pair || !size || price === null || row.isRefused) return [row.refusal()];
  const units: Amount = { asset: pair.base, amount: size.amount };
  const money: Amount = { asset: pair.quote, amount: total?.amount ?? valueOf(size.amount, price) };
  const feeCoin = fee?.asset || assetCode(row.text("feeCoin")) || pair.quote;
  return itemsOf(
    row,
    exchangeRows({
      source: SOURCE,
      at: shifted(at, fileName),
      isMoney: quotesAreMoney,
      countedIn: (coin) => counting.currencyOf(coin),
      ...(side === "buy" ? { given: money, taken: units } : { given: units, taken: money }),
      fees: [{ asset: feeCoin, amount: fee?.amount ?? ZERO }],
      groupId: `${SOURCE}:${at.instant}:${pair.base}${pair.quote}:${side}:${units.amount}:${money.amount}`,
      meta: { rawType: side.toUpperCase() },
    }),
  );
}

const valueOf = (units: DecimalString, price: DecimalString) => absolute(multiply(units, price));

import { absolute, type DecimalString, negate, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { lookup } from "../lookup";
import type { FormatItem } from "../types";
import { cancellationOf, isCancellation } from "./cancellations";
import { readConversion } from "./conversions";
import { rateToBase, transaction } from "./draft";
import { identity, tradeIds } from "./ids";
import { requiredInstrument } from "./instrument";
import { codesOf, deliveryGroup, optionEvent } from "./option-link";
import type { Row } from "./row";
import type { Statement } from "./survey";
import { tradeMoney } from "./trade-money";
import { commissionRow, rawTradeType, tradeWhen } from "./trade-parts";

/** Rows that repeat executions in another cut, by level of detail. */
const REPEATS: Readonly<Record<string, string>> = {
  SYMBOL_SUMMARY: "A total of the trades in one symbol; the trades themselves are the rows.",
  ASSET_SUMMARY: "A total of the trades in one asset class; the trades themselves are the rows.",
  CLOSED_LOT: "A tax lot that a sale closed; the sale itself is the row.",
  WASH_SALE: "A tax adjustment of a sale (wash sale); no units and no cash moved.",
};
const LEVEL_OF_ELEMENT: Readonly<Record<string, string>> = {
  Order: "ORDER",
  SymbolSummary: "SYMBOL_SUMMARY",
  AssetSummary: "ASSET_SUMMARY",
  Lot: "CLOSED_LOT",
  WashSale: "WASH_SALE",
};

function whyRepeated(row: Row, statement: Statement): string | undefined {
  const level = (row.text("levelOfDetail") ?? lookup(LEVEL_OF_ELEMENT, row.element.name) ?? "EXECUTION").toUpperCase();
  if (level === "ORDER" && statement.executions) return "An order; its executions are listed one by one, and they are the rows.";
  return lookup(REPEATS, level);
}

/** The quantity with the sign of the side, which counts where the two differ: some queries print a sale without its minus. */
function sideOf(row: Row): { quantity: DecimalString; tradeType: TradeType; doubts: string[] } {
  const given = row.requiredNumber("quantity");
  if (sign(given) === 0)
    row.refuse("quantity is 0.", "Expected how many units were traded.", "Leave the line out, or run the Flex query again.");
  const named = row.text("buySell")?.toUpperCase();
  const buys = named?.startsWith("BUY") ? true : named?.startsWith("SELL") ? false : sign(given) > 0;
  const quantity = buys ? absolute(given) : negate(absolute(given));
  return {
    quantity,
    tradeType: buys ? "buy" : "sell",
    doubts: buys && sign(given) < 0 ? [`The quantity is ${given}, but the side is ${named}.`] : [],
  };
}

const EFFECTS: Readonly<Record<string, "open" | "close">> = { O: "open", C: "close" };

function readFill(row: Row, statement: Statement): FormatItem[] {
  const currency = row.currency();
  const instrument = requiredInstrument(row);
  const when = tradeWhen(row);
  const { quantity, tradeType: side, doubts } = sideOf(row);
  const money = tradeMoney(row, currency, { quantity, multiplier: instrument.multiplier, priceUnit: instrument.priceUnit });
  const event = optionEvent(row);
  const isOption = instrument.assetType === "option";
  const ids = tradeIds(row);
  const reinvested = side === "buy" && codesOf(row).has("R");

  const delivery =
    event === null || event === "option_expiration"
      ? null
      : isOption
        ? deliveryGroup(instrument.meta.underlying ?? null, when.date, instrument.meta.strike ?? null)
        : deliveryGroup(instrument.symbol, when.date, money.price);
  const groupId =
    delivery ?? (money.foreignCommission ? (ids[0] ?? `ibkr:event:${when.instant}:${instrument.symbol}:${quantity}`) : undefined);

  const trade = transaction(row, {
    tradeType: event !== null && isOption ? event : side,
    instrument,
    quantity,
    price: money.price,
    currency,
    when,
    netAmount: money.net,
    doubts,
    meta: {
      ...identity(ids),
      rawType: rawTradeType(row),
      subtype: reinvested ? "dividend_reinvestment" : undefined,
      grossAmount: money.gross,
      fees: money.fees.length > 0 ? money.fees : undefined,
      taxes: money.taxes.length > 0 ? money.taxes : undefined,
      settleDate: row.date("settleDateTarget") ?? undefined,
      accruedInterest: row.money("accruedInt", currency) ?? undefined,
      fx: rateToBase(row, currency, statement),
      positionEffect: lookup(EFFECTS, row.text("openCloseIndicator")?.toUpperCase() ?? ""),
      brokerGain: row.money("fifoPnlRealized", currency) ?? undefined,
      groupId,
      reasons: money.reasons,
    },
  });
  if (!money.foreignCommission) return row.items(trade);
  return row.items(trade, commissionRow(row, money.foreignCommission, when, ids, groupId));
}

/** Reads the elements of the section Trades: executions, or orders where the query lists no executions, and what repeats them. */
export function readTrade(row: Row, statement: Statement): FormatItem[] {
  const repeated = whyRepeated(row, statement);
  if (repeated !== undefined) return row.skipped(repeated);
  if (isCancellation(row)) return cancellationOf(row);
  return row.text("assetCategory")?.toUpperCase() === "CASH" ? readConversion(row) : readFill(row, statement);
}

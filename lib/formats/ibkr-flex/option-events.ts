import { add, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { lookup } from "../lookup";
import type { FormatItem } from "../types";
import { rateToBase, transaction } from "./draft";
import { identity, tradeIds } from "./ids";
import { requiredInstrument } from "./instrument";
import { deliveryGroup, eventKey } from "./option-link";
import type { Row } from "./row";
import type { Statement } from "./survey";

const EVENTS: Readonly<Record<string, TradeType>> = {
  ASSIGNMENT: "option_assignment",
  EXERCISE: "option_exercise",
  EXPIRATION: "option_expiration",
  BUY: "buy",
  SELL: "sell",
};

/**
 * Reads an OptionEAE: the end of an option, or the delivery it caused (`Buy`, `Sell`), with its signed change in units. The section
 * Trades lists the same as trades that the broker booked; only where it doesn't is this a row.
 */
export function readOptionEvent(row: Row, statement: Statement): FormatItem[] {
  const when = row.when("date", "dateTime", "reportDate");
  const id = row.id("tradeID");
  if ((id !== null && statement.booked.has(id)) || statement.booked.has(eventKey(row, when.date))) {
    return row.skipped("The same event is listed under Trades, and that is the row.");
  }
  const currency = row.currency();
  const instrument = requiredInstrument(row);
  const type = row.text("transactionType");
  const tradeType = lookup(EVENTS, type?.toUpperCase() ?? "") ?? row.said(type) ?? undefined;
  const quantity = row.requiredNumber("quantity");
  const price = row.money("tradePrice", currency) ?? ZERO;
  if (sign(price) < 0) row.refuse(`tradePrice is "${price}".`, "Expected a price of zero or more.", "Enter the event by hand.");
  const proceeds = row.money("proceeds", currency);
  // The misspelling is the broker's.
  const charges = row.money("commisionsAndTax", currency) ?? row.money("commissionsAndTax", currency) ?? ZERO;
  const delivers = tradeType === "buy" || tradeType === "sell";
  const ends = tradeType === "option_assignment" || tradeType === "option_exercise";
  return row.items(
    transaction(row, {
      tradeType: tradeType ?? "other",
      instrument,
      quantity,
      price,
      currency,
      when,
      netAmount: add(proceeds ?? ZERO, charges),
      doubts: [
        ...(tradeType === undefined ? [`The broker's type "${type ?? ""}" isn't known.`] : []),
        ...(delivers && proceeds === null ? ["The statement doesn't say what the delivery cost (field Proceeds)."] : []),
      ],
      meta: {
        ...identity(tradeIds(row)),
        rawType: type ?? undefined,
        grossAmount: proceeds ?? undefined,
        fees: sign(charges) === 0 ? undefined : [{ type: "commission_and_tax", amount: negate(charges), currency: currency.currency }],
        fx: rateToBase(row, currency, statement),
        brokerGain: row.money("realizedPnl", currency) ?? undefined,
        groupId:
          (delivers
            ? deliveryGroup(instrument.symbol, when.date, price)
            : ends
              ? deliveryGroup(instrument.meta.underlying ?? null, when.date, instrument.meta.strike ?? null)
              : null) ?? undefined,
      },
    }),
  );
}

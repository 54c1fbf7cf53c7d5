import { absolute, negate, ONE, sign, ZERO } from "@/lib/money/decimal";
import type { FormatItem } from "../types";
import { type Currency, rateToBase, transaction } from "./draft";
import { identity, idsOf } from "./ids";
import { type FlexInstrument, instrumentOf } from "./instrument";
import type { Row } from "./row";
import type { Statement } from "./survey";
import { pricePerUnit } from "./trade-money";

function counterparty(row: Row): string | undefined {
  return [row.text("company"), row.text("account"), row.text("accountName")].filter((part) => part !== null).join(" ") || undefined;
}

function readCash(row: Row, currency: Currency, statement: Statement): FormatItem[] {
  const amount = row.money("cashTransfer", currency) ?? row.requiredNumber("cashTransfer");
  return row.items(
    transaction(row, {
      tradeType: sign(amount) < 0 ? "withdrawal" : "deposit",
      instrument: null,
      quantity: amount,
      price: ONE,
      currency,
      netAmount: amount,
      when: row.when("dateTime", "date", "reportDate"),
      meta: {
        ...identity(idsOf(row, "transactionID")),
        rawType: row.text("type") ?? undefined,
        subtype: "transfer",
        description: row.text("description") ?? undefined,
        note: counterparty(row),
        fx: rateToBase(row, currency, statement),
      },
    }),
  );
}

function readUnits(row: Row, currency: Currency, instrument: FlexInstrument, statement: Statement): FormatItem[] {
  const given = row.requiredNumber("quantity");
  const direction = row.text("direction")?.toUpperCase();
  if (direction !== "IN" && direction !== "OUT" && direction !== undefined) {
    row.refuse(`direction is "${direction.slice(0, 60)}".`, "Expected IN or OUT.", "Enter the transfer by hand.");
  }
  // A short position that comes in is fewer units, although its direction is IN.
  const quantity = direction === "OUT" ? negate(absolute(given)) : given;
  const when = row.when("dateTime", "date", "reportDate");
  const value = row.money("positionAmount", currency);
  const rawType = row.text("type");
  const internal = rawType?.toUpperCase() === "INTERNAL";
  return row.items(
    transaction(row, {
      tradeType: direction === "OUT" || (direction === undefined && sign(given) < 0) ? "transfer_out" : "transfer_in",
      instrument,
      quantity,
      currency,
      when,
      price:
        (value === null
          ? row.money("transferPrice", currency)
          : pricePerUnit(value, quantity, instrument.multiplier, instrument.priceUnit)) ?? ZERO,
      netAmount: row.money("cashTransfer", currency) ?? ZERO,
      doubts: direction === "IN" && sign(given) < 0 ? ["A short position came in."] : [],
      meta: {
        ...identity(idsOf(row, "transactionID")),
        rawType: rawType ?? undefined,
        note: counterparty(row),
        fx: rateToBase(row, currency, statement),
        // Both accounts of an internal transfer list it, each with an id of its own.
        groupId: internal ? `ibkr:transfer:${when.date}:${row.id("conid") ?? instrument.symbol}:${absolute(given)}` : undefined,
        reasons: ["The price is the value on the day of the transfer; the statement doesn't tell what the units had cost."],
      },
    }),
  );
}

/** Reads a Transfer: units or cash that came from another account or went to one. */
export function readTransfer(row: Row, statement: Statement): FormatItem[] {
  const currency = row.currency();
  const instrument = instrumentOf(row);
  const isCash = row.text("assetCategory")?.toUpperCase() === "CASH" || instrument === null;
  return isCash ? readCash(row, currency, statement) : readUnits(row, currency, instrument, statement);
}

import { sign, ZERO } from "@/lib/money/decimal";
import type { FormatItem } from "../types";
import { actionKind, partsOf, ratioOf } from "./corporate-text";
import { rateToBase, transaction } from "./draft";
import { identity, idsOf } from "./ids";
import { requiredInstrument } from "./instrument";
import type { Row } from "./row";
import type { Statement } from "./survey";
import { pricePerUnit } from "./trade-money";

/** No description is longer; whatever is, is kept but not searched. */
const READ_LENGTH = 1000;

/** A whole action has one id for all its legs, so a leg's id needs its instrument too. */
function legIds(row: Row, symbol: string): string[] {
  const action = row.id("actionID");
  return [...idsOf(row, "transactionID"), ...(action === null ? [] : [`ibkr:action:${action}:${row.id("conid") ?? symbol}`])];
}

/**
 * Reads a CorporateAction: one leg of an event, with its signed change in units. `proceeds` is the cash that came in; `amount` may be
 * the same with the opposite sign, and is not read as cash.
 */
export function readCorporateAction(row: Row, statement: Statement): FormatItem[] {
  if (row.text("levelOfDetail")?.toUpperCase() === "SUMMARY") return row.skipped("A total of corporate actions; their legs are the rows.");
  const currency = row.currency();
  const instrument = requiredInstrument(row);
  const when = row.when("dateTime", "reportDate", "date");
  const description = row.text("actionDescription") ?? row.text("description") ?? "";
  const code = row.text("type");
  const told = description.slice(0, READ_LENGTH);
  const kind = actionKind(code, told) ?? row.said(code);
  const quantity = row.requiredNumber("quantity");
  const proceeds = row.money("proceeds", currency);
  const amount = row.money("amount", currency);
  const { event, parent, name } = partsOf(told);
  const ratio = ratioOf(event);
  const action = row.id("actionID");

  const doubts = [
    ...(kind === null ? [`The broker's corporate action "${code ?? event}" isn't known.`] : []),
    ...(proceeds === null && amount !== null && sign(amount) !== 0
      ? ["The statement has no proceeds (field Proceeds), so the cash of this action is missing."]
      : []),
    ...(kind === "split" && sign(quantity) === 0 ? ["The statement doesn't say how many units the split added or took."] : []),
  ];
  const unitPrice =
    proceeds !== null && sign(proceeds) > 0 ? pricePerUnit(proceeds, quantity, instrument.multiplier, instrument.priceUnit) : null;
  return row.items(
    transaction(row, {
      tradeType: kind ?? "other",
      instrument: name && !instrument.meta.name ? { ...instrument, meta: { ...instrument.meta, name } } : instrument,
      quantity,
      price: unitPrice ?? ZERO,
      currency,
      when,
      netAmount: proceeds ?? ZERO,
      doubts,
      meta: {
        ...identity(legIds(row, instrument.symbol)),
        rawType: code ?? undefined,
        description: description || undefined,
        reason: kind === "adjustment" ? event || undefined : undefined,
        fx: rateToBase(row, currency, statement),
        brokerGain: row.money("fifoPnlRealized", currency) ?? undefined,
        groupId: action === null ? `ibkr:action:${when.date}:${event}` : `ibkr:action:${action}`,
        corporateAction: {
          kind: code ?? kind ?? undefined,
          description: event || undefined,
          ratio,
          parent,
          child: sign(quantity) > 0 && instrument.symbol !== parent ? instrument.symbol : undefined,
        },
      },
    }),
  );
}

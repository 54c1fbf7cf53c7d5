import { sign } from "@/lib/money/decimal";
import { readCurrency } from "../lookup";
import type { FormatItem } from "../types";
import type { Row } from "./row";

/** Reads a ConversionRate: one unit of `fromCurrency` in `toCurrency`. The broker writes -1 where it has no rate. */
export function readRate(row: Row): FormatItem[] {
  const printed = row.text("fromCurrency");
  if (printed !== null && readCurrency(printed).currency === null)
    return row.skipped(`"${printed.slice(0, 40)}" isn't a currency that an account is kept in.`);
  const rate = row.requiredNumber("rate");
  if (rate === "-1") return row.skipped("The broker has no rate for this currency on this day.");
  if (sign(rate) <= 0) row.refuse(`rate is "${rate}".`, "Expected a rate above zero.", "Leave the line out, or run the Flex query again.");
  const from = row.currency("fromCurrency").currency;
  const to = row.currency("toCurrency").currency;
  return row.items({ kind: "rate", line: row.element.line, date: row.when("reportDate", "date").date, from, to, rate });
}

const TRADE_ACTIVITY = /^(?:STK|OPT|FUT|FOP|FSFOP|FSOPT|BOND|BILL|WAR|FUND|CFD|FXCFD|CASH|CRYPTO|IOPT|CMDTY|FOREX)\b/i;

/** An FxTransaction is the foreign-currency side of something else, for the tax report: its cash is already in that other row. */
export function skipFxTransaction(row: Row): FormatItem[] {
  const activity = row.text("activityDescription");
  if (activity !== null && TRADE_ACTIVITY.test(activity))
    return row.skipped("The effect on a currency balance of a trade that is listed under Trades.");
  return row.skipped(
    `The effect on a currency balance of "${(activity ?? "an event").slice(0, 80)}", which has its own row where the event is listed.`,
  );
}

import type { DecimalString } from "@/lib/money/decimal";
import type { FormatItem } from "../types";
import { type Currency, transaction } from "./draft";
import { identity, partOf } from "./ids";
import type { Row, When } from "./row";

/** When a trade was done: to the second where the query has Date/Time, otherwise as a date. */
export function tradeWhen(row: Row): When {
  return row.when("dateTime", "tradeDate+tradeTime", "tradeDate", "reportDate");
}

/** The broker's words for a trade: `ExchTrade BUY`. */
export function rawTradeType(row: Row): string | undefined {
  return [row.text("transactionType"), row.text("buySell")].filter((part) => part !== null).join(" ") || undefined;
}

/** A commission that is a row of its own, because its currency isn't that of the trade. `amount` is signed as cash. */
export function commissionRow(
  row: Row,
  { amount, currency }: { amount: DecimalString; currency: Currency },
  when: When,
  ids: readonly string[],
  groupId: string | undefined,
): FormatItem {
  const about = row.text("symbol");
  return transaction(row, {
    tradeType: "fee",
    instrument: null,
    currency,
    when,
    netAmount: amount,
    meta: {
      ...identity(partOf(ids, "fee")),
      rawType: "ibCommission",
      subtype: "commission",
      groupId,
      description: about ? `Commission on ${about}` : undefined,
    },
  });
}

import { toMajorCurrency } from "@/lib/money/currency";
import { add, negate, ONE, sign } from "@/lib/money/decimal";
import type { FormatItem } from "../types";
import { type Currency, transaction } from "./draft";
import { identity, partOf, tradeIds } from "./ids";
import { currencyPair } from "./pair";
import type { Row } from "./row";
import { tradeMoney } from "./trade-money";
import { commissionRow, rawTradeType, tradeWhen } from "./trade-parts";

/**
 * An exchange of currencies, which the broker lists as a trade of `USD.TWD`: `quantity` is what happens to the first currency,
 * `proceeds` what happens to the second; `netCash` is always 0. Two rows of one group, and a third for the commission.
 */
export function readConversion(row: Row): FormatItem[] {
  const when = tradeWhen(row);
  const quoted = row.currency();
  const pair = currencyPair(row);
  if (pair === null || pair.quote !== quoted.currency) {
    row.refuse(
      `symbol is "${row.text("symbol") ?? ""}".`,
      "Expected two currencies, the second one that of the row, such as EUR.USD.",
      "Enter the conversion by hand.",
    );
    return row.items();
  }
  const quantity = row.requiredNumber("quantity");
  if (sign(quantity) === 0)
    row.refuse("quantity is 0.", "Expected the amount that was exchanged.", "Leave the line out, or run the Flex query again.");
  const money = tradeMoney(row, quoted, { quantity });
  const exchanged = add(money.gross, ...money.taxes.map((tax) => negate(tax.amount)));
  const ids = tradeIds(row);
  const groupId = ids[0] ?? `ibkr:event:${when.instant}:${pair.base}.${pair.quote}:${quantity}`;
  const shared = {
    rawType: rawTradeType(row),
    groupId,
    settleDate: row.date("settleDateTarget") ?? undefined,
    fx: sign(money.price) === 0 ? undefined : { rate: money.price, from: pair.base, to: pair.quote },
    reasons: money.reasons,
  };

  const side = (currency: Currency, amount: typeof quantity, sideIds: readonly string[], taxes?: typeof money.taxes) =>
    transaction(row, {
      tradeType: "fx_conversion",
      instrument: null,
      quantity: amount,
      price: ONE,
      currency,
      when,
      netAmount: amount,
      meta: { ...identity(sideIds), ...shared, taxes: taxes?.length ? taxes : undefined },
    });
  // The commission is its own row even where it shares a currency with one side: that side is exactly what was exchanged.
  const commission = row.number("ibCommission");
  const commissionCurrency = row.text("ibCommissionCurrency") === null ? quoted : row.currency("ibCommissionCurrency");
  return row.items(
    side({ ...toMajorCurrency(pair.base), currency: pair.base }, quantity, ids),
    side(quoted, exchanged, partOf(ids, pair.quote), money.taxes),
    ...(commission === null || sign(commission) === 0
      ? []
      : [commissionRow(row, { amount: commission, currency: commissionCurrency }, when, ids, groupId)]),
  );
}

import { z } from "zod";
import { charge, type RowParts } from "@/lib/formats/draft";
import { saidType } from "@/lib/formats/lookup";
import type { Currency, Meaning } from "@/lib/formats/table/row";
import type { Assumptions } from "@/lib/formats/types";
import { toMajor } from "@/lib/money/currency";
import { absolute, add, compare, type DecimalString, decimal, multiply, negate, sign, subtract } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { amount, optionalAmount, text } from "../fields";
import { moment } from "../moment";
import { SOURCE } from "./fills";
import { type Instruments, instrumentSchema, readCurrency } from "./instruments";

export const dividendSchema = z.object({
  reference: text,
  /** What reached the account, after tax. */
  amount,
  currency: text,
  grossAmountPerShare: optionalAmount,
  tickerCurrency: text,
  ticker: text,
  quantity: optionalAmount,
  paidOn: moment,
  type: text,
  instrument: instrumentSchema,
});
type Dividend = z.infer<typeof dividendSchema>;

/** What a payment was, by the beginning of its type; of some fifty, nearly all are dividends, and so are those that nobody knows yet. */
function meaningOf(type: string): Meaning {
  const inLieu = type.endsWith("_MANUFACTURED_PAYMENT");
  const kind = type.replace(/_MANUFACTURED_PAYMENT$/, "");
  if (/^RETURN_OF_CAPITAL/.test(kind)) return { tradeType: "return_of_capital" };
  if (/^INTEREST/.test(kind)) return { tradeType: "interest" };
  if (/^TAX_EVENT/.test(kind)) return { tradeType: "tax", subtype: "withholding" };
  if (inLieu) return { tradeType: "dividend", subtype: "in_lieu" };
  if (/^LONG_TERM_CAPITAL_GAINS/.test(kind)) return { tradeType: "dividend", subtype: "capital_gain_long" };
  if (/^SHORT_TERM_CAPITAL_GAINS/.test(kind)) return { tradeType: "dividend", subtype: "capital_gain_short" };
  if (/^CAPITAL_GAINS/.test(kind)) return { tradeType: "dividend", subtype: "capital_gain" };
  return { tradeType: "dividend" };
}

/**
 * A payment, as a line of the files would give it. It has no id there, so here its own is kept beside, and what tells it apart is its content:
 * instrument, kind, instant and amount.
 */
export function dividendRow(dividend: Dividend, instruments: Instruments, account: Currency): RowParts {
  const { type, quantity, grossAmountPerShare, reference, paidOn } = dividend;
  const money = readCurrency(dividend.currency) ?? account;
  const named = { ...dividend.instrument, ticker: dividend.instrument.ticker || dividend.ticker };
  const unit = readCurrency(dividend.tickerCurrency) ?? instruments.currencyOf(named);
  const instrument = instruments.of(named);
  const net = toMajor(dividend.amount, money);
  const share = grossAmountPerShare === null || unit === null ? null : toMajor(grossAmountPerShare, unit);
  const { tradeType, subtype } = meaningOf(type);
  const tax = share !== null && unit?.currency === money.currency && quantity !== null ? withheld(net, share, quantity) : null;
  return {
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    currency: money.currency,
    at: paidOn,
    net,
    taxes: charge("withholding", tax, money.currency),
    meta: {
      rawType: type || "DIVIDEND",
      ...(subtype ? { subtype } : {}),
      ...(reference ? { reference } : {}),
      ...(tax === null ? {} : { grossAmount: add(net, tax) }),
      ...(share === null || unit === null ? {} : { perShare: { amount: share, currency: unit.currency } }),
      ...(quantity === null ? {} : { heldUnits: quantity }),
    } satisfies Partial<TransactionMeta>,
  };
}

/** Less than this of a payment is the rounding of what a share got. */
const ROUNDING = decimal("0.02");

/** What is missing of shares times what a share got, before tax: told only where both are in one currency. Null where it is next to nothing. */
function withheld(net: DecimalString, share: DecimalString, shares: DecimalString): DecimalString | null {
  const gross = multiply(share, absolute(shares));
  const tax = subtract(gross, net);
  return sign(net) > 0 && compare(tax, multiply(gross, ROUNDING)) > 0 && compare(tax, decimal("0.01")) > 0 ? tax : null;
}

export const movementSchema = z.object({
  reference: text,
  amount,
  currency: text,
  dateTime: moment,
  type: text,
});
type Movement = z.infer<typeof movementSchema>;

/** Money in or out, known by the id that it has in the files. */
export function movementRow(
  { reference, amount: moved, currency, dateTime, type }: Movement,
  account: Currency,
  assume: Assumptions | undefined,
): RowParts {
  const money = readCurrency(currency) ?? account;
  const told = toMajor(moved, money);
  const { tradeType, subtype, net, doubts } = movementOf(type, told, assume);
  const externalId = `trading212:${reference}`;
  return {
    source: SOURCE,
    tradeType,
    currency: money.currency,
    at: dateTime,
    net,
    doubts,
    meta: {
      ...(reference ? { externalId, externalIds: [externalId] } : {}),
      rawType: type || "TRANSACTION",
      ...(subtype ? { subtype } : {}),
    },
  };
}

function movementOf(
  type: string,
  told: DecimalString,
  assume: Assumptions | undefined,
): Meaning & { net: DecimalString; doubts: string[] } {
  const out = negate(absolute(told));
  const byItsSign = sign(told) < 0 ? ("withdrawal" as const) : ("deposit" as const);
  switch (type) {
    case "DEPOSIT":
      return { tradeType: byItsSign, net: told, doubts: [] };
    case "WITHDRAW":
    case "WITHDRAWAL":
      return { tradeType: "withdrawal", net: out, doubts: [] };
    case "FEE":
      return { tradeType: "fee", net: out, doubts: [] };
    case "TRANSFER":
      return { tradeType: byItsSign, subtype: "transfer", net: told, doubts: [] };
    case "INTEREST":
      return { tradeType: "interest", net: told, doubts: [] };
    default: {
      const said = saidType(assume, type);
      if (said) return { tradeType: said, net: told, doubts: [] };
      return { tradeType: "other", net: told, doubts: [`Trading 212's kind of transaction "${type.slice(0, 60)}" isn't known.`] };
    }
  }
}

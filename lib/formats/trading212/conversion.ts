import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, divide, negate, round, sign } from "@/lib/money/decimal";
import { transactionDraft } from "../draft";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";

const RATE_DIGITS = 10;

/**
 * A `Currency conversion` of a multi-currency account: what was given, what was got, and the fee, which is in neither of the two. Two rows
 * of one group, and a third for the fee. The total that stands on the line as well is one of the two again.
 */
export function readConversion(row: TableRow<Column>, source: string): FormatItem[] {
  const at = row.time("time");
  const [given, got] = [side(row, "convertedFrom", "convertedFromCurrency"), side(row, "convertedTo", "convertedToCurrency")];
  const fee = row.value("conversionFee");
  const feeUnit = fee === null || sign(fee) === 0 ? null : row.currency("conversionFeeCurrency");
  if (!at || !given || !got || row.isRefused) return [row.refusal()];

  const id = row.text("id");
  const groupId = id ? `${source}:${id}` : `${source}:conversion:${at.instant}:${given.unit.currency}.${got.unit.currency}`;
  const rate = divide(got.amount, given.amount);
  const shared = {
    groupId,
    rawType: row.text("action"),
    description: row.text("notes"),
    fx: rate === null ? undefined : { rate: round(rate, RATE_DIGITS), from: given.unit.currency, to: got.unit.currency },
  };
  const part = (tradeType: "fx_conversion" | "fee", unit: Currency, amount: DecimalString, name: string): FormatItem => ({
    kind: "transaction",
    line: row.line,
    draft: transactionDraft({
      source,
      tradeType,
      currency: unit.currency,
      at,
      net: amount,
      ...(tradeType === "fx_conversion" ? { quantity: amount } : {}),
      meta: { ...shared, ...(id ? { externalId: `${source}:${id}:${name}`, externalIds: [`${source}:${id}:${name}`] } : {}) },
    }),
  });
  return [
    part("fx_conversion", given.unit, negate(given.amount), "from"),
    part("fx_conversion", got.unit, got.amount, "to"),
    ...(feeUnit && fee !== null ? [part("fee", feeUnit, negate(toMajor(absolute(fee), feeUnit)), "fee")] : []),
  ];
}

function side(row: TableRow<Column>, amount: Column, currency: Column): { unit: Currency; amount: DecimalString } | null {
  const value = row.requiredValue(amount);
  const unit = row.currency(currency);
  if (value === null || !unit) return null;
  return { unit, amount: toMajor(absolute(value), unit) };
}

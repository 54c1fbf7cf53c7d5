import { type DecimalString, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { Effect, OfxRow } from "./row";

/** INCOMETYPE → our type. The capital-gain distributions of funds are dividends to a ledger, told apart by their subtype. */
const INCOME_TYPES: Readonly<Record<string, { tradeType: TradeType; subtype?: string }>> = {
  DIV: { tradeType: "dividend" },
  INTEREST: { tradeType: "interest" },
  CGLONG: { tradeType: "dividend", subtype: "capital_gain_long" },
  CGSHORT: { tradeType: "dividend", subtype: "capital_gain_short" },
  MISC: { tradeType: "dividend", subtype: "misc" },
};

function noteReversal(row: OfxRow, total: DecimalString): DecimalString {
  if (sign(total) < 0) row.doubts.push("The payment is negative: it takes back an earlier one.");
  return total;
}

export function income(row: OfxRow): Effect {
  row.needSecurity();
  const written = row.text("INCOMETYPE").toUpperCase();
  const known = INCOME_TYPES[written];
  const rawType = `${row.element.name} ${written}`.trim();
  const tradeType = known?.tradeType ?? row.typeOf(rawType, `The income type "${written.slice(0, 40)}" is not known.`);
  const subtype = tradeType === "interest" && row.security?.assetType === "bond" ? "coupon" : known?.subtype;
  const total = row.requiredMoney("TOTAL");
  return {
    tradeType,
    rawType,
    netAmount: tradeType === "dividend" ? noteReversal(row, total) : total,
    ...(subtype ? { meta: { subtype } } : {}),
  };
}

export function returnOfCapital(row: OfxRow): Effect {
  row.needSecurity();
  return { tradeType: "return_of_capital", rawType: row.element.name, netAmount: noteReversal(row, row.requiredMoney("TOTAL")) };
}

/** MARGININTEREST: the sign is the broker's, negative when it was charged. */
export function marginInterest(row: OfxRow): Effect {
  return {
    tradeType: "interest",
    rawType: row.element.name,
    cash: true,
    netAmount: row.requiredMoney("TOTAL"),
    meta: { subtype: "margin" },
  };
}

/** INVEXPENSE: a fee, or a tax where the memo says so. The standard has no element for taxes standing alone. */
export function expense(row: OfxRow): Effect {
  const total = row.requiredMoney("TOTAL");
  if (sign(total) > 0) row.doubts.push("The expense is positive, so it was read as a refund.");
  const isTax = /\btax|withh(?:eld|olding)/i.test(row.text("MEMO"));
  return { tradeType: isTax ? "tax" : "fee", rawType: row.element.name, netAmount: total };
}

import { absolute, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { RowParts } from "./draft";
import { pricePerUnit } from "./draft";
import type { TableRow } from "./table/row";
import type { FormatItem } from "./types";

/** A line of a workplace or education plan (401k, 529), whose funds have names and no symbols. Amounts are in dollars. */
export interface PlanLine {
  source: string;
  kind: "in" | "out" | "fee" | "income" | "exchange" | "value";
  fund: string;
  raw: string;
  at: RowParts["at"];
  /** Signed change in the fund's units. */
  quantity: DecimalString | null;
  /** Signed change in what is in the fund: such plans keep no cash. */
  amount: DecimalString | null;
}

/**
 * The ledger rows of units of a fund that come or go, and of the money that they came from or went to. A plan has no cash of its own, so
 * what is paid in is a deposit and a purchase, and what is taken out or charged a sale and a withdrawal or a fee.
 */
export function readPlanLine<Column extends string>(
  row: TableRow<Column>,
  { source, kind, fund, raw, at, quantity, amount }: PlanLine,
): FormatItem[] {
  if (kind === "value") return [row.skipped("How the fund's value changed; no units and no cash moved.")];
  const moves = quantity !== null && sign(quantity) !== 0;
  const value = amount === null ? null : absolute(amount);
  const groupId = `${source}:plan:${at.instant.slice(0, 10)}:${fund}:${raw}:${quantity ?? 0}:${amount ?? 0}`;
  const shared = { source, currency: "USD", at, meta: { rawType: raw, groupId } };
  const instrument = { assetType: "mutual_fund" as const, symbol: fund, meta: { name: fund } };
  const comesIn = sign((moves ? quantity : amount) ?? ZERO) > 0;

  const trade: FormatItem[] = moves
    ? [
        row.transaction({
          ...shared,
          tradeType: kind === "income" && comesIn ? "reinvest" : comesIn ? "buy" : "sell",
          instrument,
          quantity: absolute(quantity),
          price: value === null ? null : pricePerUnit(value, quantity),
          net: kind === "income" && comesIn ? null : value === null ? null : comesIn ? negate(value) : value,
        }),
      ]
    : [];
  if (kind === "exchange" || (kind === "income" && moves) || value === null || sign(value) === 0)
    return trade.length > 0 ? trade : [row.skipped("Neither units nor money moved.")];
  const money = kind === "fee" ? "fee" : kind === "income" ? "dividend" : comesIn ? "deposit" : "withdrawal";
  const cash = row.transaction({
    ...shared,
    tradeType: money,
    ...(money === "fee" || money === "dividend" ? { instrument } : {}),
    net: comesIn ? value : negate(value),
  });
  return comesIn ? [cash, ...trade] : [...trade, cash];
}

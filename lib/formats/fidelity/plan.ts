import { absolute, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { RowParts } from "../draft";
import { pricePerUnit } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { PLAN_WORDS } from "./meanings";

type Row = TableRow<Column>;

export type PlanKind = (typeof PLAN_WORDS)[number][1];

const SOURCE = "fidelity";

/** What a line of a workplace plan is; null for lines of other accounts, which name a symbol or the kind of account (Cash, Margin). */
export function planKind(row: Row, action: string): PlanKind | null {
  if (row.has("symbol") || row.has("type") || !row.has("description")) return null;
  return PLAN_WORDS.find(([words]) => words.test(action.trim()))?.[1] ?? null;
}

interface PlanFigures {
  at: RowParts["at"];
  /** Signed change in the fund's units. */
  quantity: DecimalString | null;
  /** Signed change in what is in the fund: such plans keep no cash. */
  amount: DecimalString | null;
}

/**
 * A line of a workplace plan (401k): units of a fund that come or go, and the money that they came from or went to. A plan has no cash of
 * its own, so what is paid in is a deposit and a purchase, and what is taken out or charged a sale and a withdrawal or a fee.
 */
export function readPlanLine(row: Row, kind: PlanKind, { at, quantity, amount }: PlanFigures): FormatItem[] {
  if (kind === "value") return [row.skipped("How the fund's value changed; no units and no cash moved.")];
  const fund = row.text("description");
  const raw = row.text("action");
  const moves = quantity !== null && sign(quantity) !== 0;
  const value = amount === null ? null : absolute(amount);
  const groupId = `${SOURCE}:plan:${at.instant.slice(0, 10)}:${fund}:${raw}:${quantity ?? 0}:${amount ?? 0}`;
  const shared = { source: SOURCE, currency: "USD", at, meta: { rawType: raw, groupId } };
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

import { add, type DecimalString, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { pricePerUnit, transactionDraft } from "../draft";
import type { FormatItem } from "../types";
import { instrumentOf } from "./cash";
import type { Entry } from "./entry";

/** Types of securities account transactions that bring units in. */
const INCOMING: ReadonlySet<string> = new Set(["BUY", "TRANSFER_IN", "DELIVERY_INBOUND"]);
const OUTGOING: ReadonlySet<string> = new Set(["SELL", "TRANSFER_OUT", "DELIVERY_OUTBOUND"]);

/** A purchase or a sale, paid from or into the account that its cash side stands in; `cash` is that side's amount. */
export function readTrade(entry: Entry, cash: DecimalString, identity: Partial<TransactionMeta>): FormatItem {
  const isPurchase = INCOMING.has(entry.type);
  return {
    kind: "transaction",
    line: entry.line,
    draft: transactionDraft({
      source: entry.source,
      tradeType: isPurchase ? "buy" : "sell",
      ...instrumentOf(entry),
      quantity: entry.shares,
      currency: entry.currency,
      at: entry.at,
      net: isPurchase ? negate(cash) : cash,
      fees: entry.fees,
      taxes: entry.taxes,
      meta: { ...entry.meta, ...identity },
    }),
  };
}

/**
 * Units that come or go without cash: deliveries, and transfers between portfolios. The amount is what they had cost (in) or were worth
 * (out), charges included, so it is kept as the lot's cost beside the price before charges.
 */
export function readDelivery(entry: Entry, identity: Partial<TransactionMeta>, doubts: readonly string[] = []): FormatItem {
  const isIncoming = INCOMING.has(entry.type);
  const isKnown = isIncoming || OUTGOING.has(entry.type);
  const charges = add(...[...entry.fees, ...entry.taxes].map(({ amount }) => amount));
  const gross = isIncoming ? subtract(entry.amount, charges) : add(entry.amount, charges);
  const lots = isIncoming && sign(charges) !== 0 ? [{ quantity: entry.shares, cost: entry.amount }] : undefined;
  return {
    kind: "transaction",
    line: entry.line,
    draft: transactionDraft({
      source: entry.source,
      tradeType: isIncoming ? "transfer_in" : isKnown ? "transfer_out" : "other",
      ...instrumentOf(entry),
      quantity: entry.shares,
      price: sign(gross) < 0 ? null : pricePerUnit(gross, entry.shares),
      currency: entry.currency,
      at: entry.at,
      net: ZERO,
      fees: entry.fees,
      taxes: entry.taxes,
      meta: { ...entry.meta, ...identity, lots },
      doubts: [...doubts, ...(isKnown ? [] : [`The type "${entry.type.slice(0, 60)}" isn't known.`])],
    }),
  };
}

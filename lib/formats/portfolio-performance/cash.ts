import { add, type DecimalString, negate, sign } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { isTradeType, type TradeType } from "@/lib/transactions/trade-types";
import { type RowParts, transactionDraft } from "../draft";
import { lookup } from "../lookup";
import type { Assumptions, FormatItem } from "../types";
import type { Entry } from "./entry";

interface CashMeaning {
  tradeType: TradeType;
  /** Which way money goes. */
  credit: boolean;
  subtype?: string;
}

/** Types of cash account transactions. Amounts are written without a sign. */
const MEANINGS: Readonly<Record<string, CashMeaning>> = {
  DEPOSIT: { tradeType: "deposit", credit: true },
  REMOVAL: { tradeType: "withdrawal", credit: false },
  INTEREST: { tradeType: "interest", credit: true },
  INTEREST_CHARGE: { tradeType: "interest", credit: false, subtype: "charge" },
  DIVIDENDS: { tradeType: "dividend", credit: true },
  FEES: { tradeType: "fee", credit: false },
  FEES_REFUND: { tradeType: "fee", credit: true, subtype: "refund" },
  TAXES: { tradeType: "tax", credit: false },
  TAX_REFUND: { tradeType: "tax", credit: true, subtype: "refund" },
  TRANSFER_IN: { tradeType: "deposit", credit: true, subtype: "transfer" },
  TRANSFER_OUT: { tradeType: "withdrawal", credit: false, subtype: "transfer" },
};

/** The instrument of a row, for the parts of a draft. */
export function instrumentOf({ security }: Entry): Pick<RowParts, "instrument"> {
  return security ? { instrument: { assetType: security.assetType, symbol: security.symbol, meta: security.meta } } : {};
}

/** Money that arrives (+) or leaves (−), whatever the reason. */
export function moved(entry: Entry, net: DecimalString, meta: Partial<TransactionMeta>): FormatItem {
  return {
    kind: "transaction",
    line: entry.line,
    draft: transactionDraft({
      source: entry.source,
      tradeType: sign(net) < 0 ? "withdrawal" : "deposit",
      currency: entry.currency,
      at: entry.at,
      net,
      meta: { ...entry.meta, ...meta },
    }),
  };
}

/** The cash side of a purchase or sale whose other side no portfolio of the file has: what it was for is unknown. */
export function readLoneSide(entry: Entry, identity: Partial<TransactionMeta>): FormatItem {
  return {
    kind: "transaction",
    line: entry.line,
    draft: transactionDraft({
      source: entry.source,
      tradeType: "other",
      ...instrumentOf(entry),
      currency: entry.currency,
      at: entry.at,
      net: entry.type === "BUY" ? negate(entry.amount) : entry.amount,
      meta: { ...entry.meta, ...identity },
      doubts: ["No portfolio of the file has the units that this money was for."],
    }),
  };
}

/** The ledger row of a transaction that stands in a cash account only. `identity` are its ids and group. */
export function readCash(entry: Entry, identity: Partial<TransactionMeta>, assume: Assumptions): FormatItem {
  const known = lookup(MEANINGS, entry.type);
  const said = lookup(assume.tradeTypes ?? {}, entry.type);
  const { tradeType, credit, subtype } = known ?? { tradeType: said && isTradeType(said) ? said : ("other" as const), credit: true };
  const net = credit ? entry.amount : negate(entry.amount);
  const meta: Partial<TransactionMeta> = { ...identity, ...(subtype ? { subtype } : {}) };
  if (tradeType === "deposit" || tradeType === "withdrawal") return moved(entry, net, meta);
  const charges = [...entry.fees, ...entry.taxes].map(({ amount }) => amount);
  const isIncome = tradeType === "dividend" || tradeType === "interest";
  return {
    kind: "transaction",
    line: entry.line,
    draft: transactionDraft({
      source: entry.source,
      tradeType,
      ...instrumentOf(entry),
      ...(tradeType === "other" ? { quantity: entry.shares } : {}),
      currency: entry.currency,
      at: entry.at,
      net,
      fees: entry.fees,
      taxes: entry.taxes,
      meta: {
        ...entry.meta,
        ...meta,
        ...(isIncome ? { grossAmount: add(net, ...charges) } : {}),
        // For how many shares a dividend was paid: nothing changes in what is held.
        ...(tradeType === "dividend" && sign(entry.shares) !== 0 ? { shares: entry.shares } : {}),
      },
      doubts: known || said ? [] : [`The type "${entry.type.slice(0, 60)}" isn't known.`],
    }),
  };
}

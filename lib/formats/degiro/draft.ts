import type { DecimalString } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { type RowParts, transactionDraft } from "../draft";
import type { FormatItem } from "../types";
import type { Line, Money } from "./line";

export const SOURCE = "degiro";

export interface Booked {
  tradeType: TradeType;
  money: Money;
  subtype?: string;
  quantity?: DecimalString | null;
  price?: DecimalString | null;
  fees?: RowParts["fees"];
  taxes?: RowParts["taxes"];
  doubts?: readonly string[];
  meta?: Partial<TransactionMeta>;
}

/** The broker says nothing of the kind of instrument: shares and funds alike are stocks here. */
export function instrumentOf({ isin, product }: Pick<Line, "isin" | "product">): NonNullable<RowParts["instrument"]> | null {
  return isin === "" && product === "" ? null : { assetType: "stock", symbol: isin || product, meta: { isin, name: product } };
}

/** The ledger row of a booking. Rows about money alone have no instrument. */
export function booked(line: Line, { tradeType, money, subtype, meta, ...parts }: Booked, about: "instrument" | "money"): FormatItem {
  const instrument = about === "instrument" ? instrumentOf(line) : null;
  const draft = transactionDraft({
    source: SOURCE,
    tradeType,
    ...(instrument ? { instrument } : {}),
    currency: money.currency,
    at: line.at,
    net: money.amount,
    ...parts,
    meta: {
      rawType: line.description,
      subtype,
      settleDate: line.valueDate === line.date ? undefined : line.valueDate,
      ...meta,
    },
  });
  return { kind: "transaction", line: line.row.line, draft };
}

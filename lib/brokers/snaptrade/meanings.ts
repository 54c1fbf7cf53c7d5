import { lookup } from "@/lib/formats/lookup";
import { type DecimalString, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";

export interface Meaning {
  tradeType: TradeType;
  subtype?: string;
  doubts: string[];
}

const TYPES: Readonly<Record<string, TradeType>> = {
  BUY: "buy",
  SELL: "sell",
  DIVIDEND: "dividend",
  SUBSTITUTE_DIVIDEND: "dividend",
  CONTRIBUTION: "deposit",
  WITHDRAWAL: "withdrawal",
  REI: "reinvest",
  STOCK_DIVIDEND: "stock_dividend",
  INTEREST: "interest",
  FEE: "fee",
  TAX: "tax",
  OPTIONEXPIRATION: "option_expiration",
  OPTIONASSIGNMENT: "option_assignment",
  OPTIONEXERCISE: "option_exercise",
  SPLIT: "split",
  ADJUSTMENT: "adjustment",
  EXTERNAL_ASSET_TRANSFER_IN: "transfer_in",
  EXTERNAL_ASSET_TRANSFER_OUT: "transfer_out",
};

/** What an activity is. Transfers, and what was reinvested, are told apart by what they moved. */
export function meaningOf(
  type: string,
  moved: { hasInstrument: boolean; units: DecimalString | null; amount: DecimalString | null },
): Meaning {
  const { hasInstrument, units, amount } = moved;
  const [unitSign, cashSign] = [units === null ? 0 : sign(units), amount === null ? 0 : sign(amount)];
  if (type === "TRANSFER")
    return hasInstrument && unitSign !== 0
      ? { tradeType: unitSign < 0 ? "transfer_out" : "transfer_in", doubts: [] }
      : { tradeType: cashSign < 0 ? "withdrawal" : "deposit", subtype: "transfer", doubts: [] };
  // The payment came as cash in a row of its own, and was spent: otherwise there is no amount.
  if (type === "REI" && cashSign < 0) return { tradeType: "buy", subtype: "reinvestment", doubts: [] };
  const known = lookup(TYPES, type);
  if (known === undefined) return { tradeType: "other", doubts: [`SnapTrade calls this ${type}, which this version doesn't know.`] };
  return { tradeType: known, ...(type === "SUBSTITUTE_DIVIDEND" ? { subtype: "in_lieu" } : {}), doubts: [] };
}

const EFFECTS: Readonly<Record<string, "open" | "close">> = {
  BUY_TO_OPEN: "open",
  SELL_TO_OPEN: "open",
  BUY_TO_CLOSE: "close",
  SELL_TO_CLOSE: "close",
};
export const positionEffectOf = (optionType: string): "open" | "close" | undefined => lookup(EFFECTS, optionType);

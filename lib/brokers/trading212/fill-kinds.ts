import type { Meaning } from "@/lib/formats/table/row";
import type { TradeType } from "@/lib/transactions/trade-types";

/** What happened to units (docs.trading212.com, Fill.type), as the files' words for the same mean. The side says whether units came or went. */
export const FILL_KINDS: Readonly<Record<string, Meaning>> = {
  TRADE: { tradeType: "buy" },
  STOCK_SPLIT: { tradeType: "split" },
  STOCK_DISTRIBUTION: { tradeType: "stock_dividend" },
  STOCK_DIVIDENDS: { tradeType: "stock_dividend" },
  SCRIP_STOCK_DIVIDENDS: { tradeType: "stock_dividend", subtype: "scrip" },
  CUSTOM_STOCK_DISTRIBUTION: { tradeType: "spin_off" },
  SPIN_OFF: { tradeType: "spin_off" },
  STOCK_ACQUISITION: { tradeType: "merger" },
  CASH_AND_STOCK_ACQUISITION: { tradeType: "merger" },
  EQUITY_RIGHTS: { tradeType: "rights" },
  FOP: { tradeType: "transfer_in" },
  FOP_CORRECTION: { tradeType: "transfer_in", subtype: "correction" },
};

/** The same where units leave. */
export const LEAVING: Readonly<Partial<Record<TradeType, TradeType>>> = { buy: "sell", transfer_in: "transfer_out" };

/** Charges (Tax.name), by what the files call them; all others are fees under their own name. */
export const TAXES: Readonly<Record<string, string>> = {
  STAMP_DUTY: "stamp_duty",
  STAMP_DUTY_RESERVE_TAX: "stamp_duty_reserve",
  FRENCH_TRANSACTION_TAX: "financial_transaction",
};
export const FEES: Readonly<Record<string, string>> = {
  CURRENCY_CONVERSION_FEE: "currency_conversion",
  TRANSACTION_FEE: "transaction",
  FINRA_FEE: "finra",
  PTM_LEVY: "ptm_levy",
  COMMISSION_TURNOVER: "commission",
};

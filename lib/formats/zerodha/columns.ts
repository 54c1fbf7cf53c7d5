/** Columns of Console's tradebook, ledger and holdings statement (CSV and workbook), and of Kite's list of holdings. */
export const COLUMNS = {
  symbol: ["symbol", "Symbol"],
  isin: ["isin", "ISIN"],
  tradeDate: ["trade_date", "Trade Date"],
  exchange: ["exchange"],
  segment: ["segment"],
  series: ["series"],
  tradeType: ["trade_type", "Trade Type"],
  auction: ["auction"],
  autoSquare: ["auto_square"],
  quantity: ["quantity"],
  price: ["price"],
  tradeId: ["trade_id", "Trade ID"],
  orderId: ["order_id", "Order ID"],
  executedAt: ["order_execution_time", "Order Execution Time"],
  expiry: ["expiry_date", "Expiry Date"],
  strike: ["strike_price", "strike"],
  instrumentType: ["instrument_type", "Instrument Type"],

  particulars: ["particulars", "Particulars"],
  postingDate: ["posting_date", "Posting Date"],
  costCenter: ["cost_center", "Cost Center"],
  voucherType: ["voucher_type", "Voucher Type"],
  debit: ["debit", "Debit"],
  credit: ["credit", "Credit"],
  balance: ["net_balance", "Net Balance"],

  sector: ["Sector"],
  available: ["Quantity Available"],
  discrepant: ["Quantity Discrepant"],
  longTerm: ["Quantity Long Term"],
  pledgedMargin: ["Quantity Pledged (Margin)"],
  pledgedLoan: ["Quantity Pledged (Loan)"],
  average: ["Average Price", "Avg. cost", "Avg cost"],
  close: ["Previous Closing Price", "LTP"],
  gain: ["Unrealized P&L", "P&L"],
  gainPercent: ["Unrealized P&L Pct."],
  instrument: ["Instrument"],
  kiteQuantity: ["Qty.", "Qty"],
  invested: ["Invested"],
  value: ["Cur. val", "Cur. value"],
  netChange: ["Net chg."],
  dayChange: ["Day chg."],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "zerodha";
export const CURRENCY = "INR";

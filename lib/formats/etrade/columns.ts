/** Columns of the transactions (two generations) and of the portfolio. */
export const COLUMNS = {
  date: ["Activity/Trade Date", "TransactionDate", "Transaction Date"],
  settleDate: ["Settlement Date"],
  type: ["Activity Type", "TransactionType", "Transaction Type"],
  security: ["SecurityType", "Security Type"],
  symbol: ["Symbol"],
  cusip: ["Cusip"],
  quantity: ["Quantity", "Quantity #", "Qty #"],
  amount: ["Amount", "Amount $"],
  price: ["Price", "Price $"],
  commission: ["Commission", "Commission $"],
  fees: ["Fees", "Fees $"],
  description: ["Description"],
  category: ["Category"],
  note: ["Note"],
  lastPrice: ["Last Price $", "Last Price"],
  paid: ["Price Paid $", "Price Paid"],
  gain: ["Total Gain $", "Total Gain"],
  value: ["Value $", "Value", "Market Value $", "Market Value"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

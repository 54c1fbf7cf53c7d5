/** Columns of the history (of one account or of all, before and after the account had a column for its number) and of the positions. */
export const COLUMNS = {
  date: ["Run Date"],
  account: ["Account", "Account Name"],
  accountNumber: ["Account Number"],
  action: ["Action"],
  symbol: ["Symbol"],
  description: ["Description", "Security Description"],
  type: ["Type", "Security Type"],
  price: ["Price ($)", "Price"],
  quantity: ["Quantity"],
  currency: ["Currency"],
  exchangeQuantity: ["Exchange Quantity"],
  exchangeCurrency: ["Exchange Currency"],
  exchangeRate: ["Exchange Rate"],
  commission: ["Commission ($)", "Commission"],
  fees: ["Fees ($)", "Fees"],
  accrued: ["Accrued Interest ($)", "Accrued Interest"],
  amount: ["Amount ($)", "Amount"],
  balance: ["Cash Balance ($)", "Cash Balance"],
  settleDate: ["Settlement Date"],
  lastPrice: ["Last Price"],
  value: ["Current Value"],
  cost: ["Cost Basis Total", "Cost Basis"],
  averageCost: ["Average Cost Basis", "Cost Basis Per Share"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

/** Columns of the activity, in its layouts of one account, of several, and of settlement dates alone. */
export const COLUMNS = {
  date: ["Trade Date", "Settlement Date"],
  settleDate: ["Settlement Date"],
  status: ["Pending/Settled"],
  nickname: ["Account Nickname", "Account Registration"],
  account: ["Account #", "Account"],
  type: ["Type"],
  description: ["Description", "Description 1"],
  more: ["Description 2"],
  symbol: ["Symbol/ CUSIP", "Symbol/CUSIP", "Symbol/CUSIP #", "Symbol / CUSIP"],
  quantity: ["Quantity"],
  price: ["Price", "Price ($)"],
  amount: ["Amount", "Amount ($)"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

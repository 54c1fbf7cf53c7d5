/**
 * Columns of the download (OfxDownload.csv, of brokerage accounts, of funds and education accounts held by name, and of workplace plans)
 * and of the custom activity report.
 */
export const COLUMNS = {
  account: ["Account Number", "Fund Account Number", "Plan Number"],
  plan: ["Plan Name"],
  date: ["Trade Date"],
  settleDate: ["Settlement Date"],
  processDate: ["Process Date", "Run Date"],
  type: ["Transaction Type", "Type", "Transaction Activity"],
  description: ["Transaction Description"],
  name: ["Investment Name", "Fund Name", "Name"],
  symbol: ["Symbol"],
  shares: ["Shares", "Quantity", "Transaction Shares"],
  price: ["Share Price", "Price"],
  principal: ["Principal Amount", "Gross Amount"],
  commission: [
    "Commission Fees",
    "Commissions and Fees",
    "Commissions & Fees",
    "Commission & Fees**",
    "Commission & Fees",
    "Commissions and Fees**",
  ],
  net: ["Net Amount", "Amount", "Dollar Amount"],
  accrued: ["Accrued Interest"],
  accountType: ["Account Type"],
  value: ["Total Value"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

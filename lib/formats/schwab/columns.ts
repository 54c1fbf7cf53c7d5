/** Columns of the transactions, of the positions (before and after the longer names of 2023) and of the history of equity awards. */
export const COLUMNS = {
  date: ["Date"],
  action: ["Action"],
  symbol: ["Symbol"],
  description: ["Description"],
  quantity: ["Quantity", "Qty (Quantity)", "Qty #"],
  price: ["Price"],
  fees: ["Fees & Comm", "Fees & Commissions"],
  amount: ["Amount"],
  marketValue: ["Mkt Val (Market Value)", "Market Value"],
  costBasis: ["Cost Basis"],
  costPerShare: ["Cost/Share"],
  assetType: ["Asset Type", "Security Type"],
  // Of the history of the Equity Awards Center, whose lines have others below them that tell of their awards.
  awardFees: ["FeesAndCommissions"],
  disbursement: ["DisbursementElection"],
  kind: ["Type"],
  salePrice: ["SalePrice"],
  vestDate: ["VestDate"],
  vestValue: ["VestFairMarketValue"],
  purchaseValue: ["PurchaseFairMarketValue"],
  awardId: ["AwardId", "GrantId"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

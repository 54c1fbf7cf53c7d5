/** Columns of Wealthfolio's activities, as exported and as in its example for imports, and of its list of holdings. */
export const COLUMNS = {
  date: ["date", "activityDate"],
  symbol: ["symbol"],
  instrumentType: ["instrumentType", "instrument_type"],
  quantity: ["quantity"],
  activityType: ["activityType", "activity_type"],
  type: ["type"],
  unitPrice: ["unitPrice", "unit_price"],
  currency: ["currency"],
  fee: ["fee"],
  amount: ["amount"],
  comment: ["comment", "notes"],
  fxRate: ["fxRate", "fx_rate"],
  subtype: ["subtype"],
  account: ["account", "accountName", "accountId"],
  isin: ["isin"],
  exchange: ["exchangeMic"],
  isDraft: ["isDraft"],
  id: ["id"],

  price: ["price"],
  averageCost: ["avgCost", "avg_cost", "averageCost", "costBasis"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "wealthfolio";

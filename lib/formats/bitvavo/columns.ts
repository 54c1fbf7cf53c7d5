/** Columns of the transaction history. */
export const COLUMNS = {
  timezone: ["Timezone", "Time zone"],
  date: ["Date"],
  time: ["Time"],
  type: ["Type"],
  currency: ["Currency"],
  amount: ["Amount"],
  quoteCurrency: ["Quote Currency"],
  quotePrice: ["Quote Price"],
  paidCurrency: ["Received / Paid Currency"],
  paidAmount: ["Received / Paid Amount"],
  feeCurrency: ["Fee currency"],
  feeAmount: ["Fee amount"],
  status: ["Status"],
  id: ["Transaction ID"],
  address: ["Address"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "bitvavo";

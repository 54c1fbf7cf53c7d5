/** Columns of the account activity report. */
export const COLUMNS = {
  date: ["Activity Date"],
  processDate: ["Process Date"],
  settleDate: ["Settle Date"],
  instrument: ["Instrument"],
  description: ["Description"],
  code: ["Trans Code"],
  quantity: ["Quantity"],
  price: ["Price"],
  amount: ["Amount"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

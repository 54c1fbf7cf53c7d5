/** Columns of the order history. */
export const COLUMNS = {
  name: ["Name"],
  symbol: ["Symbol"],
  side: ["Side"],
  status: ["Status"],
  filled: ["Filled", "Filled Qty"],
  total: ["Total Qty"],
  price: ["Price"],
  average: ["Avg Price"],
  force: ["Time-in-Force"],
  placed: ["Placed Time"],
  filledAt: ["Filled Time"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

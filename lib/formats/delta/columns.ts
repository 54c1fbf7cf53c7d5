/** Columns of the transactions export and of the file that Delta takes in. */
export const COLUMNS = {
  date: ["Date"],
  way: ["Way", "Type"],
  baseAmount: ["Base amount"],
  base: ["Base currency (name)", "Base currency"],
  baseType: ["Base type"],
  quoteAmount: ["Quote amount"],
  quote: ["Quote currency", "Quote currency (name)"],
  exchange: ["Exchange"],
  from: ["Sent/Received from"],
  to: ["Sent to"],
  feeAmount: ["Fee amount"],
  feeCurrency: ["Fee currency (name)", "Fee currency"],
  broker: ["Broker"],
  notes: ["Notes"],
  syncBase: ["Sync Base Holding", "Sync Holdings"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "delta";

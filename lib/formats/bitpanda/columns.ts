/** Columns of the transaction history (2020 to 2026). */
export const COLUMNS = {
  id: ["Transaction ID", "ID"],
  timestamp: ["Timestamp"],
  type: ["Transaction Type", "Type"],
  direction: ["In/Out"],
  amountFiat: ["Amount Fiat"],
  fiat: ["Fiat"],
  amountAsset: ["Amount Asset"],
  asset: ["Asset"],
  price: ["Asset market price"],
  priceCurrency: ["Asset market price currency"],
  assetClass: ["Asset class"],
  productId: ["Product ID"],
  fee: ["Fee"],
  feeAsset: ["Fee asset"],
  feePercent: ["Fee percent"],
  spread: ["Spread"],
  spreadCurrency: ["Spread Currency"],
  tax: ["Tax Fiat"],
  address: ["Address"],
  comment: ["Comment"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "bitpanda";

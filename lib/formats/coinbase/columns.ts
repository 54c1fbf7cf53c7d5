/**
 * Columns of the transaction history (versions of 2018 to 2026; the older ones write the account's money into the names) and of the two
 * reports of Coinbase Pro and Exchange, `fills` and `account`.
 */
export const COLUMNS = {
  id: ["ID"],
  timestamp: ["Timestamp"],
  transactionType: ["Transaction Type"],
  asset: ["Asset"],
  quantity: ["Quantity Transacted"],
  priceCurrency: ["Price Currency", "Spot Price Currency"],
  spotPrice: ["Price at Transaction", "Spot Price at Transaction", "* Spot Price at Transaction"],
  subtotal: ["Subtotal", "* Subtotal"],
  total: [
    "Total (inclusive of fees and/or spread)",
    "Total (inclusive of fees)",
    "* Total (inclusive of fees)",
    "* Amount Transacted (Inclusive of Coinbase Fees)",
  ],
  fees: ["Fees and/or Spread", "Fees", "* Fees"],
  notes: ["Notes"],
  address: ["Address"],
  sender: ["Sender Address"],
  recipient: ["Recipient Address"],

  portfolio: ["portfolio"],
  tradeId: ["trade id"],
  orderId: ["order id"],
  transferId: ["transfer id"],
  type: ["type"],
  time: ["time"],
  amount: ["amount"],
  balance: ["balance"],
  unit: ["amount/balance unit"],
  product: ["product"],
  side: ["side"],
  createdAt: ["created at"],
  size: ["size"],
  sizeUnit: ["size unit"],
  price: ["price"],
  fee: ["fee"],
  fillTotal: ["total"],
  priceUnit: ["price/fee/total unit"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

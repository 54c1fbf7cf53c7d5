/** Columns of `ledgers.csv` (to 2024, with `wallet` from 2025 and `subclass` from 2026) and of `trades.csv`. */
export const COLUMNS = {
  txid: ["txid"],
  refid: ["refid"],
  time: ["time"],
  type: ["type"],
  subtype: ["subtype"],
  assetClass: ["aclass"],
  subclass: ["subclass"],
  asset: ["asset"],
  wallet: ["wallet"],
  amount: ["amount"],
  fee: ["fee"],
  balance: ["balance"],

  order: ["ordertxid"],
  pair: ["pair"],
  orderType: ["ordertype"],
  price: ["price"],
  cost: ["cost"],
  volume: ["vol"],
  margin: ["margin"],
  misc: ["misc"],
  ledgers: ["ledgers"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "kraken";

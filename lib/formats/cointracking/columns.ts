/** Columns of CoinTracking's list of trades, in its short and full view, and of the file that it takes in. The three currencies share a name. */
export const COLUMNS = {
  type: ["Type", "Typ"],
  buy: ["Buy", "Buy Amount", "Kauf"],
  buyCurrency: ["Buy Currency", "Cur.", "Buy Cur.", "Cur. Buy"],
  sell: ["Sell", "Sell Amount", "Verkauf"],
  sellCurrency: ["Sell Currency", "Cur.#2", "Sell Cur.", "Cur. Sell"],
  fee: ["Fee", "Fee Amount", "Gebühr"],
  feeCurrency: ["Fee Currency", "Cur.#3", "Fee Cur.", "Cur. Fee"],
  exchange: ["Exchange", "Börse"],
  group: ["Group", "Trade-Group", "Trade Group", "Gruppe"],
  comment: ["Comment", "Kommentar"],
  date: ["Date", "Datum", "Trade Date"],
  txId: ["Tx-ID", "Tx-ID (optional)", "Tx Hash"],
  tradeId: ["Trade ID"],
  importedFrom: ["Imported From"],
  addDate: ["Add Date"],
  buyValue: ["Buy Value in *", "Buy value in *"],
  sellValue: ["Sell Value in *", "Sell value in *"],
  liquidityPool: ["Liquidity pool", "Liquidity pool (optional)", "LPN"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "cointracking";

/** What people can give us, as they know it: by whom it is exported, and which of their exports it is. That none is forgotten, a test sees to. */
export interface CatalogEntry {
  /** The codes of the formats that read these exports. */
  codes: readonly string[];
  name: string;
  exports: string;
}

export const BROKER_EXPORTS: readonly CatalogEntry[] = [
  { codes: ["binance"], name: "Binance", exports: "Transaction history, spot trades, deposits and withdrawals (CSV)" },
  { codes: ["bitpanda"], name: "Bitpanda", exports: "Transaction history (CSV)" },
  { codes: ["bitvavo"], name: "Bitvavo", exports: "Transaction history (CSV)" },
  { codes: ["schwab"], name: "Charles Schwab", exports: "History, positions, equity awards (CSV)" },
  { codes: ["coinbase"], name: "Coinbase", exports: "Transaction history; fills and account reports of Pro and Exchange (CSV)" },
  { codes: ["degiro"], name: "DEGIRO", exports: "Account statement, transactions, portfolio (CSV), in its languages" },
  { codes: ["disnat"], name: "Desjardins Disnat", exports: "Transactions (CSV), French" },
  { codes: ["etrade"], name: "E*TRADE", exports: "Transactions, portfolio (CSV)" },
  { codes: ["etoro"], name: "eToro", exports: "Account statement (XLSX, CSV)" },
  { codes: ["fidelity"], name: "Fidelity", exports: "Account history, positions (CSV)" },
  { codes: ["freetrade"], name: "Freetrade", exports: "Activity feed (CSV)" },
  {
    codes: ["ibkr-flex", "ibkr-flex-csv", "ibkr-activity"],
    name: "Interactive Brokers",
    exports: "Flex query (XML, CSV), activity statement, transaction history (CSV)",
  },
  { codes: ["kraken"], name: "Kraken", exports: "Ledgers, trades (CSV)" },
  { codes: ["merrill"], name: "Merrill", exports: "Activity (CSV)" },
  { codes: ["revolut"], name: "Revolut", exports: "Stocks, crypto and account statements (CSV)" },
  { codes: ["robinhood"], name: "Robinhood", exports: "Account activity report (CSV)" },
  { codes: ["saxo"], name: "Saxo", exports: "Transactions, positions (XLSX, CSV)" },
  { codes: ["swissquote"], name: "Swissquote", exports: "Transactions (CSV)" },
  { codes: ["trade-republic"], name: "Trade Republic", exports: "Transaction export (CSV)" },
  { codes: ["trading212"], name: "Trading 212", exports: "History (CSV)" },
  { codes: ["vanguard"], name: "Vanguard", exports: "Download center, custom activity report (CSV)" },
  { codes: ["webull"], name: "Webull", exports: "Order history (CSV)" },
  { codes: ["xtb"], name: "XTB", exports: "Cash operations, open positions (XLSX, CSV)" },
  { codes: ["zerodha"], name: "Zerodha", exports: "Tradebook, ledger, holdings (CSV, XLSX)" },
];

export const OTHER_EXPORTS: readonly CatalogEntry[] = [
  { codes: ["cointracking"], name: "CoinTracking", exports: "Trade table (CSV)" },
  { codes: ["delta"], name: "Delta", exports: "Transactions (CSV)" },
  { codes: ["ghostfolio"], name: "Ghostfolio", exports: "Activities (JSON, CSV)" },
  {
    codes: ["ofx"],
    name: "OFX and QFX",
    exports: "Bank and investment downloads of any institution, 1.x and 2.x; also called Quicken or Money",
  },
  { codes: ["parqet"], name: "Parqet", exports: "Activities (CSV)" },
  {
    codes: ["portfolio-performance", "portfolio-performance-csv"],
    name: "Portfolio Performance",
    exports: "The XML file, CSV exports in its languages",
  },
  { codes: ["qif"], name: "QIF", exports: "Investment and bank accounts of Quicken and its kin" },
  { codes: ["truefolio-csv"], name: "Truefolio CSV", exports: "Exports of this app, and tables you make yourself" },
  { codes: ["wealthfolio"], name: "Wealthfolio", exports: "Activities, holdings (CSV)" },
];

/**
 * Columns of Binance's exports: the statement ("Transaction records", English and French), spot trades in two generations, and the
 * histories of deposits and withdrawals of coins and of states' money.
 */
export const COLUMNS = {
  userId: ["User_ID", "User ID", "Identifiant utilisateur", "Benutzer-ID", "ID de usuario"],
  utcTime: ["UTC_Time", "UTC Time", "UTCTime", "Time", "Durée", "Zeit", "Hora"],
  account: ["Account", "Compte", "Konto", "Cuenta"],
  operation: ["Operation", "Opération", "Vorgang", "Operación"],
  coin: ["Coin", "Jeton", "Moneda"],
  change: ["Change", "Variation", "Änderung", "Cambio"],
  remark: ["Remark", "Remarque", "Bemerkung", "Nota"],

  date: ["Date(UTC)", "Date (UTC)", "Date(UTC*)", "Date", "Time"],
  market: ["Market"],
  pair: ["Pair"],
  type: ["Type"],
  side: ["Side"],
  price: ["Price"],
  executed: ["Executed"],
  amount: ["Amount"],
  total: ["Total"],
  fee: ["Fee"],
  feeCoin: ["Fee Coin", "Fee Asset"],

  network: ["Network"],
  transactionFee: ["TransactionFee", "Transaction Fee"],
  address: ["Address"],
  sourceAddress: ["SourceAddress", "Source Address"],
  paymentId: ["PaymentID", "Payment ID"],
  txid: ["TXID", "TxID", "Transaction ID"],
  status: ["Status"],
  method: ["Payment Method"],
  indicated: ["Indicated Amount"],
  orderId: ["Order ID"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "binance";

/** In what Binance's markets quote. */
export const QUOTES = (
  "USDT USDC FDUSD BUSD TUSD USDP USD1 PAX DAI USDS BTC ETH BNB XRP TRX DOGE SOL DOT EUR EURI GBP AUD BRL TRY RUB UAH NGN ZAR PLN RON ARS " +
  "JPY IDR IDRT BIDR BVND VAI MXN COP CZK USD BKRW"
).split(" ");

/** What a simulated customer of Binance did. Times are milliseconds since 1970. */

const HOUR = 3_600_000;
const START = Date.parse("2024-01-01T00:00:00.000Z");
const at = (hour: number) => START + hour * HOUR;

export const MARKETS = [
  ["BTCUSDT", "BTC", "USDT"],
  ["ETHUSDT", "ETH", "USDT"],
  ["BNBUSDT", "BNB", "USDT"],
  ["SOLUSDT", "SOL", "USDT"],
  ["BTCEUR", "BTC", "EUR"],
  ["ETHBTC", "ETH", "BTC"],
  ["DOGEUSDT", "DOGE", "USDT"],
].map(([symbol, baseAsset, quoteAsset]) => ({ symbol, baseAsset, quoteAsset, status: "TRADING" }));

export interface Trade {
  symbol: string;
  id: number;
  time: number;
  [key: string]: unknown;
}

/** Ids are a market's own, with those of other people between them. */
function trade(
  symbol: string,
  id: number,
  hour: number,
  isBuyer: boolean,
  qty: string,
  price: string,
  quoteQty: string,
  fee: [string, string],
): Trade {
  const [commission, commissionAsset] = fee;
  return {
    symbol,
    id,
    orderId: id * 7,
    orderListId: -1,
    price,
    qty,
    quoteQty,
    commission,
    commissionAsset,
    time: at(hour),
    isBuyer,
    isMaker: false,
    isBestMatch: true,
  };
}

/** More than a page in one market, with fees in BNB; in the others fees in the coin, and in what was paid. */
export const TRADES: readonly Trade[] = [
  ...Array.from({ length: 1200 }, (_, index) =>
    trade("BTCUSDT", 5_000_000 + index * 13, index + 10, true, "0.00100000", "30000.01", "30.00001000", ["0.00005000", "BNB"]),
  ),
  trade("BNBUSDT", 77, 5, true, "1.00000000", "310.00", "310.00000000", ["0.00075000", "BNB"]),
  trade("ETHUSDT", 901, 20, true, "0.50000000", "2300.00", "1150.00000000", ["0.00050000", "ETH"]),
  trade("ETHUSDT", 902, 20, true, "0.50000000", "2300.00", "1150.00000000", ["0.00050000", "ETH"]),
  trade("ETHUSDT", 990, 40, false, "0.20000000", "2400.00", "480.00000000", ["0.48000000", "USDT"]),
  trade("BTCEUR", 31, 50, false, "0.10000000", "40000.00", "4000.00000000", ["4.00000000", "EUR"]),
];

export interface Listed {
  path: string;
  /** The name of its time. */
  time: string;
  at: number;
  item: Record<string, unknown>;
}

const listed = (path: string, time: string, hour: number, item: Record<string, unknown>): Listed => ({
  path,
  time,
  at: at(hour),
  item: { ...item, [time]: at(hour) },
});

export const LISTED: readonly Listed[] = [
  listed("capital/deposit/hisrec", "insertTime", 1, {
    id: "769800519366885376",
    amount: "50000",
    coin: "USDT",
    network: "TRX",
    status: 1,
    txId: "0xaaf4",
  }),
  listed("capital/deposit/hisrec", "insertTime", 3, {
    id: "769800519366885377",
    amount: "5",
    coin: "BTC",
    network: "BTC",
    status: 0,
    txId: "0xbbf4",
  }),
  {
    path: "capital/withdraw/history",
    time: "applyTime",
    at: at(60),
    item: {
      id: "b6ae22b3",
      amount: "0.05",
      transactionFee: "0.0002",
      coin: "BTC",
      status: 6,
      txId: "0xccf4",
      network: "BTC",
      applyTime: "2024-01-03 12:00:00",
    },
  },
  listed("asset/assetDividend", "divTime", 70, {
    id: 1637366104,
    amount: "0.012345678901234567",
    asset: "BNB",
    enInfo: "Launchpool",
    tranId: 2968885920,
  }),
  listed("asset/assetDividend", "divTime", 71, {
    id: 1631750237,
    amount: "0.00001000",
    asset: "BTC",
    enInfo: "Flexible",
    tranId: 2968885921,
  }),
  listed("asset/dribblet", "operateTime", 80, {
    totalTransferedAmount: "0.00100000",
    totalServiceChargeAmount: "0.00002000",
    transId: 45178372831,
    userAssetDribbletDetails: [
      {
        transId: 45178372831,
        serviceChargeAmount: "0.00002000",
        amount: "0.5",
        operateTime: at(80),
        transferedAmount: "0.00100000",
        fromAsset: "USDT",
      },
    ],
  }),
  listed("convert/tradeFlow", "createTime", 90, {
    quoteId: "f3b91c52",
    orderId: 940708407462087200,
    orderStatus: "SUCCESS",
    fromAsset: "USDT",
    fromAmount: "100",
    toAsset: "SOL",
    toAmount: "1.5",
    ratio: "0.015",
  }),
];

export const FIAT: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  "fiat/orders 0": [fiat("25ced370", "EUR", "1000.00", "Successful", 2), fiat("25ced371", "EUR", "15.00", "Failed", 3)],
  "fiat/orders 1": [],
  "fiat/payments 0": [
    {
      orderNo: "353fca44",
      sourceAmount: "306.00",
      fiatCurrency: "EUR",
      obtainAmount: "0.01",
      cryptoCurrency: "BTC",
      totalFee: "6.00",
      price: "30000.00",
      status: "Completed",
      paymentMethod: "Credit Card",
      createTime: at(4),
    },
  ],
  "fiat/payments 1": [],
};

function fiat(orderNo: string, fiatCurrency: string, amount: string, status: string, hour: number) {
  return {
    orderNo,
    fiatCurrency,
    indicatedAmount: amount,
    amount,
    totalFee: "0.00",
    method: "Bank transfer",
    status,
    createTime: at(hour),
  };
}

/** On spot, with what is in flexible Earn. */
export const SPOT = [
  { asset: "BTC", free: "0.60000000", locked: "0.10000000" },
  { asset: "LDBTC", free: "0.30000000", locked: "0.00000000" },
  { asset: "BNB", free: "0.952575678901234567", locked: "0.00000000" },
  { asset: "ETH", free: "0.79900000", locked: "0.00000000" },
  { asset: "USDT", free: "10967.47800000", locked: "0.00000000" },
  { asset: "EUR", free: "4996.00000000", locked: "0.00000000" },
];
export const FUNDING = [{ asset: "BTC", free: "0.05981", locked: "0", freeze: "0", withdrawing: "0", btcValuation: "0.05981" }];
export const LOCKED_EARN = [{ positionId: "123123", asset: "SOL", amount: "1.5", duration: "60", status: "HOLDING" }];

export const POSITIONS = { BNB: "0.952575678901234567", BTC: "1.05981", ETH: "0.799", SOL: "1.5" };
/** 1,205 trades, of which 1,200 have a fee in a third coin; a purchase with a card and its money; four deliveries, two rewards, two exchanges. */
export const ROWS = 2414;

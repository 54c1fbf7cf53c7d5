const holding = (tradingsymbol: string, isin: string, quantity: number, average_price: number, last_price: number, more: object = {}) => ({
  tradingsymbol,
  exchange: "NSE",
  isin,
  product: "CNC",
  quantity,
  used_quantity: 0,
  t1_quantity: 0,
  realised_quantity: quantity,
  opening_quantity: quantity,
  collateral_quantity: 0,
  collateral_type: "",
  discrepancy: false,
  average_price,
  last_price,
  close_price: last_price,
  ...more,
});

/** Shares of which some arrive tomorrow, a fund, gold bonds that are pledged, one without a known cost, and one that was sold today. */
export const HOLDINGS = [
  holding("INFY", "INE009A01021", 10, 1500.25, 1550.1, { t1_quantity: 5, opening_quantity: 15 }),
  holding("GOLDBEES", "INF204KB17I5", 40, 60.125, 61),
  holding("SGBMAR29", "IN0020200427", 0, 7000, 7200, { collateral_quantity: 3, collateral_type: "gsec", opening_quantity: 3 }),
  holding("TCS", "INE467B01029", 4, 0, 3900, { discrepancy: true }),
  holding("ITC", "INE154A01025", 0, 300, 410, { used_quantity: 6, opening_quantity: 6 }),
];

export const FUNDS = [
  {
    folio: "1234567/89",
    fund: "BIRCH INDEX FUND - DIRECT PLAN",
    tradingsymbol: "INF090I01239",
    quantity: 174.177,
    average_price: 14.3525,
    last_price: 15.01,
    last_price_date: "2026-11-23",
    pledged_quantity: 0,
  },
];

const position = (tradingsymbol: string, exchange: string, product: string, quantity: number, prices: object) => ({
  tradingsymbol,
  exchange,
  product,
  quantity,
  overnight_quantity: 0,
  multiplier: 1,
  ...prices,
});

/** Options sold, a future that counts lots of 100, shares bought today, shares sold out of the holdings, one of the day, one that is closed. */
export const POSITIONS = [
  position("NIFTY26DEC24500CE", "NFO", "NRML", -75, { average_price: 102.35, last_price: 98.5 }),
  position("CRUDEOIL26DECFUT", "MCX", "NRML", -2, { average_price: 6010, last_price: 6025, multiplier: 100 }),
  position("INFY", "NSE", "CNC", 2, { average_price: 1548, last_price: 1550.1 }),
  position("ITC", "NSE", "CNC", -6, { average_price: 411, last_price: 410 }),
  position("SBIN", "NSE", "MIS", 20, { average_price: 800, last_price: 801 }),
  position("WIPRO", "NSE", "CNC", 0, { average_price: 0, last_price: 500 }),
];

const segment = (cash: number) => ({
  enabled: true,
  net: cash - 1000.5,
  available: { adhoc_margin: 0, cash, opening_balance: cash, live_balance: cash - 1000.5, collateral: 0, intraday_payin: 0 },
  utilised: { debits: 1000.5 },
});
export const MARGINS = { equity: segment(24_531.6), commodity: segment(500.05) };

const trade = (
  trade_id: string,
  order_id: string,
  symbol: string,
  exchange: string,
  side: string,
  quantity: number,
  price: number,
  time: string,
) => ({
  trade_id,
  order_id,
  exchange_order_id: `1100000000${order_id}`,
  tradingsymbol: symbol,
  exchange,
  instrument_token: 408_065,
  transaction_type: side,
  product: exchange === "NSE" ? "CNC" : "NRML",
  average_price: price,
  quantity,
  fill_timestamp: `2026-11-24 ${time}`,
  order_timestamp: time,
  exchange_timestamp: `2026-11-24 ${time}`,
});

/** Two equal fills of one order among them, and one number that two exchanges gave away. */
export const TRADES = [
  trade("10000001", "8001", "INFY", "NSE", "BUY", 1, 1548, "09:20:01"),
  trade("10000002", "8001", "INFY", "NSE", "BUY", 1, 1548, "09:20:01"),
  trade("10000003", "8002", "ITC", "NSE", "SELL", 6, 411, "10:15:30"),
  trade("10000001", "8003", "NIFTY26DEC24500CE", "NFO", "SELL", 75, 102.35, "11:00:00"),
  trade("20000001", "8004", "CRUDEOIL26DECFUT", "MCX", "SELL", 2, 6010, "21:45:10"),
  trade("10000009", "8005", "SBIN", "NSE", "BUY", 20, 800, "14:10:00"),
  trade("10000010", "8006", "GOLDBEES", "NSE", "BUY", 10, 60.5, "14:20:00"),
];

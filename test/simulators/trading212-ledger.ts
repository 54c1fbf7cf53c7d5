/** What a simulated account at Trading 212 did and holds, in its words. Numbers are numbers, as the broker writes them. */

const INSTRUMENTS = {
  AAPL_US_EQ: { name: "Apple", isin: "US0378331005", currency: "USD", type: "STOCK", shortName: "AAPL" },
  MSFT_US_EQ: { name: "Microsoft", isin: "US5949181045", currency: "USD", type: "STOCK", shortName: "MSFT" },
  VODl_EQ: { name: "Vodafone", isin: "GB00BH4HKS39", currency: "GBX", type: "STOCK", shortName: "VOD" },
  VUAGl_EQ: { name: "Vanguard S&P 500 (Acc)", isin: "IE00BFMXXD54", currency: "GBP", type: "ETF", shortName: "VUAG" },
  VWCEd_EQ: { name: "Vanguard FTSE All-World (Acc)", isin: "IE00BK5BQT80", currency: "EUR", type: "ETF", shortName: "VWCE" },
  NVDA_US_EQ: { name: "Nvidia", isin: "US67066G1040", currency: "USD", type: "STOCK", shortName: "NVDA" },
  GEV_US_EQ: { name: "GE Vernova", isin: "US36828A1016", currency: "USD", type: "STOCK", shortName: "GEV" },
  OTHER_US_EQ: { name: "Never held", isin: "US0000000000", currency: "USD", type: "WARRANT", shortName: "OTHER" },
} as const;
type Ticker = keyof typeof INSTRUMENTS;

const named = (ticker: Ticker) => {
  const { name, isin, currency } = INSTRUMENTS[ticker];
  return { ticker, name, isin, currency };
};

export const LISTED = Object.entries(INSTRUMENTS).map(([ticker, { currency, ...rest }]) => ({
  ...rest,
  ticker,
  currencyCode: currency,
  maxOpenQuantity: 12345.678,
  addedOn: "2020-01-01T00:00:00.000+02:00",
  workingScheduleId: 68,
}));

interface FillFields {
  type?: string;
  fxRate?: number;
  realisedProfitLoss?: number;
  taxes?: { name: string; quantity: number; currency: string; chargedAt?: string }[];
}

let made = 0;

/** A fill of the broker's: a sale has a negative quantity, charges are negative, and the net value is what moved. */
function order(
  filledAt: string,
  side: "BUY" | "SELL",
  ticker: Ticker,
  quantity: number,
  price: number,
  netValue: number,
  more: FillFields = {},
) {
  made += 1;
  const { type = "TRADE", taxes = [], ...impact } = more;
  const signed = side === "SELL" ? -quantity : quantity;
  return {
    order: {
      id: 7_000_000_000 + made,
      status: "FILLED",
      side,
      type: "MARKET",
      ticker,
      currency: "GBP",
      quantity: signed,
      filledQuantity: signed,
      createdAt: filledAt,
      initiatedFrom: type === "TRADE" ? "ANDROID" : "SYSTEM",
      instrument: named(ticker),
    },
    fill: {
      id: 8_000_000_000 + made,
      type,
      quantity: signed,
      price,
      filledAt,
      tradingMethod: "TOTV",
      walletImpact: { currency: "GBP", netValue, fxRate: 1, ...impact, taxes },
    },
  };
}

const conversion = (quantity: number) => ({ name: "CURRENCY_CONVERSION_FEE", quantity: -quantity, currency: "GBP" });

/** A pie that invests every day: enough for several pages. */
const INVESTED = Array.from({ length: 112 }, (_, index) => {
  const day = new Date(Date.UTC(2025, 0, 6 + index)).toISOString().slice(0, 10);
  return order(`${day}T08:00:0${index % 10}.120Z`, "BUY", "VUAGl_EQ", 0.0123457, 81, 1);
});

const UNFILLED = {
  order: {
    id: 7_100_000_000,
    status: "CANCELLED",
    side: "BUY",
    type: "LIMIT",
    ticker: "AAPL_US_EQ",
    currency: "GBP",
    createdAt: "2025-03-03T10:00:00.000Z",
    instrument: named("AAPL_US_EQ"),
  },
  fill: null,
};

type Order = ReturnType<typeof order> | typeof UNFILLED;

/** The newest first, as the broker lists them. */
export const ORDERS: readonly Order[] = [
  order("2025-01-02T14:30:03.613Z", "BUY", "AAPL_US_EQ", 2.5, 250, 500.75, { fxRate: 1.25, taxes: [conversion(0.75)] }),
  order("2025-01-02T14:31:00.000Z", "BUY", "MSFT_US_EQ", 0.0000005, 420, 0, { fxRate: 1.25 }),
  order("2025-01-03T09:15:00.000Z", "BUY", "VODl_EQ", 100, 70.5, 70.85, {
    taxes: [{ name: "STAMP_DUTY_RESERVE_TAX", quantity: -0.35, currency: "GBP" }],
  }),
  order("2025-01-03T09:20:00.000Z", "BUY", "VWCEd_EQ", 3, 130, 327.28, { fxRate: 0.8379, taxes: [conversion(0.49)] }),
  order("2025-02-03T15:00:00.000Z", "BUY", "NVDA_US_EQ", 4, 120, 384.58, { fxRate: 1.25, taxes: [conversion(0.58)] }),
  order("2025-02-10T15:00:00.000Z", "SELL", "AAPL_US_EQ", 0.5, 260, 103.84, {
    fxRate: 1.25,
    realisedProfitLoss: 3.85,
    taxes: [conversion(0.16)],
  }),
  order("2025-03-24T07:24:10.000Z", "SELL", "NVDA_US_EQ", 4, 125, 400, { type: "STOCK_SPLIT", fxRate: 1.25 }),
  order("2025-03-24T07:24:11.000Z", "BUY", "NVDA_US_EQ", 40, 12.5, 400, { type: "STOCK_SPLIT", fxRate: 1.25 }),
  order("2025-04-02T07:00:00.000Z", "BUY", "GEV_US_EQ", 0.25, 300, 60, { type: "SPIN_OFF", fxRate: 1.25 }),
  order("2025-04-03T07:00:00.000Z", "BUY", "VODl_EQ", 2, 70, 1.4, { type: "SCRIP_STOCK_DIVIDENDS" }),
  order("2025-04-04T07:00:00.000Z", "BUY", "VODl_EQ", 10, 71, 7.1, { type: "FOP" }),
  UNFILLED,
  ...INVESTED,
].toSorted((a, b) => (a.order.createdAt < b.order.createdAt ? 1 : -1));

function dividend(paidOn: string, ticker: Ticker, quantity: number, grossAmountPerShare: number, amount: number, type = "ORDINARY") {
  made += 1;
  return {
    reference: `d1d1d1d1-0000-4000-8000-${String(made).padStart(12, "0")}`,
    ticker,
    instrument: named(ticker),
    tickerCurrency: named(ticker).currency,
    quantity,
    grossAmountPerShare,
    amount,
    amountInEuro: amount * 1.19,
    currency: "GBP",
    paidOn,
    type,
  };
}

export const DIVIDENDS = [
  dividend("2025-05-15T12:00:00.000Z", "AAPL_US_EQ", 2, 0.26, 0.35, "DIVIDENDS_PAID_BY_US_CORPORATIONS"),
  dividend("2025-05-02T12:00:00.000Z", "VODl_EQ", 112, 3.5, 3.92),
  dividend("2025-04-28T12:00:00.000Z", "NVDA_US_EQ", 40, 0.01, 0.27, "RETURN_OF_CAPITAL"),
  dividend("2025-04-14T12:00:00.000Z", "VODl_EQ", 102, 0.5, 0.51, "ORDINARY_MANUFACTURED_PAYMENT"),
];

function movement(dateTime: string, type: string, amount: number) {
  made += 1;
  return { reference: `c0c0c0c0-0000-4000-8000-${String(made).padStart(12, "0")}`, type, amount, currency: "GBP", dateTime };
}

export const MOVEMENTS = [
  movement("2025-06-03T08:00:00.000Z", "WITHDRAW", -100),
  movement("2025-06-02T08:00:00.000Z", "FEE", -1.5),
  movement("2025-02-01T08:00:00.000Z", "TRANSFER", 250.5),
  movement("2025-01-01T08:00:00.000Z", "DEPOSIT", 5000),
];

const position = (
  ticker: Ticker,
  quantity: number,
  averagePricePaid: number,
  currentPrice: number,
  totalCost: number,
  currentValue: number,
) => ({
  instrument: named(ticker),
  quantity,
  quantityAvailableForTrading: quantity,
  quantityInPies: 0,
  averagePricePaid,
  currentPrice,
  createdAt: "2025-01-02T14:30:03.613Z",
  walletImpact: { currency: "GBP", totalCost, currentValue, fxImpact: 0, unrealizedProfitLoss: currentValue - totalCost },
});

export const POSITIONS = [
  position("AAPL_US_EQ", 2, 250, 262.5, 400.6, 420),
  position("MSFT_US_EQ", 0.0000005, 420, 430, 0, 0),
  position("VODl_EQ", 112, 70.53, 72.25, 79, 80.92),
  position("VUAGl_EQ", 1.3827184, 81, 84.15, 112, 116.36),
  position("VWCEd_EQ", 3, 130, 133.75, 327.28, 336.2),
  position("NVDA_US_EQ", 40, 12, 14, 384.58, 448),
  position("GEV_US_EQ", 0.25, 300, 320, 60, 64),
];

export const SUMMARY = {
  id: 4_242_424,
  currency: "GBP",
  cash: { availableToTrade: 3456.78, inPies: 12.34, reservedForOrders: 100 },
  investments: { currentValue: 1465.48, totalCost: 1363.46, realizedProfitLoss: 3.85, unrealizedProfitLoss: 102.02 },
  totalValue: 5034.6,
};

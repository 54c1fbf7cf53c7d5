import { zonedToUtc } from "@/lib/formats/zone";

/** The account of a simulated Questrade, and what happened in it. Days are counted back from today: the walk back through the years ends. */

export const ACCOUNT = "26598145";
const DAY_MS = 86_400_000;
const TORONTO = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto", year: "numeric", month: "2-digit", day: "2-digit" });

/** The midnight of a day in Toronto, as the API writes it. */
function midnight(daysAgo: number): string {
  const day = TORONTO.format(Date.now() - daysAgo * DAY_MS);
  const hours = (zonedToUtc(Date.parse(`${day}T00:00:00Z`), "America/Toronto") - Date.parse(`${day}T00:00:00Z`)) / 3_600_000;
  return `${day}T00:00:00.000000-0${hours}:00`;
}

export interface SimulatedActivity {
  tradeDate: string;
  [field: string]: string | number;
}

const SYMBOLS = [
  { symbol: "ACME.TO", symbolId: 101, securityType: "Stock", currency: "CAD", listingExchange: "TSX", description: "ACME INC" },
  { symbol: "BIGC", symbolId: 102, securityType: "Stock", currency: "USD", listingExchange: "NYSE", description: "BIG COMPANY" },
  {
    symbol: "BIGC18Jan30C60.00",
    symbolId: 103,
    securityType: "Option",
    currency: "USD",
    listingExchange: "OPRA",
    description: "CALL BIGC 01/18/30 60",
    optionType: "Call",
    optionExpiryDate: "2030-01-18T00:00:00.000000-05:00",
    optionStrikePrice: 60,
    optionContractDeliverables: { underlyings: [{ multiplier: 100, underlyingSymbol: "BIGC", underlyingSymbolId: 102 }], cashInLieu: 0 },
  },
  { symbol: "SHRT", symbolId: 104, securityType: "Stock", currency: "USD", listingExchange: "NASDAQ", description: "SHORT INC" },
  { symbol: "MOVE.TO", symbolId: 105, securityType: "Stock", currency: "CAD", listingExchange: "TSX", description: "MOVED INC" },
  {
    symbol: "DLR.TO",
    symbolId: 106,
    securityType: "Stock",
    currency: "CAD",
    listingExchange: "TSX",
    description: "US DOLLAR CURRENCY ETF",
  },
  {
    symbol: "DLR.U.TO",
    symbolId: 107,
    securityType: "Stock",
    currency: "USD",
    listingExchange: "TSX",
    description: "US DOLLAR CURRENCY ETF",
  },
] as const;
export const KNOWN_SYMBOLS: readonly { symbol: string; symbolId: number; [field: string]: unknown }[] = SYMBOLS;
type Name = (typeof SYMBOLS)[number]["symbol"] | "";

function activity(
  daysAgo: number,
  [type, action, symbol]: readonly [string, string, Name],
  [quantity, price, grossAmount, commission, netAmount]: readonly [number, number, number, number, number],
  currency = "CAD",
  description = "",
): SimulatedActivity {
  const day = midnight(daysAgo);
  const known = KNOWN_SYMBOLS.find((each) => each.symbol === symbol);
  return {
    tradeDate: day,
    transactionDate: day,
    settlementDate: day,
    action,
    symbol,
    symbolId: known?.symbolId ?? 0,
    description,
    currency,
    quantity,
    price,
    grossAmount,
    commission,
    netAmount,
    type,
  };
}

export const UNKNOWN = activity(35, ["Airdrops", "AIR", ""], [0, 0, 0, 0, 5]);

export const ACTIVITIES: readonly SimulatedActivity[] = [
  activity(1000, ["Deposits", "CON", ""], [0, 0, 0, 0, 20_000], "CAD", "CONTRIBUTION"),
  activity(990, ["Trades", "Buy", "ACME.TO"], [10, 50, -500, -4.95, -504.95]),
  // One order, filled twice in equal parts.
  activity(700, ["Trades", "Buy", "ACME.TO"], [5, 52, -260, -4.95, -264.95]),
  activity(700, ["Trades", "Buy", "ACME.TO"], [5, 52, -260, -4.95, -264.95]),
  activity(300, ["Trades", "Sell", "ACME.TO"], [-4, 60, 240, -4.95, 235.05]),
  activity(290, ["Other", "DIS", "ACME.TO"], [16, 0, 0, 0, 0], "CAD", "ACME INC STK SPLIT ON 16 SHS REC 01/02/26"),
  activity(280, ["Dividends", "", "ACME.TO"], [0, 0, 0, 0, 8.12], "CAD", "ACME INC DIST ON 32 SHS"),
  activity(280, ["Dividend reinvestment", "REI", "ACME.TO"], [0.2706, 30, -8.12, 0, -8.12], "CAD", "ACME INC REINV @ $30"),
  activity(270, ["FX conversion", "FXT", ""], [0, 0, 0, 0, -2000], "CAD", "CONVERSION - USD/CAD"),
  activity(270, ["FX conversion", "FXT", ""], [0, 0, 0, 0, 1470.59], "USD", "CONVERSION - USD/CAD"),
  activity(260, ["Trades", "Buy", "BIGC"], [2.5, 100.1234, -250.31, -1, -251.33], "USD"),
  activity(200, ["Dividends", "DIV", "BIGC"], [0, 0, 15, 0, 12.75], "USD", "BIG COMPANY CASH DIV ON 2.5 SHS NON-RES TAX WITHHELD"),
  activity(190, ["Trades", "Buy", "BIGC18Jan30C60.00"], [2, 1.25, -250, -11.95, -261.95], "USD"),
  activity(180, ["Trades", "Sell", "SHRT"], [-20, 12, 240, -4.95, 235.05], "USD"),
  activity(120, ["Interest", "INT", ""], [0, 0, 0, 0, -3.21], "USD", "INT FR 09/04 THRU10/03"),
  activity(110, ["Fees and rebates", "FCH", ""], [0, 0, 0, 0, -1.5], "CAD", "ECN FEE"),
  activity(100, ["Transfers", "TFI", "MOVE.TO"], [3, 31, 0, 0, 0], "CAD", "TRANSFER FROM ANOTHER BROKER"),
  activity(95, ["Trades", "Buy", "DLR.TO"], [10, 14, -140, 0, -140]),
  activity(90, ["Other", "BRW", "DLR.TO"], [-10, 0, 0, 0, 0], "CAD", "JOURNAL POSITION TO USD"),
  activity(90, ["Other", "BRW", "DLR.U.TO"], [10, 0, 0, 0, 0], "USD", "JOURNAL POSITION FROM CAD"),
  activity(40, ["Withdrawals", "WDR", ""], [0, 0, 0, 0, -500]),
];

function position(symbol: Name, openQuantity: number, currentPrice: number, currentMarketValue: number, totalCost: number) {
  return {
    symbol,
    symbolId: KNOWN_SYMBOLS.find((each) => each.symbol === symbol)?.symbolId ?? 0,
    openQuantity,
    closedQuantity: 0,
    currentMarketValue,
    currentPrice,
    averageEntryPrice: currentPrice,
    closedPnl: 0,
    openPnl: currentMarketValue - totalCost,
    totalCost,
    isRealTime: false,
    isUnderReorg: false,
  };
}

export const POSITIONS = [
  position("ACME.TO", 32.2706, 31, 1000.39, 820.12),
  position("BIGC", 2.5, 104, 260, 251.33),
  position("BIGC18Jan30C60.00", 2, 1.5, 300, 261.95),
  position("SHRT", -20, 11, -220, -235.05),
  position("MOVE.TO", 3, 32, 96, 93),
  position("DLR.U.TO", 10, 10.2, 102, 102),
  // Sold today: still in the list, with nothing left of it.
  { ...position("DLR.TO", 0, 14, 0, 0), closedQuantity: 10 },
];

export const EXPECTED = {
  positions: { "ACME.TO": "32.2706", BIGC: "2.5", "BIGC18Jan30C60.00": "2", "DLR.U.TO": "10", "MOVE.TO": "3", SHRT: "-20" },
  rows: ACTIVITIES.length,
};

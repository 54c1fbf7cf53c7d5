import { type Attributes, cashTransaction, element, statement, trade } from "@/lib/formats/ibkr-flex/flex-builder";

/** The accounts of a simulated Flex query, and what happened in them. Days are counted back from today: statements reach back a year at most. */

export const ACCOUNT = "U1000001";
const OTHER_ACCOUNT = "U1000002";
const DAY_MS = 86_400_000;

/** The broker's days begin and end in New York. */
const NEW_YORK = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York", year: "numeric", month: "2-digit", day: "2-digit" });
export const daysAgo = (days: number): string =>
  new Date(Date.parse(`${NEW_YORK.format(Date.now())}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
const compact = (day: string) => day.replaceAll("-", "");

/** A line of a section, and the day that it is of. */
interface Line {
  day: string;
  xml: string;
}

const ACME = { symbol: "ACME", conid: "4711", isin: "US0000000002" };
const OPTION = { assetCategory: "OPT", symbol: "ACME  301220C00150000", conid: "4712", isin: "", multiplier: "100", putCall: "C" };
const BOND = { assetCategory: "BOND", symbol: "BOND 4 01/15/35", conid: "4713", isin: "US0000000010" };
const SHORT = { symbol: "SHRT", conid: "4714", isin: "US0000000028" };
const MOVED = { symbol: "MOVE", conid: "4715", isin: "US0000000036" };

let tradeNumber = 0;

/** A trade of these units (signed) at that price; ids are given out in order. */
function fill(days: number, quantity: string, price: string, proceeds: string, net: string, attributes: Attributes = {}): Line {
  tradeNumber += 1;
  const id = String(9000 + tradeNumber);
  const day = daysAgo(days);
  const side = quantity.startsWith("-") ? "SELL" : "BUY";
  const xml = trade({
    ...ACME,
    tradeID: id,
    transactionID: `1${id}`,
    ibExecID: `0000.${id}.01`,
    dateTime: `${compact(day)};103000`,
    settleDateTarget: compact(day),
    quantity,
    tradePrice: price,
    tradeMoney: proceeds,
    proceeds,
    netCash: net,
    buySell: side,
    ...attributes,
  });
  return { day, xml };
}

function cash(days: number, id: string, type: string, amount: string, attributes: Attributes = {}): Line {
  const day = daysAgo(days);
  return { day, xml: cashTransaction({ ...ACME, transactionID: id, type, amount, dateTime: compact(day), actionID: "", ...attributes }) };
}

const NO_INSTRUMENT = { symbol: "", conid: "", isin: "", assetCategory: "" };

const TRADES: readonly Line[] = [
  fill(300, "10", "100", "-1000", "-1001"),
  // One order, filled twice in equal parts.
  fill(290, "2.5", "104.4", "-261", "-262"),
  fill(290, "2.5", "104.4", "-261", "-262"),
  fill(200, "-4", "120", "480", "479", { openCloseIndicator: "C", fifoPnlRealized: "79" }),
  fill(150, "-20", "50", "1000", "999", { ...SHORT, openCloseIndicator: "O" }),
  fill(140, "2", "3.5", "-700", "-701", OPTION),
  fill(130, "5000", "98.5", "-4925", "-4926", BOND),
  fill(120, "-100", "0.9", "90", "0", {
    assetCategory: "CASH",
    symbol: "USD.EUR",
    conid: "12",
    isin: "",
    currency: "EUR",
    tradeMoney: "-90",
    ibCommission: "0",
    openCloseIndicator: "",
  }),
];

const CASH: readonly Line[] = [
  cash(310, "501", "Deposits & Withdrawals", "20000", NO_INSTRUMENT),
  cash(210, "502", "Dividends", "12.5", { actionID: "88" }),
  cash(210, "503", "Withholding Tax", "-1.88", { actionID: "88" }),
  cash(100, "504", "Broker Interest Received", "3.21", NO_INSTRUMENT),
  cash(90, "505", "Other Fees", "-1.5", NO_INSTRUMENT),
  cash(80, "506", "Deposits & Withdrawals", "-500", NO_INSTRUMENT),
];

const UNKNOWN = cash(40, "507", "Loyalty Bonus", "5", NO_INSTRUMENT);

const ACTIONS: readonly Line[] = [
  {
    day: daysAgo(180),
    xml: element("CorporateAction", {
      ...ACME,
      currency: "USD",
      assetCategory: "STK",
      dateTime: `${compact(daysAgo(180))};202500`,
      type: "FS",
      actionDescription: "ACME(US0000000002) SPLIT 2 FOR 1 (ACME, ACME CORP, US0000000002)",
      quantity: "11",
      amount: "0",
      proceeds: "0",
      transactionID: "601",
      actionID: "89",
    }),
  },
];

const TRANSFERS: readonly Line[] = [
  {
    day: daysAgo(170),
    xml: element("Transfer", {
      ...MOVED,
      currency: "USD",
      assetCategory: "STK",
      date: compact(daysAgo(170)),
      type: "ACATS",
      direction: "IN",
      quantity: "3",
      positionAmount: "90",
      transactionID: "701",
    }),
  },
];

const position = (attributes: Attributes, quantity: string, price: string, value: string, cost: string) =>
  element("OpenPosition", {
    currency: "USD",
    fxRateToBase: "0.9",
    assetCategory: "STK",
    multiplier: "1",
    reportDate: compact(daysAgo(1)),
    position: quantity,
    markPrice: price,
    positionValue: value,
    costBasisPrice: price,
    costBasisMoney: cost,
    side: quantity.startsWith("-") ? "Short" : "Long",
    levelOfDetail: "SUMMARY",
    ...attributes,
  });

const POSITIONS: readonly string[] = [
  position(ACME, "22", "60", "1320", "1060"),
  position(SHORT, "-20", "45", "-900", "-1000"),
  position(OPTION, "2", "4", "800", "701"),
  position({ ...BOND, multiplier: "1" }, "5000", "99", "4950", "4926"),
  position(MOVED, "3", "31", "93", "90"),
];

/** What the account comes to when all goes well. */
export const EXPECTED = {
  positions: { [ACME.symbol]: "22", [OPTION.symbol]: "2", [BOND.symbol]: "5000", [MOVED.symbol]: "3", [SHORT.symbol]: "-20" },
  // The conversion of currencies is two rows.
  rows: TRADES.length + 1 + CASH.length + ACTIONS.length + TRANSFERS.length,
};

export interface StatementOf {
  from: string;
  to: string;
  /** Nothing is held, and nothing ever happened. */
  isEmpty?: boolean;
  /** Of the positions, only the first is left. */
  isShrunken?: boolean;
  /** Rows, sections and accounts come the other way round. */
  isReordered?: boolean;
  withUnknown?: boolean;
  /** Sections that the query was saved without. */
  without?: readonly string[];
}

/** The statements of both accounts, for the days of a window. */
export function statements(of: StatementOf): string[] {
  const other = statement(
    { accountId: OTHER_ACCOUNT, fromDate: compact(of.from), toDate: compact(of.to) },
    element("AccountInformation", { accountId: OTHER_ACCOUNT, acctAlias: "", currency: "USD" }),
    ...sections(of, {
      OpenPositions: [position(ACME, "7", "60", "420", "700")],
      Trades: [
        trade({ tradeID: "8001", transactionID: "18001", ibExecID: "0000.8001.01", quantity: "7", dateTime: `${compact(of.to)};103000` }),
      ],
      CashTransactions: [],
      CashReport: [],
      CorporateActions: [],
      Transfers: [],
    }),
  );
  return inOrder(of, [mainStatement(of), other]);
}

function mainStatement(of: StatementOf): string {
  const within = (lines: readonly Line[]) =>
    of.isEmpty ? [] : lines.filter(({ day }) => day >= of.from && day <= of.to).map(({ xml }) => xml);
  return statement(
    { accountId: ACCOUNT, fromDate: compact(of.from), toDate: compact(of.to) },
    element("AccountInformation", { accountId: ACCOUNT, acctAlias: "Main", currency: "EUR" }),
    ...sections(of, {
      OpenPositions: of.isEmpty ? [] : of.isShrunken ? POSITIONS.slice(0, 1) : POSITIONS,
      CashReport: of.isEmpty
        ? []
        : [element("CashReportCurrency", { currency: "USD", endingCash: "15400.31", levelOfDetail: "Currency", toDate: compact(of.to) })],
      Trades: within(TRADES),
      CashTransactions: within(of.withUnknown ? [...CASH, UNKNOWN] : CASH),
      CorporateActions: within(ACTIONS),
      Transfers: within(TRANSFERS),
    }),
  );
}

function sections(of: StatementOf, lines: Readonly<Record<string, readonly string[]>>): string[] {
  const chosen = Object.entries(lines).filter(([name]) => !of.without?.includes(name));
  return inOrder(
    of,
    chosen.map(([name, rows]) => element(name, {}, ...inOrder(of, rows), "")),
  );
}

const inOrder = (of: StatementOf, texts: readonly string[]): string[] => (of.isReordered ? [...texts].reverse() : [...texts]);

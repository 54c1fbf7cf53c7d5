/**
 * The fields of a Flex query by the names of the CSV's columns. Most are the XML attribute with a capital; those that aren't are listed.
 * Names are compared by their letters alone: `Buy/Sell`, `BuySell`, `Date/Time` and `DateTime` are all in use.
 */
const RENAMED: Readonly<Record<string, string>> = {
  clientaccountid: "accountId",
  accountid: "accountId",
  accountalias: "acctAlias",
  currencyprimary: "currency",
  assetclass: "assetCategory",
  notescodes: "notes",
  notescode: "notes",
  openclose: "openCloseIndicator",
  costbasis: "cost",
  accruedinterest: "accruedInt",
  settledate: "settleDate",
  settlementdate: "settleDateTarget",
  transfercompany: "company",
  transferaccount: "account",
  transferaccountname: "accountName",
  commission: "ibCommission",
  commissioncurrency: "ibCommissionCurrency",
  tax: "taxes",
  commisionsandtax: "commisionsAndTax",
};

const SAME: readonly string[] = [
  "accruedInt",
  "acctAlias",
  "actionDescription",
  "actionID",
  "activityDescription",
  "amount",
  "assetCategory",
  "buySell",
  "cashTransfer",
  "closePrice",
  "conid",
  "cost",
  "costBasisMoney",
  "costBasisPrice",
  "currency",
  "cusip",
  "date",
  "dateTime",
  "description",
  "direction",
  "endingCash",
  "exchange",
  "expiry",
  "fifoPnlRealized",
  "fifoPnlUnrealized",
  "figi",
  "fromCurrency",
  "fromDate",
  "functionalCurrency",
  "fxRateToBase",
  "holdingPeriodDateTime",
  "ibCommission",
  "ibCommissionCurrency",
  "ibExecID",
  "ibOrderID",
  "isin",
  "levelOfDetail",
  "listingExchange",
  "markPrice",
  "multiplier",
  "netCash",
  "openCloseIndicator",
  "openDateTime",
  "origTradeID",
  "origTransactionID",
  "originatingTransactionID",
  "position",
  "positionAmount",
  "positionValue",
  "proceeds",
  "putCall",
  "quantity",
  "rate",
  "realizedPnl",
  "reportDate",
  "securityID",
  "securityIDType",
  "settleDateTarget",
  "side",
  "startingCash",
  "strike",
  "subCategory",
  "symbol",
  "taxes",
  "toCurrency",
  "toDate",
  "tradeDate",
  "tradeID",
  "tradeMoney",
  "tradePrice",
  "tradeTime",
  "transactionID",
  "transactionType",
  "transferPrice",
  "type",
  "underlyingSymbol",
  "value",
];

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...SAME.map((attribute) => [attribute.toLowerCase(), attribute] as const),
  ...Object.entries(RENAMED),
]);

/** Names that no other broker's table has. */
const FLEX_ONLY: ReadonlySet<string> = new Set([
  "clientaccountid",
  "currencyprimary",
  "fxratetobase",
  "ibcommission",
  "ibcommissioncurrency",
  "ibexecid",
  "iborderid",
  "levelofdetail",
  "opencloseindicator",
  "notescodes",
  "settledatetarget",
  "listingexchange",
  "fifopnlrealized",
  "fifopnlunrealized",
  "underlyingconid",
  "costbasismoney",
  "tradeid",
  "clearingfirmid",
]);

const letters = (name: string) =>
  name
    .replaceAll("\uFEFF", "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");

/** The XML attribute of a column; null for one that isn't read. */
export function attributeOf(column: string): string | null {
  return KNOWN.get(letters(column)) ?? null;
}

/** Whether a column could be of nothing but a Flex query. */
export const isFlexOnly = (column: string) => FLEX_ONLY.has(letters(column));

/** A header row: most of its cells are names of fields, and it has at least two. */
export function isHeaderRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const known = filled.filter((cell) => attributeOf(cell) !== null || isFlexOnly(cell)).length;
  return known >= 2 && known * 3 >= filled.length && !filled.some((cell) => /^[-+]?\d[\d.,;:-]*$/.test(cell.trim()));
}

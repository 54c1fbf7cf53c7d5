import { lookup } from "../lookup";

/** A section of the XML statement and the element of its lines. */
export interface FlexSectionNames {
  section: string;
  name: string;
}

const TRADES: FlexSectionNames = { section: "Trades", name: "Trade" };
const CASH: FlexSectionNames = { section: "CashTransactions", name: "CashTransaction" };
const POSITIONS: FlexSectionNames = { section: "OpenPositions", name: "OpenPosition" };
const ACTIONS: FlexSectionNames = { section: "CorporateActions", name: "CorporateAction" };
const TRANSFERS: FlexSectionNames = { section: "Transfers", name: "Transfer" };
const REPORT: FlexSectionNames = { section: "CashReport", name: "CashReportCurrency" };
const RATES: FlexSectionNames = { section: "ConversionRates", name: "ConversionRate" };
const OPTIONS: FlexSectionNames = { section: "OptionEAE", name: "OptionEAE" };
const EXCHANGES: FlexSectionNames = { section: "FxTransactions", name: "FxTransaction" };
export const ACCOUNT: FlexSectionNames = { section: "AccountInformation", name: "AccountInformation" };

/** The codes of sections, which stand in the second cell where the query includes them. */
const BY_CODE: Readonly<Record<string, FlexSectionNames>> = {
  ACCT: ACCOUNT,
  TRNT: TRADES,
  TRNS: TRADES,
  CTRN: CASH,
  POST: POSITIONS,
  POSS: POSITIONS,
  CORP: ACTIONS,
  TRFR: TRANSFERS,
  CRTT: REPORT,
  CRTS: REPORT,
  RATE: RATES,
  SECU: { section: "SecuritiesInfo", name: "SecurityInfo" },
  STFU: { section: "StmtFunds", name: "StatementOfFundsLine" },
  IACC: { section: "InterestAccruals", name: "InterestAccrualsCurrency" },
  UNBC: { section: "UnbundledCommissionDetails", name: "UnbundledCommissionDetail" },
  FXTR: EXCHANGES,
  FXPO: { section: "FxPositions", name: "FxPosition" },
  OPTT: OPTIONS,
};

/** Which fields a section has that no other one has, most telling first. */
const BY_FIELDS: ReadonlyArray<readonly [readonly string[], FlexSectionNames]> = [
  [["fromCurrency", "toCurrency", "rate"], RATES],
  [["endingCash"], REPORT],
  [["commisionsAndTax", "transactionType"], OPTIONS],
  [["cashTransfer"], TRANSFERS],
  [["direction", "transferPrice"], TRANSFERS],
  [["direction", "positionAmount"], TRANSFERS],
  [["functionalCurrency", "activityDescription"], EXCHANGES],
  [["actionDescription"], ACTIONS],
  [["tradePrice"], TRADES],
  [["tradeMoney"], TRADES],
  [["ibCommission"], TRADES],
  [["buySell", "quantity"], TRADES],
  [["markPrice"], POSITIONS],
  [["positionValue"], POSITIONS],
  [["costBasisPrice"], POSITIONS],
  [["position"], POSITIONS],
  [["quantity", "value", "type"], ACTIONS],
  [["quantity", "proceeds", "type"], ACTIONS],
  [["amount", "type"], CASH],
  [["quantity", "tradeDate"], TRADES],
];

const UNKNOWN: FlexSectionNames = { section: "of other fields", name: "Line" };

/** The section of a header, by its code or else by its fields. */
export function sectionOf(code: string, attributes: ReadonlySet<string>): FlexSectionNames {
  const coded = lookup(BY_CODE, code.toUpperCase());
  if (coded) return coded;
  return (
    BY_FIELDS.find(([fields]) => fields.every((field) => attributes.has(field)))?.[1] ?? (code ? { section: code, name: "Line" } : UNKNOWN)
  );
}

/** Whether the fields are those of a section that becomes rows. */
export const isKnownSection = (attributes: ReadonlySet<string>) => sectionOf("", attributes) !== UNKNOWN;

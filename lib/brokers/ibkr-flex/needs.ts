import type { FlexContents } from "./contents";

/** Something that the saved query leaves out. */
export interface Lack {
  /** Without it the account's holdings or cash would be wrong, so that nothing is synced. */
  needed: boolean;
  /** What is missing, and what comes of it: a whole sentence. */
  problem: string;
  mend: string;
}

interface Section {
  name: string;
  /** As Client Portal calls it. */
  shown: string;
  needed: boolean;
  without: string;
}

/** A section without rows is an empty element: one that isn't there at all was never chosen. */
const SECTIONS: readonly Section[] = [
  { name: "OpenPositions", shown: "Open Positions (Summary)", needed: true, without: "holdings don't come" },
  { name: "Trades", shown: "Trades (Execution)", needed: true, without: "trades don't come" },
  { name: "CashTransactions", shown: "Cash Transactions (Detail)", needed: true, without: "dividends, deposits and fees don't come" },
  { name: "CashReport", shown: "Cash Report", needed: false, without: "cash balances don't come" },
  { name: "CorporateActions", shown: "Corporate Actions", needed: false, without: "splits, mergers and spin-offs don't come" },
  { name: "Transfers", shown: "Transfers", needed: false, without: "units from other accounts don't come" },
];

interface Field {
  element: string;
  /** Any of these will do. */
  names: readonly string[];
  /** As Client Portal calls it. */
  shown: string;
  section: string;
  without: string;
}

const INSTRUMENT_NAMES = ["isin", "securityID"];

const FIELDS: readonly Field[] = [
  {
    element: "OpenPosition",
    names: INSTRUMENT_NAMES,
    shown: "ISIN",
    section: "Open Positions",
    without: "holdings are told apart by their symbols alone",
  },
  { element: "OpenPosition", names: ["symbol"], shown: "Symbol", section: "Open Positions", without: "holdings have no symbol" },
  {
    element: "OpenPosition",
    names: ["reportDate"],
    shown: "Report Date",
    section: "Open Positions",
    without: "the day of the holdings is a guess",
  },
  {
    element: "OpenPosition",
    names: ["costBasisMoney", "costBasisPrice"],
    shown: "Cost Basis Money",
    section: "Open Positions",
    without: "holdings have no cost",
  },
  {
    element: "OpenPosition",
    names: ["positionValue", "markPrice"],
    shown: "Position Value",
    section: "Open Positions",
    without: "holdings have no value",
  },
  { element: "Trade", names: INSTRUMENT_NAMES, shown: "ISIN", section: "Trades", without: "trades are told apart by their symbols alone" },
  {
    element: "Trade",
    names: ["tradeID", "transactionID", "ibExecID"],
    shown: "Trade ID",
    section: "Trades",
    without: "corrections of a trade aren't recognised",
  },
  { element: "Trade", names: ["dateTime"], shown: "Date/Time", section: "Trades", without: "trades have no time of day" },
  { element: "Trade", names: ["ibCommission"], shown: "IB Commission", section: "Trades", without: "the costs of trades don't come" },
  {
    element: "CashTransaction",
    names: ["transactionID"],
    shown: "Transaction ID",
    section: "Cash Transactions",
    without: "corrections of a payment aren't recognised",
  },
  {
    element: "CashTransaction",
    names: ["dateTime", "reportDate"],
    shown: "Date/Time",
    section: "Cash Transactions",
    without: "payments have no date",
  },
];

const THEN = "and sync again.";

/** What the query leaves out of an account's statement, worst first. Fields can only be told of sections that have rows. */
export function lacksOf({ sections, fields }: Pick<FlexContents, "sections" | "fields">): Lack[] {
  const absent = SECTIONS.filter(({ name }) => !sections.has(name)).map(
    ({ shown, needed, without }): Lack => ({
      needed,
      problem: `The Flex query lacks the section ${shown}, so ${without}.`,
      mend: `Edit the query in Client Portal, add ${shown} with all of its fields, ${THEN}`,
    }),
  );
  const bare = FIELDS.filter(({ element, names }) => {
    const present = fields.get(element);
    return present !== undefined && !names.some((name) => present.has(name));
  }).map(
    ({ shown, section, without }): Lack => ({
      needed: false,
      problem: `The Flex query lacks the field ${shown} in ${section}, so ${without}.`,
      mend: `Edit the query in Client Portal, add ${shown} to ${section}, ${THEN}`,
    }),
  );
  return [...absent, ...bare];
}

/** The sections that the query has, as Client Portal calls them. */
export const readsOf = (sections: ReadonlySet<string>): string[] =>
  SECTIONS.filter(({ name }) => sections.has(name)).map(({ shown }) => shown.replace(/ \(.*/, ""));

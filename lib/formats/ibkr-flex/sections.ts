import { lookup } from "../lookup";
import type { FormatItem } from "../types";
import type { XmlElement } from "../xml";
import { readCashTransaction } from "./cash";
import { readCorporateAction } from "./corporate-actions";
import { readOptionEvent } from "./option-events";
import { readCashBalance, readPosition } from "./positions";
import { readRate, skipFxTransaction } from "./rates";
import type { Row } from "./row";
import type { Statement } from "./survey";
import { readTrade } from "./trades";
import { readTransfer } from "./transfers";

type RowReader = (row: Row, statement: Statement) => FormatItem[];

const READERS: Readonly<Record<string, RowReader>> = {
  Trade: readTrade,
  Order: readTrade,
  Lot: readTrade,
  SymbolSummary: readTrade,
  AssetSummary: readTrade,
  WashSale: readTrade,
  CashTransaction: readCashTransaction,
  CorporateAction: readCorporateAction,
  Transfer: readTransfer,
  OptionEAE: readOptionEvent,
  OpenPosition: readPosition,
  CashReportCurrency: readCashBalance,
  ConversionRate: readRate,
  FxTransaction: skipFxTransaction,
};

/** Sections whose lines say something that other lines already say, or that isn't about units and cash. */
const WHY_SKIPPED: Readonly<Record<string, string>> = {
  SecuritiesInfo: "A description of an instrument; no units and no cash moved.",
  OpenDividendAccruals: "A dividend that is expected; it becomes a row when it's paid.",
  ChangeInDividendAccruals: "A dividend that is expected; it becomes a row when it's paid.",
  InterestAccruals: "Interest that is expected; it becomes a row when it's paid.",
  TierInterestDetails: "How the broker worked out an interest payment, which is listed under Cash Transactions.",
  TransactionTaxes: "A tax that is part of the trade it was charged on.",
  UnbundledCommissionDetails: "The parts of a commission that is part of its trade.",
  CommissionCredits: "The parts of a commission that is part of its trade.",
  FxPositions: "A currency balance; the Cash Report lists it too.",
  FxLots: "A tax lot of a currency balance.",
  StmtFunds: "The account's cash line by line; each line is listed in its own section too.",
  PriorPeriodPositions: "A position of an earlier day.",
  TransferLots: "A tax lot of a transfer; the transfer itself is the row.",
};

/** The container of a section; the element itself when it's a section of one line. */
function sectionOf(element: XmlElement): string {
  let at = element;
  while (at.parent && at.parent.name !== "FlexStatement") at = at.parent;
  return at.name;
}

/** Whether an element tells something of its own: sections are named elements around such lines. */
function isLine({ name, attributes, parent }: XmlElement): boolean {
  if (Object.keys(attributes).length > 0) return true;
  // The option section bears the name of its lines.
  return lookup(READERS, name) !== undefined && (name !== "OptionEAE" || parent?.name === name);
}

/** What one element below a FlexStatement becomes: exactly one outcome for each line, nothing for sections. */
export function readLine(row: Row, statement: Statement): FormatItem[] {
  const { element } = row;
  if (element.name === "AccountInformation" || !isLine(element)) return [];
  const reader = lookup(READERS, element.name);
  if (reader) return reader(row, statement);
  const section = sectionOf(element);
  return row.skipped(
    lookup(WHY_SKIPPED, section) ?? `The section ${section} lists neither transactions nor positions that are known here.`,
  );
}

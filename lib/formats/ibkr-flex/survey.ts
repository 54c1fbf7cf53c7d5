import { readCurrency } from "../lookup";
import { FormatError, type StatementInfo } from "../types";
import { readXml, type XmlElement, type XmlEvent } from "../xml";
import { instantOf, readMoment } from "./dates";
import { type Lot, positionKey, readLot } from "./lots";
import { eventKey, isBooked } from "./option-link";
import { Row } from "./row";

/** What must be known of a statement before its first row is read, because the sections come in any order. */
export interface Statement {
  info: StatementInfo;
  /** The currency that `fxRateToBase` leads to. */
  base: string | null;
  /** Single executions are listed, so the rows that sum them up are not rows of their own. */
  executions: boolean;
  /** When the positions are of; null when there is no list of positions that could stand for the account. */
  positionsAsOf: { instant: string; dateOnly: boolean } | null;
  /** Tax lots by position. */
  lots: Map<string, Lot[]>;
  /** Positions that have a row of their own beside their lots. */
  positions: Set<string>;
  /** Trades that came about by exercise, assignment or expiration, by id and by instrument and day. */
  booked: Set<string>;
}

/** Evidence for the base currency, weakest last; each may be contradictory, which makes it none. */
interface BaseEvidence {
  functional: Set<string>;
  ratesLeadTo: Set<string>;
  atPar: Set<string>;
}

interface Draft extends Statement {
  evidence: BaseEvidence;
  reportDate: string | null;
  hasPositions: boolean;
  hasLots: boolean;
}

const dateOf = (text: string | null) => (text === null ? undefined : readMoment(text)?.date);
const currencyOf = (text: string | null) => readCurrency(text).currency;

function begin(row: Row): Draft {
  const currency = currencyOf(row.text("currency")) ?? undefined;
  return {
    info: {
      accountId: row.text("accountId") ?? "",
      currency,
      from: dateOf(row.text("fromDate")),
      to: dateOf(row.text("toDate")),
      name: row.text("acctAlias") ?? undefined,
    },
    base: null,
    executions: false,
    positionsAsOf: null,
    lots: new Map(),
    positions: new Set(),
    booked: new Set(),
    evidence: { functional: new Set(), ratesLeadTo: new Set(), atPar: new Set() },
    reportDate: dateOf(row.text("whenGenerated")) ?? null,
    hasPositions: false,
    hasLots: false,
  };
}

function noteAccount(draft: Draft, row: Row): void {
  draft.info.accountId ||= row.text("accountId") ?? "";
  draft.info.currency ??= currencyOf(row.text("currency")) ?? undefined;
  draft.info.name ??= row.text("acctAlias") ?? undefined;
}

function notePosition(draft: Draft, row: Row): void {
  const date = dateOf(row.text("reportDate"));
  if (date) draft.reportDate = date;
  const key = positionKey(row);
  if (row.text("levelOfDetail")?.toUpperCase() !== "LOT") {
    draft.positions.add(key);
    return;
  }
  draft.hasLots = true;
  const lot = readLot(row);
  if (!lot) return;
  const others = draft.lots.get(key);
  if (others) others.push(lot);
  else draft.lots.set(key, [lot]);
}

function noteTrade(draft: Draft, row: Row): void {
  if ((row.text("levelOfDetail") ?? "EXECUTION").toUpperCase() === "EXECUTION") draft.executions = true;
  if (!isBooked(row)) return;
  const id = row.id("tradeID");
  if (id) draft.booked.add(id);
  const date = dateOf(row.text("dateTime") ?? row.text("tradeDate"));
  if (date) draft.booked.add(eventKey(row, date));
}

function noteEvidence({ evidence }: Draft, row: Row): void {
  const add = (set: Set<string>, text: string | null) => {
    const currency = currencyOf(text);
    if (currency) set.add(currency);
  };
  add(evidence.functional, row.text("functionalCurrency"));
  if (row.element.name === "ConversionRate") add(evidence.ratesLeadTo, row.text("toCurrency"));
  else if (row.text("fxRateToBase") === "1") add(evidence.atPar, row.text("currency"));
}

function note(draft: Draft, row: Row): void {
  const { name, parent } = row.element;
  if (name === "AccountInformation") noteAccount(draft, row);
  if (name === "OpenPositions" && parent?.name === "FlexStatement") draft.hasPositions = true;
  if (name === "OpenPosition") notePosition(draft, row);
  if (name === "Trade") noteTrade(draft, row);
  noteEvidence(draft, row);
}

function only(set: Set<string>): string | null {
  return set.size === 1 ? ([...set][0] ?? null) : null;
}

function finish(draft: Draft, outside: string | null): Statement {
  const { evidence, hasPositions, hasLots, reportDate, ...statement } = draft;
  const currency = statement.info.currency ?? outside ?? only(evidence.functional) ?? only(evidence.ratesLeadTo) ?? only(evidence.atPar);
  const date = statement.positions.size > 0 ? reportDate : (statement.info.to ?? reportDate);
  // Lots without the positions they add up to would make a list that misses whatever has no lots.
  const complete = hasPositions && (statement.positions.size > 0 || !hasLots);
  const positionsAsOf = complete && date !== null ? { instant: instantOf({ date, time: null, zone: null }), dateOnly: true } : null;
  return { ...statement, info: { ...statement.info, currency: currency ?? undefined }, base: currency, positionsAsOf };
}

function enclosingStatement(element: XmlElement): XmlElement | null {
  let at: XmlElement | null = element;
  while (at && at.name !== "FlexStatement") at = at.parent;
  return at;
}

/** @throws FormatError with the broker's own message, when the file is an answer that tells why there's no statement. */
function refuseAnswer(root: XmlElement, children: readonly XmlElement[]): never {
  const said = (name: string) => children.find((child) => child.name === name)?.text.trim();
  const code = said("ErrorCode");
  const message = said("ErrorMessage") ?? said("Status") ?? "no reason given";
  throw new FormatError(
    `The file holds no statement, but the broker's answer to a request: ${message}${code ? ` (code ${code})` : ""}.`,
    "Run the Flex query again, wait until the statement is ready, and import that.",
    root.line,
  );
}

/**
 * Reads the whole file once, before the first row is taken from it, and so finds out early when it isn't whole.
 * @returns one entry per FlexStatement, in file order.
 * @throws FormatError when the file isn't a Flex statement, isn't well-formed or ends early.
 */
export function survey(text: string): Statement[] {
  return surveyEvents(readXml(text));
}

/** As {@link survey}, for the elements themselves: other files of the broker are told in them too (see lines.ts). */
export function surveyEvents(events: Iterable<XmlEvent>): Statement[] {
  const drafts: Draft[] = [];
  const answer: XmlElement[] = [];
  let root: XmlElement | null = null;
  let outside: string | null = null;
  for (const { kind, element } of events) {
    if (kind === "close") continue;
    if (element.parent === null) {
      root = element;
      if (!["FlexQueryResponse", "FlexStatementResponse"].includes(element.name)) {
        throw new FormatError(
          `This is an XML file of another kind: its outermost element is <${element.name.slice(0, 60)}>.`,
          "Choose XML as the format of an activity Flex query, and import the file as it was downloaded.",
          element.line,
        );
      }
    } else if (root?.name === "FlexStatementResponse") {
      answer.push(element);
    }
    const row = new Row(element);
    const draft = drafts.at(-1);
    if (element.name === "FlexStatement") drafts.push(begin(row));
    else if (draft && enclosingStatement(element)) note(draft, row);
    else if (element.name === "AccountInformation") outside = currencyOf(row.text("currency"));
  }
  if (root?.name === "FlexStatementResponse") refuseAnswer(root, answer);
  if (drafts.length === 0) {
    throw new FormatError(
      "The file holds no account's statement.",
      "Choose at least one account and one section in the Flex query, and run it again.",
      root?.line,
    );
  }
  return drafts.map((draft) => finish(draft, outside));
}

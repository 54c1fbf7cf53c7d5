import { toMajorCurrency } from "@/lib/money/currency";
import { sign } from "@/lib/money/decimal";
import type { Assumptions, FormatItem, StatementInfo } from "../types";
import { type OfxDate, parseOfxDate } from "./dates";
import { readCash, readPosition } from "./positions";
import { parseOfxNumber, rawOf } from "./reader";
import type { StatementContext } from "./row";
import type { Securities } from "./securities";
import { readTransactions, relatedIds } from "./transactions";
import { child, type OfxElement, textOf } from "./tree";

const ACCOUNTS = ["INVACCTFROM", "BANKACCTFROM", "CCACCTFROM"] as const;
/** Far above the 22 characters of the standard: it only keeps a damaged file from making ids that fit no index. */
const MAX_ID = 100;

function all(element: OfxElement | undefined, ...names: string[]): OfxElement[] {
  return element?.children.filter((inner) => names.includes(inner.name)) ?? [];
}

function infoOf(statement: OfxElement, lists: readonly OfxElement[]): { info: StatementInfo; idPrefix: string } {
  const account = ACCOUNTS.map((name) => child(statement, name)).find((found) => found !== undefined);
  const accountId = textOf(account, "ACCTID").slice(0, MAX_ID);
  const institution = (textOf(account, "BROKERID") || textOf(account, "BANKID")).slice(0, MAX_ID);
  const currency = toMajorCurrency(textOf(statement, "CURDEF")).currency;
  const from = parseOfxDate(textOf(lists[0], "DTSTART"))?.day;
  const to = parseOfxDate(textOf(lists[0], "DTEND"))?.day;
  const name = `${institution} ${accountId}`.trim();
  const info = {
    accountId,
    ...(currency ? { currency } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(name ? { name } : {}),
  };
  return { info, idPrefix: `ofx:${institution}:${accountId}:` };
}

/** The first of several dates that can be read. */
function firstDate(...texts: string[]): OfxDate | null {
  for (const text of texts) {
    const date = parseOfxDate(text);
    if (date) return date;
  }
  return null;
}

function undated(element: OfxElement): FormatItem {
  return {
    kind: "refused",
    line: element.line,
    problem: `${element.name} has no date to stand for.`,
    expected: "A date as YYYYMMDD in <DTASOF>.",
    mend: "Correct the date in the file, or enter these holdings by hand.",
    raw: rawOf(element),
  };
}

/** INVPOSLIST and INVBAL: one snapshot of positions and cash, as of the statement's own date or else its last day. */
function* investmentSnapshot(statement: OfxElement, context: StatementContext): Generator<FormatItem> {
  const [list, balance] = [child(statement, "INVPOSLIST"), child(statement, "INVBAL")];
  const first = list ?? balance;
  if (!first) return;
  const positions = list?.children ?? [];
  const asOf = firstDate(textOf(statement, "DTASOF"), textOf(child(statement, "INVTRANLIST"), "DTEND"));
  if (!asOf) {
    yield* [...(positions.length > 0 ? positions : list ? [list] : []), ...(balance ? [balance] : [])].map(undated);
    return;
  }
  yield { kind: "snapshot", line: first.line, asOf: asOf.instant, dateOnly: asOf.dateOnly };
  for (const position of positions) yield readPosition(position, context);
  if (!balance) return;
  yield readCash(balance, "AVAILCASH", context);
  for (const other of all(balance, "MARGINBALANCE", "SHORTBALANCE")) {
    const amount = parseOfxNumber(other.text);
    if (amount === null || sign(amount) === 0) continue;
    yield {
      kind: "skipped",
      line: other.line,
      reason: `${other.name} is part of the account's credit, not a holding of its own.`,
      raw: rawOf(other),
    };
  }
}

/** LEDGERBAL: the booked balance, which is a snapshot of one holding. AVAILBAL counts credit lines and holds, so it is none. */
function* ledgerSnapshot(statement: OfxElement, context: StatementContext): Generator<FormatItem> {
  const balance = child(statement, "LEDGERBAL");
  if (!balance) return;
  const cash = readCash(balance, "BALAMT", context);
  const asOf = firstDate(textOf(balance, "DTASOF"), textOf(child(statement, "BANKTRANLIST"), "DTEND"));
  if (cash.kind === "holding" && !asOf) yield undated(balance);
  if (cash.kind === "holding" && asOf) yield { kind: "snapshot", line: balance.line, asOf: asOf.instant, dateOnly: asOf.dateOnly };
  if (cash.kind !== "holding" || asOf) yield cash;
}

/** What is listed and deliberately not a row: pending lines and open orders, neither of which has happened. */
function notBooked(statement: OfxElement): FormatItem[] {
  const pending = all(statement, "BANKTRANLISTP").flatMap((list) => all(list, "STMTTRNP"));
  const orders = all(statement, "INVOOLIST").flatMap((list) => list.children);
  return [
    ...pending.map(
      (row): FormatItem => ({
        kind: "skipped",
        line: row.line,
        reason: "The transaction is pending; it will come with a later file.",
        raw: rawOf(row),
      }),
    ),
    ...orders.map(
      (row): FormatItem => ({ kind: "skipped", line: row.line, reason: "An open order is not a transaction yet.", raw: rawOf(row) }),
    ),
  ];
}

/** One STMTRS, CCSTMTRS or INVSTMTRS: the account, its rows, and its snapshot where it has one. */
export function* readStatement(statement: OfxElement, securities: Securities, assume: Assumptions): Generator<FormatItem> {
  const lists = all(statement, "BANKTRANLIST", "INVTRANLIST");
  const { info, idPrefix } = infoOf(statement, lists);
  const written = textOf(statement, "CURDEF");
  const currency = toMajorCurrency(written).currency === null ? (assume.currency ?? written) : written;
  const context: StatementContext = { idPrefix, currency, securities, related: relatedIds(lists), assume };
  yield { kind: "statement", line: statement.line, statement: info };
  yield* readTransactions(lists, context);
  yield* notBooked(statement);
  yield* statement.name === "INVSTMTRS" ? investmentSnapshot(statement, context) : ledgerSnapshot(statement, context);
}

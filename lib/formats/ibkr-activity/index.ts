import { readToldStatement, type ToldLine } from "../ibkr-flex/lines";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext, type Probe } from "../types";
import { type About, aboutStatement } from "./about";
import { isCashSection, tellCash } from "./cash";
import { readGrant } from "./grants";
import { readHistory } from "./history";
import { type Row, type StatementLine, skippedLine, statementLines } from "./lines";
import { tellCashReport, tellPosition } from "./positions";
import type { SectionKind } from "./section-names";
import { sectionKind, tagOf, whyNoRow } from "./sections";
import { type Orders, tellTrade } from "./trades";
import { tellCorporateAction, tellTransfer } from "./units";

const SOURCE = "ibkr-activity";
const AGAIN = "Download the statement again as CSV, and import it unchanged.";

/** Sections that say something about the whole file. */
const ABOUT: ReadonlySet<SectionKind> = new Set(["statement", "account", "summary", "instruments", "netAssetValue"]);

/** The accounts of the file; a line that names none belongs to the only one, or to the nameless. */
function accountsOf(about: About, fileName: string): string[] {
  const [only, ...others] = about.accounts;
  if (only === undefined) return [accountOfName(fileName)];
  // The history masks the account's number; the file's name doesn't.
  if (others.length === 0 && only.includes("*")) return [unmasked(only, accountOfName(fileName))];
  return others.length === 0 ? [only] : [...about.accounts, ""];
}

const accountOfName = (fileName: string) => /(?:^|[^A-Z0-9])([A-Z]{1,3}\d{5,10})(?=[._-]|$)/.exec(fileName)?.[1] ?? "";

function unmasked(masked: string, named: string): string {
  const [start = "", end = ""] = masked.split(/\*+/);
  return named.startsWith(start) && named.endsWith(end) ? named : masked;
}

interface Telling {
  about: About;
  orders: Orders;
}

/** What a line becomes: a line for Flex's reader, or an outcome. */
function tell(line: StatementLine, { about, orders }: Telling): ToldLine {
  const { kind, tag, row } = line;
  if (tag === "header") return skippedLine(line, `A header: here begins the section “${line.section.slice(0, 80)}”.`);
  if (kind !== null && ABOUT.has(kind)) return skippedLine(line, "Tells about the statement, the account or the instruments.");
  if (kind === null) return skippedLine(line, whyNoRow(line.section));
  if (tag === "total") return skippedLine(line, "A total or a note; the lines of data are the rows.");
  if (!row) return refused(line, "No header of the section stands before the line.", "A line such as Trades,Header,….");
  if (line.overflows) return refused(line, "The line has more cells than its header has columns.", "As many cells as the header names.");
  const data = { ...line, row };
  if (kind === "trades") return tellTrade(data, about, orders);
  if (isCashSection(kind)) return tellCash(data, about);
  const reader = READERS[kind];
  return reader ? reader(data, about) : skippedLine(line, whyNoRow(line.section));
}

const READERS: Partial<Record<SectionKind, (line: StatementLine & { row: Row }, about: About) => ToldLine>> = {
  corporateActions: tellCorporateAction,
  transfers: tellTransfer,
  positions: tellPosition,
  cashReport: tellCashReport,
  grants: (line, about) => readGrant(line, about, SOURCE),
  history: ({ row }, about) => readHistory(row, about, SOURCE),
};

function refused({ line, raw }: StatementLine, problem: string, expected: string): FormatItem {
  return { kind: "refused", line, problem, expected, mend: AGAIN, raw };
}

/** The account that a line is of; null where it names none. */
const accountOf = ({ row, tag }: StatementLine) => (row && tag === "data" ? (row.text("account").split(/\s/)[0] ?? "") : "");

function* linesOfAccount(all: Iterable<StatementLine>, account: string, about: About, isFirst: boolean): Generator<ToldLine> {
  const telling = { about, orders: new Map<string, number>() };
  const isShared = about.accounts.length > 1;
  for (const line of all) {
    const named = isShared && line.kind !== null && !ABOUT.has(line.kind) ? accountOf(line) : "";
    const isRow = line.tag === "data" && line.kind !== null && !ABOUT.has(line.kind);
    const owner = isShared && isRow ? named === account : isFirst;
    if (owner) yield tell(line, telling);
  }
}

function* parse(bytes: Uint8Array, context: ParseContext = {}): Generator<FormatItem> {
  const all = statementLines(bytes, context.assume);
  const about = aboutStatement(all(), context.fileName);
  if (!about.hasSections)
    throw new FormatError(
      "The file has no section of an activity statement.",
      "Choose CSV as the format of the statement, and import it unchanged.",
      1,
    );
  const accounts = accountsOf(about, context.fileName ?? "");
  const isShared = about.accounts.length > 1;
  for (const [index, accountId] of accounts.entries()) {
    const lines = () => linesOfAccount(all(), isShared ? accountId : "", about, index === 0);
    if (index > 0 && isEmpty(lines())) continue;
    yield* readToldStatement(
      {
        line: 1,
        attributes: {
          accountId,
          ...(about.from ? { fromDate: about.from } : {}),
          ...(about.to ? { toDate: about.to } : {}),
          ...(about.alias && !isShared ? { acctAlias: about.alias } : {}),
        },
        currency: about.base,
        lines: () => withEmptyPositions(lines(), about),
      },
      { source: SOURCE, mend: AGAIN },
    );
  }
}

const isEmpty = (lines: Iterable<ToldLine>) => lines[Symbol.iterator]().next().done === true;

/** A statement leaves out the section of positions when there are none; its cash report is then the whole list of what is held. */
function* withEmptyPositions(lines: Iterable<ToldLine>, about: About): Generator<ToldLine> {
  if (!about.hasPositions && about.isAllCash) yield { section: "OpenPositions", line: 1 };
  yield* lines;
}

function sureness({ tables }: Probe): number {
  for (const { rows } of tables) {
    const [first] = rows;
    if (first && sectionKind(first[0] ?? "") === "statement" && tagOf(first[1] ?? "") === "header") return CERTAIN;
    const headers = rows.filter((cells) => tagOf(cells[1] ?? "") === "header" && sectionKind(cells[0] ?? "") !== null);
    if (headers.length > 0) return CERTAIN / 2;
  }
  return 0;
}

/**
 * Interactive Brokers' activity statement as CSV, in the languages in which the broker writes it (CapTrader's, Lynx's and other introducing
 * brokers' too), and its report Transaction History. Sections of their own columns, each line beginning with the section's name and with
 * `Header`, `Data`, `SubTotal`, `Total` or `Notes`. It lists what a Flex statement lists, without ids: told in Flex's words, it is read by
 * the same rules. Times are New York's.
 */
export const ibkrActivity: Format = {
  code: SOURCE,
  name: "Interactive Brokers activity statement (CSV)",
  version: 1,
  recognises: sureness,
  parse,
};

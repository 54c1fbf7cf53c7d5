import { readToldStatement, type ToldLine } from "../ibkr-flex/lines";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext, type Probe } from "../types";
import { attributeOf, isFlexOnly, isHeaderRow } from "./fields";
import { type CsvLine, csvLines } from "./lines";
import { ACCOUNT, isKnownSection } from "./sections";
import { type Symbols, symbolTold, tell } from "./tell";

const SOURCE = "ibkr-flex-csv";

/** What must be known of the file before its first row is read. */
interface About {
  /** Accounts in the order in which they come, each with the attributes of its statement. */
  accounts: Map<string, Record<string, string>>;
  currencies: Map<string, string>;
  symbols: Symbols;
  hasData: boolean;
}

function aboutFile(lines: Iterable<CsvLine>, fileName = ""): About {
  const accounts = new Map<string, Record<string, string>>();
  const currencies = new Map<string, string>();
  const symbols = new Map<string, string>();
  let period: Record<string, string> = {};
  let hasData = false;
  const day = /(?:^|\D)(20\d{2})-?(\d{2})-?(\d{2})(?=\D*$)/.exec(fileName);
  const note = (account: string, attributes: Record<string, string>) =>
    accounts.set(account, {
      accountId: account,
      ...(day ? { toDate: `${day[1]}-${day[2]}-${day[3]}` } : {}),
      ...accounts.get(account),
      ...attributes,
    });
  for (const line of lines) {
    if (line.kind === "control" && line.from !== undefined)
      period = Object.fromEntries(
        Object.entries({ fromDate: line.from, toDate: line.to ?? "", whenGenerated: line.generated ?? "" }).filter(([, value]) =>
          /^\d/.test(value),
        ),
      );
    if (line.kind !== "data") continue;
    hasData = true;
    const { attributes } = line;
    note(line.account, { ...period, ...(attributes.acctAlias ? { acctAlias: attributes.acctAlias } : {}) });
    if (line.names === ACCOUNT && attributes.currency) currencies.set(line.account, attributes.currency);
    const told = symbolTold(line);
    if (told && !symbols.has(told.isin)) symbols.set(told.isin, told.symbol);
  }
  if (accounts.size === 0) note("", period);
  return { accounts, currencies, symbols, hasData };
}

/** The lines of one account; those of no account come with the first. */
function* linesOfAccount(lines: Iterable<CsvLine>, account: string, about: About, isFirst: boolean): Generator<ToldLine> {
  for (const line of lines) {
    if (line.kind !== "data") {
      if (isFirst) yield line.item;
    } else if (line.account === account) {
      if (line.names === ACCOUNT) yield { kind: "skipped", line: line.line, reason: "Tells about the account.", raw: line.raw };
      else yield tell(line, about.symbols);
    }
  }
}

function* parse(bytes: Uint8Array, context: ParseContext = {}): Generator<FormatItem> {
  const lines = csvLines(bytes);
  const about = aboutFile(lines(), context.fileName);
  if (!about.hasData && ![...lines()].some(({ kind }) => kind === "control" || kind === "outcome"))
    throw new FormatError("The file is empty.", "Run the Flex query again, and import the file as it was downloaded.", 1);
  let isFirst = true;
  for (const [account, attributes] of about.accounts) {
    const first = isFirst;
    isFirst = false;
    yield* readToldStatement(
      { line: 1, attributes, currency: about.currencies.get(account) ?? null, lines: () => linesOfAccount(lines(), account, about, first) },
      { source: SOURCE },
    );
  }
}

function sureness({ tables }: Probe): number {
  for (const { rows } of tables) {
    const [first = []] = rows;
    const [word, code] = [(first[0] ?? "").trim(), (first[1] ?? "").trim()];
    if ((word === "BOF" && first.length > 3) || (word === "HEADER" && /^[A-Z]{4}$/.test(code))) return CERTAIN;
    for (const cells of rows) {
      if (!isHeaderRow(cells)) continue;
      const fields = new Set(cells.flatMap((cell) => attributeOf(cell) ?? []));
      if (cells.some(isFlexOnly) && isKnownSection(fields)) return CERTAIN / 10 + fields.size;
    }
  }
  return 0;
}

/**
 * Interactive Brokers' Flex query as CSV: any selection of sections and fields, one table after the other, with or without the records that
 * begin and end them (`BOF`, `BOS`, `HEADER`, `DATA`, …). It is the XML statement in another dress, and read by the same rules: rows bear
 * the same ids, so that a query may be run in either format and gives the same rows.
 */
export const ibkrFlexCsv: Format = {
  code: SOURCE,
  name: "Interactive Brokers Flex query (CSV)",
  version: 1,
  recognises: sureness,
  parse,
};

import { absolute, type DecimalString, negate } from "@/lib/money/decimal";
import { tableBytes } from "../table/encoding";
import { decodeText } from "../text";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext } from "../types";
import { QifNumbers } from "./amounts";
import { readBank } from "./bank";
import { detectOrder } from "./dates";
import { RunningUnits } from "./holdings";
import { actionOf, readInvestment } from "./investment";
import { type FileContext, QifRow, SOURCE } from "./record";
import { readSections, type Section } from "./sections";
import { Securities } from "./securities";
import { ratioOf, splitDelta } from "./units";

const LOOKS_LIKE_QIF = /^\uFEFF?\s*!(?:type\s*:|account\b|option\s*:|clear\s*:)/i;

const LISTS: Readonly<Record<string, string>> = {
  accounts: "A list of accounts",
  securities: "A list of securities",
  prices: "Prices, which are not imported",
};

function listed({ kind, title, line, records }: Section): FormatItem[] {
  if (records.length === 0) return [];
  const what = LISTS[kind] ?? `The list “${title.slice(0, 60)}”`;
  return [{ kind: "skipped", line, reason: `${what}: ${records.length} ${records.length === 1 ? "record" : "records"}.` }];
}

/** Records under a header that isn't known: each of them could be a transaction. */
function refused({ title, records }: Section): FormatItem[] {
  return records.map(({ line }) => ({
    kind: "refused",
    line,
    problem: title === "" ? "The record stands before any header." : `The record stands under “!${title.slice(0, 60)}”, which isn't known.`,
    expected: "A header such as !Type:Bank or !Type:Invst.",
    mend: "Export the file again, or correct the header.",
  }));
}

/** Changes in units by record, for the splits, which the file tells as ratios only. */
function runningUnits(rows: readonly QifRow[]): RunningUnits {
  const units = new RunningUnits();
  const splits: QifRow[] = [];
  for (const row of rows) {
    const { action } = actionOf(row);
    if (action?.does === "split") splits.push(row);
    const change = action === null ? null : changeOf(row, action.does, "tradeType" in action ? action.tradeType : "");
    if (change !== null) units.add(row.account, row.text("Y"), row.at.instant, change);
  }
  // In order of time: a split multiplies what an earlier one has left.
  splits.sort((a, b) => (a.at.instant < b.at.instant ? -1 : 1));
  for (const row of splits) {
    const ratio = ratioOf(row.peek("Q"));
    const held = units.before(row.account, row.text("Y"), row.at.instant);
    if (ratio !== null) units.add(row.account, row.text("Y"), row.at.instant, splitDelta(held, ratio));
  }
  return units;
}

function changeOf(row: QifRow, does: string, tradeType: string): DecimalString | null {
  const quantity = does === "trade" || does === "reinvest" || does === "delivery" ? row.peek("Q") : null;
  if (quantity === null) return null;
  return tradeType === "sell" || tradeType === "transfer_out" ? negate(absolute(quantity)) : absolute(quantity);
}

function* parse(bytes: Uint8Array, { assume = {} }: ParseContext = {}): Generator<FormatItem> {
  const text = decodeText(tableBytes(bytes));
  if (!LOOKS_LIKE_QIF.test(text))
    throw new FormatError("This isn't a QIF file: it has no header such as !Type:Bank.", "Choose the file that the program calls QIF.", 1);
  const sections = readSections(text);
  const dates = sections
    .filter(({ kind }) => kind === "bank" || kind === "investment")
    .flatMap(({ records }) => records.flatMap(({ fields }) => fields));
  const context: FileContext = {
    dates: detectOrder(dates.flatMap(({ code, value }) => (code === "D" ? [value] : []))),
    numbers: new QifNumbers(sections),
    securities: new Securities(sections),
    assume,
  };
  const transactions = sections.filter(({ kind }) => kind === "bank" || kind === "investment");
  const rows = new Map(
    transactions.map((section) => [section, section.records.map((record) => new QifRow(record, context, section.account))]),
  );
  const units = runningUnits([...rows].flatMap(([{ kind }, list]) => (kind === "investment" ? list : [])));
  let account = "";
  for (const section of sections) {
    if (section.kind !== "bank" && section.kind !== "investment") {
      yield* section.kind === "unknown" ? refused(section) : listed(section);
      continue;
    }
    if (section.account !== account && section.records.length > 0) {
      account = section.account;
      yield { kind: "statement", line: section.line, statement: { accountId: account.slice(0, 100), name: account.slice(0, 200) } };
    }
    for (const row of rows.get(section) ?? []) {
      yield* section.kind === "bank"
        ? readBank(row)
        : readInvestment(row, (security) => units.before(row.account, security, row.at.instant));
    }
  }
}

/**
 * Quicken Interchange Format: sections under `!Type:…` headers, records of one field a line, each named by its first character and ended by
 * `^`. Bank, cash, card, asset, liability and investment accounts, with `!Account` blocks before them; lists of securities give names their
 * symbols and types.
 *
 * The format tells no currency (a person says it once), no order of day and month (found over the whole file, see `dates.ts`), no style of
 * numbers (found likewise) and no ids. Actions that end in X move their cash on to another account: two rows, so that cash adds up.
 * Intuit's description of the fields, and the notes on their variants that GnuCash publishes.
 */
export const qif: Format = {
  code: SOURCE,
  name: "QIF (Quicken)",
  version: 1,
  recognises: ({ head }) => (LOOKS_LIKE_QIF.test(head) ? CERTAIN : 0),
  parse,
};

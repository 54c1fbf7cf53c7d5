import type { FormatItem } from "../types";
import type { XmlElement, XmlEvent } from "../xml";
import { Row } from "./row";
import { readLine } from "./sections";
import { type Statement, surveyEvents } from "./survey";

/**
 * A line of another file of the broker, in the words of a Flex statement. The CSV files of Interactive Brokers list the same trades, cash
 * and positions as the XML one: told in its elements, they are read by the same rules.
 */
export interface FlexLine {
  line: number;
  /** The container and the element: `Trades` and `Trade`, `CashTransactions` and `CashTransaction`, … */
  section: string;
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** The line as the file has it, for the import's report. */
  raw: string;
  /** The file's own word for the kind of row, where `type` is ours. */
  rawType?: string;
  /** Why a person should look at what becomes of it. */
  doubts?: readonly string[];
}

/** A section that is there, whether or not a line of it follows. */
interface FlexSection {
  line: number;
  section: string;
}

/** A line of Flex, a section of it, or a line whose outcome is known already. */
export type ToldLine = FlexLine | FlexSection | FormatItem;

/** One account's part of the file, as lines that can be read any number of times. */
export interface ToldStatement {
  line: number;
  /** The attributes of the FlexStatement: accountId, fromDate, toDate, whenGenerated, acctAlias. */
  attributes: Readonly<Record<string, string>>;
  /** The base currency, where the file tells it. */
  currency: string | null;
  lines(): Iterable<ToldLine>;
}

interface Telling {
  /** `meta.source` of the rows. */
  source: string;
  /** How to mend a refused line; the words of the Flex reader where it is left out. */
  mend?: string;
}

const SNAPSHOT_SECTIONS = new Set(["OpenPositions", "CashReport"]);

const ROOT: XmlElement = { name: "FlexQueryResponse", attributes: {}, line: 1, parent: null, text: "" };

const within = (parent: XmlElement, name: string, line: number, attributes: Readonly<Record<string, string>> = {}): XmlElement => ({
  name,
  attributes,
  line,
  parent,
  text: "",
});

const isFlex = (told: ToldLine): told is FlexLine | FlexSection => "section" in told;

/** The elements of a statement in the order in which an XML file would have them: containers open before their first line. */
function* events(statement: ToldStatement): Generator<XmlEvent> {
  const open = (element: XmlElement): XmlEvent => ({ kind: "open", element });
  yield open(ROOT);
  const root = within(ROOT, "FlexStatement", statement.line, statement.attributes);
  yield open(root);
  if (statement.currency) yield open(within(root, "AccountInformation", statement.line, { currency: statement.currency }));
  for (const { element, item } of elements(statement, root)) if (!item) yield open(element);
}

interface Told {
  element: XmlElement;
  told: FlexLine | null;
  item: FormatItem | null;
}

function* elements(statement: ToldStatement, root: XmlElement): Generator<Told> {
  const containers = new Map<string, XmlElement>();
  for (const told of statement.lines()) {
    if (!isFlex(told)) {
      yield { element: ROOT, told: null, item: told };
      continue;
    }
    let container = containers.get(told.section);
    if (!container) {
      container = within(root, told.section, told.line);
      containers.set(told.section, container);
      yield { element: container, told: null, item: null };
    }
    if ("name" in told) yield { element: within(container, told.name, told.line, told.attributes), told, item: null };
  }
}

/** What Flex's reader made of the line, under the name and in the words of the file that it came in. */
function retold(item: FormatItem, told: FlexLine, { source, mend }: Telling): FormatItem {
  if (item.kind === "skipped") return { ...item, raw: told.raw };
  if (item.kind === "refused") return { ...item, ...(mend ? { mend } : {}), raw: told.raw };
  if (item.kind === "holding") return { ...item, draft: { ...item.draft, meta: { ...item.draft.meta, source } } };
  if (item.kind !== "transaction") return item;
  const { meta } = item.draft;
  const reasons = [...(meta.reasons ?? []), ...(told.doubts ?? [])];
  return {
    ...item,
    draft: {
      ...item.draft,
      meta: {
        ...meta,
        source,
        ...(told.rawType ? { rawType: told.rawType } : {}),
        ...(reasons.length > 0 ? { reasons } : {}),
        ...(told.doubts && told.doubts.length > 0 ? { needsReview: true } : {}),
      },
    },
  };
}

/** Reads the lines of one account by the rules of the Flex statement: a `statement`, a `snapshot` before the first position, the rows. */
export function* readToldStatement(statement: ToldStatement, telling: Telling): Generator<FormatItem> {
  const [surveyed] = surveyEvents(events(statement));
  if (!surveyed) return;
  yield { kind: "statement", line: statement.line, statement: surveyed.info };
  yield* readLines(statement, surveyed, telling);
}

function* readLines(statement: ToldStatement, surveyed: Statement, telling: Telling): Generator<FormatItem> {
  let snapshotBegun = false;
  const root = within(ROOT, "FlexStatement", statement.line, statement.attributes);
  for (const { element, told, item } of elements(statement, root)) {
    const asOf = surveyed.positionsAsOf;
    if (item) {
      yield item;
    } else if (!told) {
      if (!asOf || snapshotBegun || !SNAPSHOT_SECTIONS.has(element.name)) continue;
      snapshotBegun = true;
      yield { kind: "snapshot", line: element.line, asOf: asOf.instant, dateOnly: asOf.dateOnly };
    } else {
      for (const made of readLine(new Row(element), surveyed)) yield retold(made, told, telling);
    }
  }
}

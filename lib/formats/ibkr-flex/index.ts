import { decodeText } from "../text";
import { type Assumptions, CERTAIN, type Format, FormatError, type FormatItem } from "../types";
import { readXml, type XmlElement } from "../xml";
import { Row } from "./row";
import { readLine } from "./sections";
import { type Statement, survey } from "./survey";

/** Sections that belong to the list of positions: the snapshot begins with whichever comes first. */
const SNAPSHOT_SECTIONS = new Set(["OpenPositions", "CashReport"]);

function refuseOutside(element: XmlElement): FormatItem[] {
  if (element.name === "AccountInformation" || Object.keys(element.attributes).length === 0) return [];
  const row = new Row(element);
  row.refuse(
    `<${element.name.slice(0, 60)}> stands outside any account's statement.`,
    "Expected it inside a FlexStatement.",
    "Download the statement again, and import it unchanged.",
  );
  return row.items();
}

/** All data is in attributes. Text between the tags is what's left of a line whose tag was damaged. */
function refuseText(element: XmlElement): FormatItem[] {
  if (element.text === "") return [];
  return [
    {
      kind: "refused",
      line: element.line,
      problem: `There is text inside <${element.name.slice(0, 60)}>.`,
      expected: "Expected nothing but elements: a line of the statement may have lost its tag.",
      mend: "Download the statement again, and import it unchanged.",
      raw: element.text.trim().slice(0, 400),
    },
  ];
}

function* readStatements(text: string, statements: readonly Statement[], assume: Assumptions): Generator<FormatItem> {
  const left = [...statements];
  let statement: Statement | undefined;
  let snapshotBegun = false;
  for (const { kind, element } of readXml(text)) {
    if (kind === "close") {
      yield* refuseText(element);
      if (element.name === "FlexStatement") statement = undefined;
    } else if (element.name === "FlexStatement") {
      statement = left.shift();
      snapshotBegun = false;
      if (statement) yield { kind: "statement", line: element.line, statement: statement.info };
    } else if (!statement) {
      if (element.parent && element.name !== "FlexStatements") yield* refuseOutside(element);
    } else {
      const asOf = statement.positionsAsOf;
      if (asOf && !snapshotBegun && SNAPSHOT_SECTIONS.has(element.name)) {
        snapshotBegun = true;
        yield { kind: "snapshot", line: element.line, asOf: asOf.instant, dateOnly: asOf.dateOnly };
      }
      yield* readLine(new Row(element, assume), statement);
    }
  }
}

/**
 * Interactive Brokers' activity Flex query in XML: `FlexQueryResponse / FlexStatements / FlexStatement (one per account) / section /
 * line`, all data in attributes. Which sections and fields there are is the user's choice, so every field may be missing.
 * Amounts are in the line's currency, times in New York's unless a zone is printed. Field names and codes are those of the
 * broker's Flex Query reference.
 */
export const ibkrFlex: Format = {
  code: "ibkr-flex",
  name: "Interactive Brokers Flex query (XML)",
  version: 1,
  recognises: ({ head }) => (/<Flex(?:Query|Statement)Response[\s>/]/.test(head) ? CERTAIN : 0),
  *parse(bytes, { assume = {} } = {}) {
    const text = decodeText(bytes);
    if (text.trim() === "") throw new FormatError("The file is empty.", "Download the statement again, and import it unchanged.");
    yield* readStatements(text, survey(text), assume);
  },
};

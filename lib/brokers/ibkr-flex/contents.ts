import { readMoment } from "@/lib/formats/ibkr-flex/dates";
import { readCurrency } from "@/lib/formats/lookup";
import { FormatError } from "@/lib/formats/types";
import { readXml, type XmlElement } from "@/lib/formats/xml";

/** One account's part of a statement: not its rows, but what the query puts into it. */
export interface FlexContents {
  accountId: string;
  name: string | null;
  currency: string | null;
  /** ISO dates; null where the statement has none. */
  from: string | null;
  to: string | null;
  /** Where its first part begins. */
  line: number;
  sections: Set<string>;
  /** By the name of an element: the fields of its first one. */
  fields: Map<string, ReadonlySet<string>>;
}

/** Elements whose fields are looked at. */
const LOOKED_AT = new Set(["OpenPosition", "Trade", "CashTransaction"]);

/**
 * Reads a statement to its end, and tells what is in it, account by account. A query that is cut into days or months has several parts for
 * each account, which are taken together.
 * @throws FormatError when it isn't a whole Flex statement
 */
export function readContents(text: string): FlexContents[] {
  const accounts = new Map<string, FlexContents>();
  let current: FlexContents | null = null;
  for (const { kind, element } of readXml(text)) {
    if (element.parent === null && element.name !== "FlexQueryResponse")
      throw new FormatError("This is no Flex statement.", "Run the Flex query again.", element.line);
    if (kind === "close") {
      if (element.name === "FlexStatement") current = null;
    } else if (element.name === "FlexStatement") current = accountOf(accounts, element);
    else if (current) note(current, element);
  }
  return [...accounts.values()];
}

const isoDate = (text: string | undefined): string | null => (text ? (readMoment(text)?.date ?? null) : null);

function accountOf(accounts: Map<string, FlexContents>, { attributes, line }: XmlElement): FlexContents {
  const { accountId = "" } = attributes;
  const found = accounts.get(accountId);
  const [from, to] = [isoDate(attributes.fromDate), isoDate(attributes.toDate)];
  if (found) {
    found.from = [found.from, from].filter((day) => day !== null).sort()[0] ?? null;
    found.to =
      [found.to, to]
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null;
    return found;
  }
  const contents: FlexContents = {
    accountId,
    name: attributes.acctAlias || null,
    currency: null,
    from,
    to,
    line,
    sections: new Set(),
    fields: new Map(),
  };
  accounts.set(accountId, contents);
  return contents;
}

function note(contents: FlexContents, { name, parent, attributes }: XmlElement): void {
  if (parent?.name === "FlexStatement") contents.sections.add(name);
  if (name === "AccountInformation") {
    contents.name ??= attributes.acctAlias || null;
    contents.currency ??= readCurrency(attributes.currency ?? null).currency;
  }
  if (LOOKED_AT.has(name) && !contents.fields.has(name)) contents.fields.set(name, new Set(Object.keys(attributes)));
}

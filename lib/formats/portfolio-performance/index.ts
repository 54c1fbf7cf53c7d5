import { decodeText } from "../text";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext, type Probe } from "../types";
import { otherAsides, securityAsides } from "./asides";
import { Client } from "./client";
import { EntryReader, SOURCE } from "./entry";
import { Graph } from "./graph";
import { Partners } from "./partners";
import { Rows } from "./rows";
import { Securities } from "./securities";

const SAVE_AS_XML = "Open it in Portfolio Performance, choose File › Save as › XML, and import that file.";
const LOOKS_LIKE_CLIENT = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<client(?:\s[^>]*)?>\s*<(?:version|baseCurrency|securities)\b/;

/** The file's other ways to be saved, by their first bytes. */
function packagingOf(signature: string): string | null {
  if (signature.startsWith("PPPBV1")) return "The file is in Portfolio Performance's binary format.";
  if (/^PORTFOLIO[\x00\x01]/.test(signature)) return "The file is protected by a password.";
  return /^PK\x03\x04[\s\S]{26}data\.(?:portfolio|xml)/.test(signature) ? "The file is compressed." : null;
}

function recognises({ head, signature = "" }: Probe): number {
  return packagingOf(signature) !== null || LOOKS_LIKE_CLIENT.test(head) ? CERTAIN : 0;
}

function* parse(bytes: Uint8Array, { assume = {} }: ParseContext = {}): Generator<FormatItem> {
  const packaging = packagingOf(Buffer.from(bytes.subarray(0, 64)).toString("latin1"));
  if (packaging !== null) throw new FormatError(packaging, SAVE_AS_XML);
  const graph = Graph.read(decodeText(bytes));
  if (graph.root.name !== "client")
    throw new FormatError("This isn't a file of Portfolio Performance.", "Choose the file that it saves as XML.", graph.root.line);
  const client = new Client(graph);
  const rows = new Rows(client, new Partners(client), new EntryReader(client, new Securities(client), assume), assume);
  yield* securityAsides(client);
  for (const statement of client.statements) {
    const items = rows.of(statement);
    let begun = false;
    for (const item of items) {
      if (!begun) {
        const { id, name, currency } = statement;
        const line = statement.owners[0]?.node.line ?? 1;
        yield { kind: "statement", line, statement: { accountId: id, ...(currency ? { currency } : {}), ...(name ? { name } : {}) } };
      }
      begun = true;
      yield item;
    }
  }
  yield* otherAsides(client);
}

/**
 * The client file of Portfolio Performance, saved as XML: `<client>` with `securities`, `accounts` (cash) and `portfolios` (securities),
 * a graph of objects as the library XStream writes it, with references by path or by id. Versions 1 to 70.
 *
 * Each portfolio is a statement, together with the cash account it names as its reference account; every other cash account is one of its
 * own. Amounts are hundredths, shares and quotes whole numbers of a scale that the version tells. Dates carry no zone, and are kept as
 * written. The application's ids of transactions (since version 51) are kept as `portfolio-performance:<uuid>`.
 *
 * Read from the application's own source (ClientFactory and the model beside it) and its test files.
 */
export const portfolioPerformance: Format = {
  code: SOURCE,
  name: "Portfolio Performance (XML)",
  version: 1,
  recognises,
  parse,
};

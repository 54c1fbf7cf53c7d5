import { decodeText } from "../text";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext } from "../types";
import { declaredCharset, looksLikeOfx } from "./header";
import { parseOfx } from "./parse";
import { readSecurities } from "./securities";
import { readStatement } from "./statements";
import { descendants, type OfxElement, textOf } from "./tree";

const STATEMENTS: ReadonlySet<string> = new Set(["STMTRS", "CCSTMTRS", "INVSTMTRS"]);
const STATUS: ReadonlySet<string> = new Set(["STATUS"]);
const MAX_MESSAGE = 300;

/** The institution's own words, as a sentence to show. */
function refusalOf(status: OfxElement): string {
  const message = textOf(status, "MESSAGE").slice(0, MAX_MESSAGE);
  const code = textOf(status, "CODE").slice(0, 20);
  const words = [message ? `"${message}"` : "no message", code ? `(code ${code})` : ""].filter((word) => word !== "").join(" ");
  return `The institution answered with an error instead of data: ${words}.`;
}

function* parse(bytes: Uint8Array, { assume = {} }: ParseContext = {}): Generator<FormatItem> {
  const text = decodeText(bytes, { charset: declaredCharset(bytes) });
  if (!looksLikeOfx(text.slice(0, 8192))) {
    throw new FormatError(
      "This is not an OFX file: it doesn't begin with an OFX header.",
      "Choose the OFX or QFX download of your bank or broker.",
      1,
    );
  }
  const root = parseOfx(text);
  const statements = descendants(root, STATEMENTS);
  const errors = descendants(root, STATUS).filter((status) => textOf(status, "SEVERITY").toUpperCase() === "ERROR");
  const [first] = errors;
  if (statements.length === 0) {
    if (first) throw new FormatError(refusalOf(first), "Sign in to the institution, and download the statement again.", first.line);
    throw new FormatError("The file holds no account statement.", "Download the transactions of an account, as OFX or QFX.", root.line);
  }
  for (const status of errors) {
    yield {
      kind: "refused",
      line: status.line,
      problem: refusalOf(status),
      expected: "A statement.",
      mend: "Download that account's statement again.",
    };
  }
  const securities = readSecurities(root);
  for (const statement of statements) yield* readStatement(statement, securities, assume);
}

/**
 * OFX and QFX statements of banks, cards and brokers, versions 1.x (SGML) and 2.x (XML), after the Open Financial Exchange
 * specification 1.0.2 to 2.2. One file may hold several accounts. See `dates.ts`, `identity.ts` and `row.ts` for what was decided
 * where files differ from the specification.
 */
export const ofx: Format = {
  code: "ofx",
  name: "OFX / QFX",
  version: 1,
  recognises: ({ head }) => (looksLikeOfx(head) ? CERTAIN : 0),
  parse,
};

import { FormatError } from "../types";
import { tokens } from "./tokens";
import type { OfxElement } from "./tree";

/** OFX nests about ten deep; unclosed empty leaves add a few. Past this it is an attack or not OFX at all. */
const MAX_DEPTH = 100;

const AGGREGATE_NAMES = new Set(
  `OFX STATUS SONRS STMTTRNRS CCSTMTTRNRS INVSTMTTRNRS STMTRS CCSTMTRS INVSTMTRS BANKACCTFROM CCACCTFROM INVACCTFROM BANKTRANLIST
  INVTRANLIST STMTTRN STMTTRNP INVTRAN INVBUY INVSELL INVBANKTRAN INVEXPENSE INCOME REINVEST RETOFCAP SPLIT TRANSFER JRNLFUND JRNLSEC
  MARGININTEREST CLOSUREOPT SECID SECINFO SECLIST INVPOSLIST INVPOS INVBAL LEDGERBAL AVAILBAL`.split(/\s+/),
);
const AGGREGATE_SHAPE = /^(?:(?:BUY|SELL|POS)(?:STOCK|MF|DEBT|OPT|OTHER)|(?:STOCK|MF|DEBT|OPT|OTHER)INFO|\w+MSGSRSV\d)$/;

/** Whether the standard gives this element children, so that it must be closed; SGML lets every other closing tag be left out. */
function isAggregate(name: string): boolean {
  return AGGREGATE_NAMES.has(name) || AGGREGATE_SHAPE.test(name);
}

function cutOff(element: OfxElement): FormatError {
  return new FormatError(
    `<${element.name}> begins here and is never closed: the file is cut off or damaged.`,
    "Download it again from the institution; a file that was edited by hand must keep its closing tags.",
    element.line,
  );
}

/** Ends a leaf whose closing tag was left out. What looked like its children stood after it, so they move to its parent. */
function endLeaf(leaf: OfxElement, parent: OfxElement): void {
  if (isAggregate(leaf.name)) throw cutOff(leaf);
  for (const moved of leaf.children) parent.children.push(moved);
  leaf.children = [];
}

/**
 * The root element of OFX text: 1.x (SGML, where leaves may stay open) and 2.x (XML) alike.
 * @throws FormatError when there is no OFX element, when an aggregate is never closed or closed without having been opened
 *   (rows would be lost silently otherwise), and when the nesting is absurd.
 */
export function parseOfx(text: string): OfxElement {
  const top: OfxElement = { name: "", line: 1, text: "", children: [] };
  const open: OfxElement[] = [top];
  const current = () => open[open.length - 1] ?? top;
  const endCurrent = () => {
    const leaf = open.pop() ?? top;
    endLeaf(leaf, current());
  };
  for (const token of tokens(text)) {
    if (token.kind === "text") {
      // Before the root this is the header block; inside an aggregate it is debris that belongs to nothing.
      if (open.length > 1) current().text ||= token.text;
    } else if (token.kind === "open") {
      if (current().text !== "" && !isAggregate(current().name)) endCurrent();
      if (open.length > MAX_DEPTH)
        throw new FormatError("The file nests its elements absurdly deep.", "Use the file as the institution made it.", token.line);
      const element: OfxElement = { name: token.name, line: token.line, text: "", children: [] };
      current().children.push(element);
      open.push(element);
    } else if (open.some((element) => element.name === token.name)) {
      while (current().name !== token.name) endCurrent();
      open.pop();
    } else if (isAggregate(token.name)) {
      throw new FormatError(
        `</${token.name}> closes something that was never opened: the file is damaged.`,
        "Download it again from the institution.",
        token.line,
      );
    }
  }
  const unclosed = open[1];
  if (unclosed) throw cutOff(open.findLast((element) => isAggregate(element.name)) ?? unclosed);
  const root = top.children.find((element) => element.name === "OFX");
  if (!root)
    throw new FormatError("This is not an OFX file: it has no <OFX> element.", "Choose the OFX or QFX download of your bank or broker.", 1);
  return root;
}

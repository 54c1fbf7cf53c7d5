import type { FormatItem } from "../types";
import { bankLine, pairConversions } from "./bank";
import { assignIds, type IdentifiedDraft } from "./identity";
import { expense, income, marginInterest, returnOfCapital } from "./income";
import { journalFunds, journalSecurities, optionClosure, split, transfer } from "./moves";
import { rawOf } from "./reader";
import { type Effect, OfxRow, type StatementContext } from "./row";
import { buy, reinvest, sell } from "./trades";
import { descendants, type OfxElement } from "./tree";

const EFFECTS: Readonly<Record<string, (row: OfxRow) => Effect>> = {
  BUYSTOCK: buy,
  BUYMF: buy,
  BUYDEBT: buy,
  BUYOPT: buy,
  BUYOTHER: buy,
  SELLSTOCK: sell,
  SELLMF: sell,
  SELLDEBT: sell,
  SELLOPT: sell,
  SELLOTHER: sell,
  REINVEST: reinvest,
  INCOME: income,
  RETOFCAP: returnOfCapital,
  MARGININTEREST: marginInterest,
  INVEXPENSE: expense,
  TRANSFER: transfer,
  SPLIT: split,
  JRNLFUND: journalFunds,
  JRNLSEC: journalSecurities,
  CLOSUREOPT: optionClosure,
  STMTTRN: bankLine,
};

/** An element of no kind we know is kept as it stands: its units, price and total, for a person to say what they are. */
function unknown(row: OfxRow): Effect {
  const rawType = row.element.name.slice(0, 64);
  const [quantity, netAmount] = [row.number("UNITS"), row.money("TOTAL") ?? row.money("TRNAMT")];
  return {
    tradeType: row.typeOf(
      rawType,
      `The file calls this ${row.element.name.slice(0, 40)}, which is not a kind of transaction that Truefolio knows.`,
    ),
    rawType,
    price: row.price(),
    ...(quantity ? { quantity } : {}),
    ...(netAmount ? { netAmount } : {}),
  };
}

/** CORRECTACTION and REVERSALFITID take an earlier row back; a correction that replaces it goes on to be a row itself. */
function cancellationOf(row: OfxRow): { item: FormatItem; replaced: boolean } | null {
  const target = row.text("REVERSALFITID") || row.text("CORRECTFITID");
  if (target === "") return null;
  const { line } = row.element;
  const replaced = row.text("CORRECTACTION").toUpperCase() === "REPLACE";
  const reason = replaced ? "The institution replaced this row by a corrected one." : "The institution took this row back.";
  return { item: { kind: "cancellation", line, externalIds: [`${row.context.idPrefix}${target}`], reason }, replaced };
}

/** FITIDs that option closings of these elements name as their other leg. */
export function relatedIds(lists: readonly OfxElement[]): Set<string> {
  const ids = lists.flatMap((list) => descendants(list, new Set(["RELFITID"]))).map((leaf) => leaf.text);
  return new Set(ids.filter((id) => id !== ""));
}

function rowsOf(list: OfxElement): OfxElement[] {
  return list.children.flatMap((element) => {
    const inner = element.name === "INVBANKTRAN" ? descendants(element, new Set(["STMTTRN"])) : [];
    return inner.length > 0 ? inner : [element];
  });
}

function readRow(element: OfxElement, context: StatementContext, read: IdentifiedDraft[]): FormatItem[] {
  const { line } = element;
  if (element.children.length === 0)
    return [{ kind: "skipped", line, reason: `${element.name.slice(0, 40)} holds nothing to read.`, raw: rawOf(element) }];
  const row = new OfxRow(element, context);
  const cancellation = cancellationOf(row);
  if (cancellation && !cancellation.replaced) return [cancellation.item];
  const effect = (EFFECTS[element.name] ?? unknown)(row);
  const posted = element.name === "STMTTRN" || (row.has("DTPOSTED") && !row.has("DTTRADE"));
  const draft = row.draft(effect, posted ? "DTPOSTED" : "DTTRADE");
  if (!draft) return [row.refusal()];
  read.push({ draft, fitId: row.fitId });
  return [...(cancellation ? [cancellation.item] : []), { kind: "transaction", line, draft }];
}

/** The rows of BANKTRANLIST and INVTRANLIST elements, in file order, with their ids. Nothing in a list is passed over in silence. */
export function readTransactions(lists: readonly OfxElement[], context: StatementContext): FormatItem[] {
  const read: IdentifiedDraft[] = [];
  const items = lists.flatMap((list) =>
    rowsOf(list)
      .filter((element) => element.name !== "DTSTART" && element.name !== "DTEND")
      .flatMap((element) => readRow(element, context, read)),
  );
  assignIds(read, context.idPrefix);
  pairConversions(read.map(({ draft }) => draft));
  return items;
}

import { absolute, type DecimalString, negate, sign } from "@/lib/money/decimal";
import { type Case, type Cause, dayOf, newRow, type PlannedChange, spoken } from "../case";
import type { ComparisonLine } from "../schema";

/** What has only changed its name or its place: equal differences, one the other way round. */

/** Filled in when it is written: rows that are parts of one event share it. */
export const NEW_GROUP = "new";

/** Units that left under one name and came under another. */
export function renames(input: Case): Cause[] {
  const { line, lines, accountId, accountName, asOf } = input;
  if (line.subject.kind === "cash") return [];
  const wanted = negate(line.difference);
  const counterparts = lines.filter(
    (other) =>
      other.subject.kind === "instrument" &&
      other.subject.key !== line.subject.key &&
      sign(line.difference) !== 0 &&
      other.difference === wanted,
  );
  return counterparts.map((other) => {
    const [old, now] = sign(line.difference) === sign(line.broker) && sign(line.ledger) === 0 ? [other, line] : [line, other];
    const isWhole = sign(old.broker) === 0 && sign(now.ledger) === 0;
    const sameKind = old.subject.assetType === now.subject.assetType && old.subject.currency === now.subject.currency;
    const leg = (side: ComparisonLine): PlannedChange => ({
      operation: "add",
      accountId,
      accountName,
      subject: side.subject.key,
      draft: newRow(side, {
        tradeType: "symbol_change",
        day: dayOf(asOf),
        quantity: side.difference,
        meta: { groupId: NEW_GROUP, corporateAction: { kind: "rename", parent: old.subject.symbol, child: now.subject.symbol } },
      }),
    });
    return {
      id: `rename:${old.subject.key}:${now.subject.key}`,
      kind: "rename",
      score: (isWhole ? 90 : 52) - (sameKind ? 0 : 30) - (counterparts.length > 1 ? 15 : 0),
      sentence: `The ledger has ${spoken(absolute(line.difference), line.subject)} of ${old.subject.symbol} that the broker doesn’t list, and the broker lists as many of ${now.subject.symbol}${
        isWhole ? " that the ledger doesn’t know" : ""
      }: the instrument may have a new name or ISIN. Where both are one thing that merely goes by two names, merge them under Instruments instead.`,
      evidence: input.rows.slice(-2),
      plan: {
        title: `Rename ${old.subject.symbol} to ${now.subject.symbol}`,
        changes: [leg(old), leg(now)],
        reason: `${old.subject.symbol} became ${now.subject.symbol}.`,
        days: { from: dayOf(input.rows.at(-1)?.draft.tradeTime ?? asOf), to: dayOf(asOf), proposed: dayOf(asOf) },
        asksPrice: false,
      },
      acceptance: null,
    };
  });
}

/** Units that went from one of the person's accounts to another, told on neither side or on one. */
export function transfers(input: Case): Cause[] {
  return [...unpaired(input), ...untold(input)];
}

/** The other account has the delivery; this one lacks its end of it. */
function unpaired({ line, deliveries, accountId, accountName }: Case): Cause[] {
  return deliveries
    .filter(({ draft }) => draft.quantity === negate(line.difference))
    .slice(-2)
    .map((row) => {
      const { draft } = row;
      const groupId = draft.meta.groupId ?? NEW_GROUP;
      const here = newRow(line, {
        tradeType: sign(line.difference) > 0 ? "transfer_in" : "transfer_out",
        day: dayOf(draft.tradeTime),
        quantity: line.difference,
        price: draft.price,
        meta: { groupId, ...(draft.meta.lots ? { lots: draft.meta.lots } : {}) },
      });
      return {
        id: `transfer:${row.id}`,
        kind: "transfer",
        score: 89,
        sentence: `${row.accountName} has a ${sign(draft.quantity) < 0 ? "transfer out" : "transfer in"} of ${spoken(absolute(draft.quantity), line.subject)} on ${dayOf(draft.tradeTime)}, and its other end is in no ledger of yours.`,
        evidence: [row],
        plan: {
          title: "Record the other end",
          changes: [
            { operation: "add", accountId, accountName, subject: line.subject.key, draft: here },
            ...(draft.meta.groupId
              ? []
              : [{ operation: "edit", row, draft: { ...draft, meta: { ...draft.meta, groupId: NEW_GROUP, edited: true } } } as const]),
          ],
          reason: `The other end of a transfer with ${row.accountName}.`,
          days: null,
          asksPrice: false,
        },
        acceptance: null,
      };
    });
}

/** Both accounts differ, by the same size, one the other way round. */
function untold(input: Case): Cause[] {
  const { line, elsewhere, accountId, accountName, asOf } = input;
  if (sign(line.difference) === 0) return [];
  const counterparts = elsewhere.filter(({ difference }) => difference === negate(line.difference));
  return counterparts.map((other) => {
    const end = (id: string, name: string, quantity: DecimalString): PlannedChange => ({
      operation: "add",
      accountId: id,
      accountName: name,
      subject: line.subject.key,
      draft:
        line.subject.kind === "cash"
          ? newRow(line, {
              tradeType: sign(quantity) > 0 ? "deposit" : "withdrawal",
              day: day(asOf, other.asOf),
              quantity,
              price: "1" as DecimalString,
              netAmount: quantity,
              meta: { groupId: NEW_GROUP },
            })
          : newRow(line, {
              tradeType: sign(quantity) > 0 ? "transfer_in" : "transfer_out",
              day: day(asOf, other.asOf),
              quantity,
              meta: { groupId: NEW_GROUP },
            }),
    });
    const here = end(accountId, accountName, line.difference);
    const there = end(other.accountId, other.accountName, other.difference);
    return {
      id: `transfer:${other.accountId}`,
      kind: "transfer",
      score: counterparts.length === 1 ? 84 : 62,
      sentence: `${other.accountName} differs by as much the other way round: ${spoken(absolute(line.difference), line.subject)} may have gone ${
        sign(line.difference) < 0 ? `there from here` : `from there to here`
      }, and neither ledger says so.`,
      evidence: [],
      plan: {
        title: "Record the transfer",
        changes: sign(line.difference) < 0 ? [here, there] : [there, here],
        reason: `Transfer between ${accountName} and ${other.accountName}.`,
        days: {
          from: dayOf(input.rows.at(-1)?.draft.tradeTime ?? day(asOf, other.asOf)),
          to: day(asOf, other.asOf),
          proposed: day(asOf, other.asOf),
        },
        asksPrice: false,
      },
      acceptance: null,
    };
  });
}

/** Both snapshots have it: it was no later than the earlier one. */
const day = (a: string, b: string) => dayOf(a < b ? a : b);

import type { TransactionDraft } from "@/lib/formats/types";
import { absolute, add, compare, decimal, multiply, negate, sign, ZERO } from "@/lib/money/decimal";
import { isTradeType, type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { amountOf, type Case, type Cause, dayOf, type Evidence, plural, spoken } from "../case";

/** Rows that are too much, the wrong way round, or gone: the difference is a row's own size. */

const TWO = decimal("2");

const label = (row: Evidence) => tradeTypeRow(row.draft.tradeType).label.toLowerCase();
const onDay = (row: Evidence) => `of ${dayOf(row.draft.tradeTime)}`;

/** What makes two rows look like one row told twice: the day, the kind, and every number. */
const likeness = ({ subject, draft }: Evidence) =>
  [subject, draft.tradeType, dayOf(draft.tradeTime), draft.quantity, draft.price, draft.currency, draft.meta.netAmount].join("|");

/** Rows beyond the first of each set of equal ones. */
function surplusOf(rows: readonly Evidence[]): Evidence[][] {
  const sets = new Map<string, Evidence[]>();
  for (const row of rows) sets.set(likeness(row), [...(sets.get(likeness(row)) ?? []), row]);
  return [...sets.values()].filter((set) => set.length > 1);
}

/** Equal fills are real where one broker gave each of them an id of its own. */
function toldApart(set: readonly Evidence[]): boolean {
  const ids = set.map(({ draft }) => draft.meta.externalId);
  const sources = new Set(set.map(({ draft }) => draft.meta.source));
  return sources.size === 1 && !ids.includes(undefined) && new Set(ids).size === ids.length;
}

const removal = (rows: readonly Evidence[], reason: string) => ({
  title: rows.length === 1 ? "Delete the row" : `Delete ${plural(rows.length, "row")}`,
  changes: rows.map((row) => ({ operation: "remove", row }) as const),
  reason,
  days: null,
  asksPrice: false,
});

/** A row that is in the ledger twice; or a single one of just that size that the broker doesn't count. */
export function duplicates({ line, rows }: Case): Cause[] {
  const tooMuch = negate(line.difference);
  const sets = surplusOf(rows);
  const causes: Cause[] = [];
  const all = sets.flatMap(([, ...copies]) => copies);
  for (const set of sets) {
    // The later ones go: the first is the one that was there before its copies came.
    const count = set.slice(1).findIndex((_, index) => sumLast(set, index + 1, line) === tooMuch) + 1;
    const [first] = set;
    if (count === 0 || !first) continue;
    const copies = set.slice(set.length - count);
    const told = toldApart(set);
    causes.push({
      id: `duplicate:${copies.map(({ id }) => id).join(",")}`,
      kind: "duplicate",
      score: told ? 64 : 92,
      sentence: `The ${label(first)} ${onDay(first)} is in the ledger ${plural(set.length, "time")}, alike to the last digit${
        told ? ", though under different ids of the broker" : ""
      }. Without ${count === 1 ? "the copy" : `${count} copies`} both sides agree.`,
      evidence: set,
      plan: removal(copies, "Duplicate of an equal row."),
      acceptance: null,
    });
  }
  if (causes.length === 0 && all.length > 1 && add(ZERO, ...all.map((row) => amountOf(row, line.subject))) === tooMuch) {
    causes.push({
      id: `duplicate:${all[0]?.id}+${all.length}`,
      kind: "duplicate",
      score: 88,
      sentence: `${plural(all.length, "row")} are in the ledger twice. Without the copies both sides agree: the same days may have been imported under two names.`,
      evidence: all,
      plan: removal(all, "Duplicates of equal rows."),
      acceptance: null,
    });
  }
  return causes.length > 0 ? causes : singles(line, rows, tooMuch);
}

const sumLast = (set: readonly Evidence[], count: number, line: Case["line"]) =>
  add(ZERO, ...set.slice(set.length - count).map((row) => amountOf(row, line.subject)));

/** A row of exactly that size, without a twin: it would explain the difference, and nothing else speaks for it. */
function singles(line: Case["line"], rows: readonly Evidence[], tooMuch: string): Cause[] {
  const fitting = rows.filter((row) => amountOf(row, line.subject) === tooMuch);
  return fitting.slice(-3).map((row) => ({
    id: `duplicate:${row.id}`,
    kind: "duplicate",
    score: fitting.length === 1 ? 45 : 38,
    sentence: `The ${label(row)} ${onDay(row)} has exactly this size, ${spoken(absolute(amountOf(row, line.subject)), line.subject)}. If it never happened, or is told by another row too, both sides agree without it.`,
    evidence: [row],
    plan: removal([row], "The broker doesn't count this row."),
    acceptance: null,
  }));
}

const OPPOSITES: Readonly<Partial<Record<TradeType, TradeType>>> = {
  buy: "sell",
  sell: "buy",
  transfer_in: "transfer_out",
  transfer_out: "transfer_in",
  deposit: "withdrawal",
  withdrawal: "deposit",
};

/** The row the other way round; null where its type fixes the sign and has no opposite. */
export function turned(draft: TransactionDraft): TransactionDraft | null {
  if (!isTradeType(draft.tradeType)) return null;
  const { units, cash } = tradeTypeRow(draft.tradeType);
  const opposite = OPPOSITES[draft.tradeType];
  const isFree = (units === "±" || units === "0") && (cash === "±" || cash === "0");
  if (!opposite && !isFree) return null;
  return {
    ...draft,
    tradeType: opposite ?? draft.tradeType,
    quantity: negate(draft.quantity),
    meta: { ...draft.meta, netAmount: negate(draft.meta.netAmount), edited: true },
  };
}

/** A row that counts the wrong way: turning it round moves the ledger by twice its size. */
export function wrongSigns({ line, rows }: Case): Cause[] {
  const causes: Cause[] = [];
  for (const row of rows) {
    const amount = amountOf(row, line.subject);
    if (sign(amount) === 0 || compare(negate(multiply(amount, TWO)), line.difference) !== 0) continue;
    const draft = turned(row.draft);
    if (!draft) continue;
    const oversold = line.subject.kind === "instrument" && sign(line.ledger) < 0 && sign(line.broker) >= 0;
    causes.push({
      id: `wrong_sign:${row.id}`,
      kind: "wrong_sign",
      score: oversold ? 86 : 72,
      sentence: `The difference is twice the ${label(row)} ${onDay(row)}, so that row may have the wrong sign: as ${withArticle(tradeTypeRow(draft.tradeType).label.toLowerCase())} ${
        draft.tradeType === row.draft.tradeType ? "of the other sign " : ""
      }it makes both sides agree.`,
      evidence: [row],
      plan: {
        title: "Turn the row round",
        changes: [{ operation: "edit", row, draft }],
        reason: "The row had the wrong sign.",
        days: null,
        asksPrice: false,
      },
      acceptance: null,
    });
  }
  return causes.slice(-3);
}

const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

/** A row that somebody deleted, and the broker still counts. */
export function deletedRows({ line, deleted }: Case): Cause[] {
  return deleted
    .filter((row) => sign(line.difference) !== 0 && amountOf(row, line.subject) === line.difference)
    .slice(-2)
    .map((row) => ({
      id: `deleted_row:${row.id}`,
      kind: "deleted_row",
      score: 87,
      sentence: `A ${label(row)} ${onDay(row)} of exactly this size was deleted from the ledger. The broker still counts it.`,
      evidence: [],
      plan: {
        title: "Bring the row back",
        changes: [{ operation: "restore", row }],
        reason: "The broker counts this row.",
        days: null,
        asksPrice: false,
      },
      acceptance: null,
    }));
}

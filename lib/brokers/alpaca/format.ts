import { transactionDraft } from "@/lib/formats/draft";
import type { Assumptions, FormatItem, Refusal } from "@/lib/formats/types";
import { toMajorCurrency } from "@/lib/money/currency";
import { unreadable } from "../fields";
import { pagesFormat, type ReadPage, readAnswer } from "../pages";
import { type Activity, activitySchema, bookedAt, identityOf, isCanceled, isCorrection } from "./activity";
import { eventsOf } from "./events";
import { slashedPair } from "./instrument";
import { readCash, readPosition } from "./positions";
import { activityRow } from "./rows";
import { fillRows, SOURCE } from "./trade";

/**
 * What Alpaca's Trading API tells: the account's cash, its positions and its activities. Rows are known by Alpaca's ids of activities, which
 * no file has: there is none to merge with. Alpaca tells no instant of its positions, so they are as of when they were asked for.
 */
export const alpacaPages = pagesFormat({
  code: SOURCE,
  name: "Alpaca",
  version: 1,
  brokers: ["alpaca"],
  *read(pages, { account, fetchedAt }, { assume }) {
    const money = toMajorCurrency(account.currency ?? "").currency ?? "USD";
    yield* holdingsOf(pages, money, fetchedAt);
    const told: Told[] = [];
    for (const page of pages.filter(({ stream }) => stream === "activities"))
      for (const each of listOf(readAnswer(page))) {
        const read = activitySchema.safeParse(each);
        if (read.success) told.push({ line: page.line, activity: read.data });
        else yield unreadable(page.line, "An activity", read.error);
      }
    yield* ledgerOf(told, money, assume);
  },
});

function* holdingsOf(pages: readonly ReadPage[], money: string, fetchedAt: string): Generator<FormatItem> {
  const positions = pages.filter(({ stream }) => stream === "positions");
  const [first] = positions;
  if (!first) return;
  yield { kind: "snapshot", line: first.line, asOf: fetchedAt, dateOnly: false };
  for (const page of pages.filter(({ stream }) => stream === "account")) yield readCash(page.line, readAnswer(page), money);
  for (const page of positions) for (const position of listOf(readAnswer(page))) yield readPosition(page.line, position, money);
}

interface Told {
  line: number;
  activity: Activity;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
/** Of what was booked at one moment: what is taken back comes before what takes it. */
const rank = (activity: Activity) => (isCanceled(activity) ? 1 : isCorrection(activity) ? 2 : 0);

/**
 * In the order in which they were booked, so that a cancellation finds what was there before it, and spares what was booked anew after it.
 */
function* ledgerOf(told: readonly Told[], money: string, assume: Assumptions | undefined): Generator<FormatItem> {
  const events = eventsOf(told.map(({ activity }) => activity));
  const inOrder = told.toSorted(
    ({ activity: a }, { activity: b }) => compareText(bookedAt(a), bookedAt(b)) || rank(a) - rank(b) || compareText(a.id, b.id),
  );
  // Of an activity that came twice, on two pages or since corrected, the last counts.
  const last = new Map(inOrder.map(({ activity }) => [activity.id, activity]));
  for (const { line, activity } of inOrder) {
    if (last.get(activity.id) !== activity) {
      yield { kind: "skipped", line, reason: "The same activity came again, on another page or corrected." };
      continue;
    }
    const { own, same, role } = identityOf(activity);
    if (isCanceled(activity)) {
      const externalIds = [own, ...partIds(activity, own), ...(same === null ? [] : [same])];
      yield { kind: "cancellation", line, externalIds, reason: "Alpaca canceled it." };
      continue;
    }
    if (isCorrection(activity) && role !== null)
      yield { kind: "cancellation", line, externalIds: [role], reason: "Alpaca corrected it, and sent what is right as another row." };
    const rows =
      activity.activity_type === "FILL"
        ? fillRows(activity, money)
        : [activityRow(activity, { event: events.get(activity.id), money, assume })];
    if (rows === null) yield incomplete(line, activity);
    else for (const parts of rows) yield { kind: "transaction", line, draft: transactionDraft(parts) };
  }
}

/** Where a coin was paid with another one, each of them is a row with an id of its own. */
function partIds({ symbol }: Activity, own: string): string[] {
  const pair = slashedPair(symbol);
  return pair ? [`${own}:${pair.base}`, `${own}:${pair.quote}`] : [];
}

function incomplete(line: number, { id }: Activity): Refusal {
  return {
    kind: "refused",
    line,
    problem: `The fill ${id.slice(0, 80)} lacks its symbol, its side, its units or its price.`,
    expected: "A symbol, buy or sell, a number of units and a price.",
    mend: "Sync again; if it stays, enter the trade by hand.",
  };
}

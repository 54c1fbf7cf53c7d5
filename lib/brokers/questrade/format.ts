import { z } from "zod";
import type { FormatItem } from "@/lib/formats/types";
import { answerIn } from "../fields";
import { pagesFormat, type ReadPage, readAnswer } from "../pages";
import { Groups, readActivity, SOURCE } from "./activity";
import { readBalance, readPosition } from "./holdings";
import { readSymbol } from "./symbols";

const LISTS = {
  positions: z.looseObject({ positions: z.array(z.unknown()) }).transform(({ positions }) => positions),
  balances: z.looseObject({ perCurrencyBalances: z.array(z.unknown()) }).transform(({ perCurrencyBalances }) => perCurrencyBalances),
  activities: z.looseObject({ activities: z.array(z.unknown()) }).transform(({ activities }) => activities),
  symbols: z.looseObject({ symbols: z.array(z.unknown()) }).transform(({ symbols }) => symbols),
};

interface Listed {
  value: unknown;
  line: number;
}

/** The rows of all answers of one kind. */
function listed(pages: readonly ReadPage[], stream: keyof typeof LISTS): Listed[] {
  return pages
    .filter((page) => page.stream === stream)
    .flatMap((page) => answerIn(LISTS[stream], readAnswer(page), page.line).map((value) => ({ value, line: page.line })));
}

/**
 * Activities have no id. Equal ones of one answer are as many activities; equal ones of two answers are the same, because no day is in two
 * windows unless the broker repeats it: so of each as many count as the answer has that has most of them.
 */
function* distinct(activities: readonly Listed[]): Generator<Listed> {
  const counted = new Map<string, number>();
  let seen = new Map<string, number>();
  let line = 0;
  for (const activity of activities) {
    if (activity.line !== line) seen = new Map();
    line = activity.line;
    const content = JSON.stringify(activity.value);
    const count = (seen.get(content) ?? 0) + 1;
    seen.set(content, count);
    if (count <= (counted.get(content) ?? 0)) continue;
    counted.set(content, count);
    yield activity;
  }
}

/**
 * What Questrade's API tells. Rows are of days, without a time, and are told apart by their content and their number among equal ones. What
 * is held is of the moment of asking: the API gives no other.
 */
export const questradePages = pagesFormat({
  code: SOURCE,
  name: "Questrade",
  version: 1,
  brokers: ["questrade"],
  *read(pages, { fetchedAt }, { assume }): Generator<FormatItem> {
    const symbols = new Map(listed(pages, "symbols").flatMap(({ value }) => readSymbol(value)));
    const first = pages.find(({ stream }) => stream === "positions");
    if (first) {
      yield { kind: "snapshot", line: first.line, asOf: fetchedAt, dateOnly: false };
      for (const { value, line } of listed(pages, "positions")) yield readPosition(value, line, symbols);
      for (const { value, line } of listed(pages, "balances")) yield readBalance(value, line);
    }
    const groups = new Groups();
    for (const { value, line } of distinct(listed(pages, "activities"))) yield readActivity(value, line, { symbols, assume, groups });
  },
});

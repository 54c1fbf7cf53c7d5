import { z } from "zod";
import { answerIn } from "@/lib/brokers/fields";
import { pagesFormat, type ReadPage, readAnswer } from "@/lib/brokers/pages";
import type { FormatItem } from "@/lib/formats/types";
import { Activities } from "./activities";
import { cashHeldAsFunds, readBalance, readPosition } from "./positions";

/**
 * What SnapTrade tells of an account. Its rows have no ids of the broker's own, so that they don't merge with the broker's files by id; the
 * same instrument is known by symbol, or by FIGI.
 */
export const snaptradePages = pagesFormat({
  code: "snaptrade-api",
  name: "SnapTrade",
  version: 1,
  brokers: ["snaptrade"],
  *read(pages, { fetchedAt }) {
    const first = pages.find(({ stream }) => stream === "positions");
    if (first) yield* snapshot(pages, first, fetchedAt);
    const activities = new Activities();
    for (const { row, line } of rowsOf(pages, "activities")) yield activities.read(row, line);
  },
});

const answered = z.looseObject({
  results: z.array(z.unknown()),
  data_freshness: z
    .looseObject({ as_of: z.iso.datetime({ offset: true }) })
    .nullish()
    .catch(null),
});

/** Positions are of the moment at which SnapTrade had them from the broker, which may be a day ago. */
function* snapshot(pages: readonly ReadPage[], first: ReadPage, fetchedAt: string): Generator<FormatItem> {
  const { results, data_freshness } = answerIn(answered, readAnswer(first), first.line);
  const asOf = data_freshness ? new Date(data_freshness.as_of).toISOString() : fetchedAt;
  yield { kind: "snapshot", line: first.line, asOf, dateOnly: false };
  const positions = results.map((row) => readPosition(row, first.line));
  for (const { item } of positions) yield item;
  const alsoHeld = cashHeldAsFunds(positions);
  for (const { row, line } of rowsOf(pages, "balances")) yield readBalance(row, line, alsoHeld);
}

function rowsOf(pages: readonly ReadPage[], stream: string): { row: unknown; line: number }[] {
  return pages
    .filter((page) => page.stream === stream)
    .flatMap((page) => {
      const answer = readAnswer(page);
      return (Array.isArray(answer) ? answer : [answer]).map((row: unknown) => ({ row, line: page.line }));
    });
}

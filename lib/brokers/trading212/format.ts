import { z } from "zod";
import { type RowParts, transactionDraft } from "@/lib/formats/draft";
import { FormatError, type FormatItem } from "@/lib/formats/types";
import { unreadable } from "../fields";
import { pagesFormat, type ReadPage, readAnswer } from "../pages";
import { type Around, fillRow, minuteOf, SOURCE, splitMoment } from "./fills";
import { dividendRow, dividendSchema, movementRow, movementSchema } from "./income";
import { Instruments, listedSchema, readCurrency } from "./instruments";
import { type FilledOrder, leaves, orderSchema } from "./order";
import { readCash, readPosition } from "./positions";

/**
 * What Trading 212's public API tells. Rows merge with those of its files (lib/formats/trading212): orders and movements of money by the
 * same ids, as far as the broker's agree (an order's `EOF…` with the id of the fill, which isn't documented), dividends by the same content.
 * Interest on cash, lending and the card aren't in the API: they come with a file. It tells no instant of its positions, so they are as of
 * when they were asked for.
 */
export const trading212Pages = pagesFormat({
  code: SOURCE,
  name: "Trading 212",
  version: 1,
  brokers: ["trading212"],
  *read(pages, { account, fetchedAt }, { assume }) {
    const money = readCurrency(account.currency ?? "");
    if (!money) throw new FormatError("The account's currency isn't told.", "Sync again.");
    const of = (stream: string) => pages.filter((page) => page.stream === stream);
    const instruments = new Instruments(of("instruments").flatMap((page) => z.array(listedSchema).safeParse(readAnswer(page)).data ?? []));
    const [first] = of("positions");
    if (first) {
      yield { kind: "snapshot", line: first.line, asOf: fetchedAt, dateOnly: false };
      for (const page of of("summary")) yield readCash(page.line, readAnswer(page));
      for (const { line, value } of told(of("positions"))) yield readPosition(line, value, instruments);
    }
    yield* fillsOf(of("orders"), { instruments, account: money, assume });
    yield* itemsOf(of("dividends"), (line, value) => {
      const read = dividendSchema.safeParse(value);
      return read.success ? row(line, dividendRow(read.data, instruments, money)) : unreadable(line, "A dividend", read.error);
    });
    yield* itemsOf(of("transactions"), (line, value) => {
      const read = movementSchema.safeParse(value);
      return read.success ? row(line, movementRow(read.data, money, assume)) : unreadable(line, "A transaction", read.error);
    });
  },
});

const row = (line: number, parts: RowParts): FormatItem => ({ kind: "transaction", line, draft: transactionDraft(parts) });

/** What a page lists: itself, or its items. */
function* told(pages: readonly ReadPage[]): Generator<{ line: number; value: unknown }> {
  for (const page of pages) {
    const answer = readAnswer(page);
    const list = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : answer;
    for (const value of Array.isArray(list) ? list : []) yield { line: page.line, value };
  }
}

/** Reads each item once: pages may begin with what the one before ended with. Only what has no id at all may be there twice. */
function* itemsOf(pages: readonly ReadPage[], read: (line: number, value: unknown) => FormatItem): Generator<FormatItem> {
  const seen = new Set<string>();
  for (const { line, value } of told(pages)) {
    const content = JSON.stringify(value);
    if (seen.has(content) && hasId(value)) yield { kind: "skipped", line, reason: "The same came on an earlier page." };
    else yield read(line, value);
    seen.add(content);
  }
}

const hasId = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("order" in value || ("reference" in value && Boolean(value.reference)));

function* fillsOf(pages: readonly ReadPage[], around: Omit<Around, "partner">): Generator<FormatItem> {
  const fills = [...told(pages)].flatMap(({ value }) => {
    const item = orderSchema.safeParse(value).data;
    return item?.fill ? { ...item, fill: item.fill } : [];
  });
  const partners = partnersOf(fills);
  yield* itemsOf(pages, (line, value) => {
    const read = orderSchema.safeParse(value);
    if (!read.success) return unreadable(line, "An order", read.error);
    const { order, fill } = read.data;
    if (!fill) return { kind: "skipped", line, reason: `The order was not filled (${order.status || "no status"}).` };
    return row(line, fillRow({ order, fill }, { ...around, partner: partners.get(fill.id) }));
  });
}

/** The other half of each split and merger, by the fill's id: where one takes the old units out, one puts the new in, and no third is about it. */
function partnersOf(fills: readonly FilledOrder[]): Map<string, FilledOrder> {
  const distinct = [...new Map(fills.map((item) => [item.fill.id, item])).values()];
  const kinds = [
    Map.groupBy(
      distinct.filter(({ fill }) => fill.type === "STOCK_SPLIT"),
      splitMoment,
    ),
    Map.groupBy(
      distinct.filter(({ fill }) => fill.type.endsWith("STOCK_ACQUISITION")),
      minuteOf,
    ),
  ];
  const partners = new Map<string, FilledOrder>();
  for (const [one, other, ...more] of kinds.flatMap((moments) => [...moments.values()])) {
    if (!one || !other || more.length > 0 || leaves(one) === leaves(other)) continue;
    partners.set(one.fill.id, other).set(other.fill.id, one);
  }
  return partners;
}

import { z } from "zod";
import { optionalAmount } from "@/lib/brokers/fields";
import { type PagesOf, pagesFormat, type ReadPage, readAnswer } from "@/lib/brokers/pages";
import type { FormatItem } from "@/lib/formats/types";
import { positions } from "./held";
import { lotOf, readCash, readFund, readHolding, readPosition, soldToday } from "./holdings";
import { type Known, readTrade } from "./trades";

/**
 * What Kite tells. Trades have the ids that Console's tradebook gives them (lib/formats/zerodha), so that both ways of bringing them come to
 * the same rows. What is held is of the moment of asking: Kite gives no other.
 */
export const kitePages = pagesFormat({
  code: "zerodha-kite-api",
  name: "Zerodha (Kite)",
  version: 1,
  brokers: ["zerodha-kite"],
  *read(pages, of) {
    const known = knownFrom(pages);
    yield* snapshot(pages, of, known);
    for (const { row, line } of rowsOf(pages, "trades")) yield readTrade(row, line, known);
  },
});

function* snapshot(pages: readonly ReadPage[], { fetchedAt }: PagesOf, { isinOf }: Known): Generator<FormatItem> {
  const first = pages.find(({ stream }) => stream === "holdings");
  if (!first) return;
  yield { kind: "snapshot", line: first.line, asOf: fetchedAt, dateOnly: false };
  const soldOf = soldToday(rowsOf(pages, "positions").map(({ row }) => row));
  const read = [
    ...rowsOf(pages, "holdings").map(({ row, line }) => readHolding(row, line, soldOf)),
    ...rowsOf(pages, "mutual-funds").map(({ row, line }) => readFund(row, line)),
    ...rowsOf(pages, "positions").map(({ row, line }) => readPosition(row, line, isinOf)),
  ];
  for (const each of read) if ("item" in each) yield each.item;
  yield* positions(read.flatMap((each) => ("held" in each ? each.held : [])));
  for (const { row, line } of rowsOf(pages, "margins")) yield readCash(row, line);
}

interface Row {
  row: unknown;
  line: number;
}

const net = z.looseObject({ net: z.array(z.unknown()) });

/** The rows of one kind of answer. Of positions, `net` is all of them, and `day` those of today again. */
function rowsOf(pages: readonly ReadPage[], stream: string): Row[] {
  return pages
    .filter((page) => page.stream === stream)
    .flatMap((page) => {
      const answer = readAnswer(page);
      const rows: unknown[] = Array.isArray(answer) ? answer : (net.safeParse(answer).data?.net ?? [answer]);
      return rows.map((row) => ({ row, line: page.line }));
    });
}

const naming = z.looseObject({
  tradingsymbol: z.string(),
  exchange: z.string(),
  isin: z.string().optional(),
  multiplier: optionalAmount.optional(),
});

function knownFrom(pages: readonly ReadPage[]): Known {
  const named = ["holdings", "positions"].flatMap((stream) => rowsOf(pages, stream)).flatMap(({ row }) => naming.safeParse(row).data ?? []);
  const isins = new Map(named.flatMap(({ tradingsymbol, isin }) => (isin ? [[tradingsymbol, isin] as const] : [])));
  const lots = new Map(
    named.flatMap(({ tradingsymbol, exchange, multiplier }) => (multiplier ? [[tradingsymbol, lotOf(exchange, multiplier)] as const] : [])),
  );
  return { isinOf: (symbol) => isins.get(symbol) ?? "", lotOf: (symbol) => lots.get(symbol) ?? null };
}

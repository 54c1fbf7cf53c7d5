import { z } from "zod";
import { COLUMNS, type Column } from "@/lib/formats/bitvavo/columns";
import { readRow } from "@/lib/formats/bitvavo/row";
import { assetCode, fiatIsMoney } from "@/lib/formats/exchange/assets";
import { Counting } from "@/lib/formats/exchange/counting";
import type { FormatItem } from "@/lib/formats/types";
import { add, parseDecimal, ZERO } from "@/lib/money/decimal";
import { pagesFormat, type ReadPage, readAnswer } from "../../pages";
import { from, unreadable } from "../items";
import { linesWith } from "../lines";
import { type Balance, snapshotOf } from "../snapshot";

const SOURCE = "bitvavo-api";

const text = z.string().nullish();
const historyItem = z.object({
  transactionId: z.string(),
  executedAt: z.string(),
  type: z.string(),
  priceCurrency: text,
  priceAmount: text,
  sentCurrency: text,
  sentAmount: text,
  receivedCurrency: text,
  receivedAmount: text,
  feesCurrency: text,
  feesAmount: text,
  address: text,
});
type HistoryItem = z.infer<typeof historyItem>;
const history = z.object({ items: z.array(z.unknown()) });
const balances = z.array(z.object({ symbol: z.string(), available: z.string(), inOrder: z.string() }));

/**
 * What Bitvavo's API brings. Its history is the one of the exported file, and is read by the same rules (lib/formats/bitvavo), with the same
 * ids: a file and a sync of one account merge. What is staked for a fixed time isn't in its balances.
 */
export const bitvavoPages = pagesFormat({
  code: SOURCE,
  name: "Bitvavo (sync)",
  version: 1,
  brokers: ["bitvavo"],
  *read(pages, of) {
    const counting = new Counting("EUR", true);
    const rows = [...readHistory(pages, counting)];
    for (const page of pages.filter(({ stream }) => stream === "balances")) {
      const read = balances.safeParse(readAnswer(page));
      if (!read.success) yield unreadable(page.line, "balances");
      else
        yield* snapshotOf({
          source: SOURCE,
          line: page.line,
          asOf: of.fetchedAt,
          balances: read.data.flatMap(balanceOf),
          isMoney: fiatIsMoney,
          countedIn: (coin) => counting.currencyOf(coin),
        });
    }
    for (const row of rows) yield from(SOURCE, row);
  },
});

function balanceOf({ symbol, available, inOrder }: z.infer<typeof balances>[number]): Balance[] {
  const [asset, free] = [assetCode(symbol), parseDecimal(available)];
  return asset === null || free === null ? [] : [{ asset, amount: add(free, parseDecimal(inOrder) ?? ZERO) }];
}

const lineOf = linesWith(Object.keys(COLUMNS) as Column[]);

function* readHistory(pages: readonly ReadPage[], counting: Counting): Generator<FormatItem> {
  const found = new Map<string, { line: number; item: HistoryItem }>();
  for (const page of pages.filter(({ stream }) => stream === "history")) {
    const read = history.safeParse(readAnswer(page));
    if (!read.success) yield unreadable(page.line, "a history");
    for (const each of read.data?.items ?? []) {
      const item = historyItem.safeParse(each);
      // An item that comes twice is one; several of one id are parts of one event.
      if (item.success) found.set(JSON.stringify(item.data), { line: page.line, item: item.data });
      else yield unreadable(page.line, "an entry of the history");
    }
  }
  const lines = [...found.values()].map(({ line, item }) => lineOf(line, cellsOf(item)));
  const ids = new Map<string, number>();
  for (const line of lines) {
    const [coin, money] = [assetCode(line.text("currency")), assetCode(line.text("paidCurrency"))];
    if (coin && money && fiatIsMoney(money)) counting.traded(coin, money);
    ids.set(line.text("id"), (ids.get(line.text("id")) ?? 0) + 1);
  }
  for (const line of lines) yield* readRow(line, (coin) => counting.currencyOf(coin), ids.get(line.text("id")) === 1);
}

/** As the export has it: of a trade, the coin and what was paid for it; of anything else, the one side that there is. */
function cellsOf(item: HistoryItem): Partial<Record<Column, string>> {
  const sent = { currency: item.sentCurrency ?? "", amount: item.sentAmount ?? "" };
  const received = { currency: item.receivedCurrency ?? "", amount: item.receivedAmount ?? "" };
  const isTrade = sent.currency !== "" && received.currency !== "";
  const [paid, units] = item.type === "sell" ? [received, sent] : [sent, received];
  const only = received.currency === "" ? sent : received;
  return {
    timezone: "UTC",
    date: item.executedAt.slice(0, 10),
    time: item.executedAt.slice(11).replace(/Z$/, ""),
    type: item.type,
    ...(isTrade
      ? { currency: units.currency, amount: units.amount, paidCurrency: paid.currency, paidAmount: paid.amount }
      : { currency: only.currency, amount: only.amount }),
    quoteCurrency: item.priceCurrency ?? "",
    quotePrice: item.priceAmount ?? "",
    feeCurrency: item.feesCurrency ?? "",
    feeAmount: item.feesAmount ?? "",
    id: item.transactionId,
    address: item.address ?? "",
  };
}

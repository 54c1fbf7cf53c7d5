import { z } from "zod";
import { type RowParts, transactionDraft } from "@/lib/formats/draft";
import { assetCode, quotesAreMoney } from "@/lib/formats/exchange/assets";
import type { Counting } from "@/lib/formats/exchange/counting";
import type { Amount, ExchangeEvent } from "@/lib/formats/exchange/event";
import type { FormatItem } from "@/lib/formats/types";
import { absolute, type DecimalString, parseDecimal } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { type ReadPage, readAnswer } from "../../pages";
import { unreadable } from "../items";

export const SOURCE = "binance-api";

/** An amount without its sign, in an answer. */
export const units = z.string().transform((text, context): DecimalString => {
  const value = parseDecimal(text);
  if (value !== null) return absolute(value);
  context.addIssue({ code: "custom", message: "no number" });
  return z.NEVER;
});

/** The code of a coin or of a state's money. */
export const asset = z.string().transform((text, context): string => {
  const code = assetCode(text);
  if (code !== null) return code;
  context.addIssue({ code: "custom", message: "no asset" });
  return z.NEVER;
});

/** Milliseconds since 1970 as an instant. */
export const instant = z
  .string()
  .regex(/^\d{10,14}$/)
  .transform((text) => new Date(Number(text)).toISOString());

/** What every row of Binance's begins with. `id` is unique among all that Binance tells. */
export function eventOf(at: string, id: string, counting: Counting, meta: Partial<TransactionMeta>): ExchangeEvent {
  return {
    source: SOURCE,
    at: { instant: at, dateOnly: false },
    isMoney: quotesAreMoney,
    countedIn: (coin) => counting.currencyOf(coin),
    id: `binance:${id}`,
    meta,
  };
}

export const amount = (of: string, value: DecimalString): Amount => ({ asset: of, amount: value });

/** A list in the answers of one stream, its entries each once, and what of it can't be read. */
export function* entriesOf<Entry>(
  pages: readonly ReadPage[],
  stream: string,
  list: z.ZodType<readonly unknown[]>,
  schema: z.ZodType<Entry>,
  key: (entry: Entry) => string,
): Generator<{ line: number; entry: Entry } | FormatItem> {
  const seen = new Set<string>();
  for (const page of pages.filter((each) => each.stream === stream)) {
    const read = list.safeParse(readAnswer(page));
    if (!read.success) yield unreadable(page.line, stream);
    for (const each of read.data ?? []) {
      const entry = schema.safeParse(each);
      if (!entry.success) yield unreadable(page.line, `an entry of ${stream}`);
      else if (!seen.has(key(entry.data))) {
        seen.add(key(entry.data));
        yield { line: page.line, entry: entry.data };
      }
    }
  }
}

export const drafts = (line: number, rows: readonly RowParts[]): FormatItem[] =>
  rows.map((parts) => ({ kind: "transaction", line, draft: transactionDraft(parts) }));

export const skipped = (line: number, status: string): FormatItem => ({
  kind: "skipped",
  line,
  reason: `Its status is “${status.slice(0, 60)}”: nothing moved.`,
});

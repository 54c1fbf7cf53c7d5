import fc from "fast-check";
import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { probe } from "../probe";
import { type Format, FormatError, type FormatItem, type HoldingDraft, type ParseContext, type TransactionDraft } from "../types";

/** What the tests of table formats share: reading text, sums, identities, and what must hold of any file whatever. */

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const bytesOf = (file: string | Uint8Array) => (typeof file === "string" ? encode(file) : file);

export const read = (format: Format, file: string | Uint8Array, context?: ParseContext): FormatItem[] => [
  ...format.parse(bytesOf(file), context),
];

export const draftsOf = (items: readonly FormatItem[]): TransactionDraft[] =>
  items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));

export const holdingsOf = (items: readonly FormatItem[]): HoldingDraft[] =>
  items.flatMap((item) => (item.kind === "holding" ? [item.draft] : []));

/** Lines with their reasons: `["2: Part of the order on line 1."]`. */
export const skipsOf = (items: readonly FormatItem[]): string[] =>
  items.flatMap((item) => (item.kind === "skipped" ? [`${item.line}: ${item.reason}`] : []));

export const refusalsOf = (items: readonly FormatItem[]): string[] =>
  items.flatMap((item) => (item.kind === "refused" ? [`${item.line}: ${item.problem} ${item.expected}`.trim()] : []));

export const recognised = (format: Format, file: string | Uint8Array, name = "export.csv"): number =>
  format.recognises(probe(bytesOf(file), name));

/** How many items of each kind. */
export function kindsOf(items: readonly FormatItem[]): Partial<Record<FormatItem["kind"], number>> {
  const counts: Partial<Record<FormatItem["kind"], number>> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function sums(pairs: readonly (readonly [string, DecimalString])[]): Record<string, string> {
  const totals: Record<string, DecimalString> = {};
  for (const [key, value] of pairs) totals[key] = add(totals[key] ?? ZERO, value);
  return Object.fromEntries(Object.entries(totals).filter(([, value]) => value !== ZERO));
}

/** The cash that the rows leave, by currency; zeros left out. */
export const cashOf = (drafts: readonly TransactionDraft[]) =>
  sums(drafts.map(({ currency, meta }) => [currency, meta.netAmount] as const));

/** The units that the rows leave, by symbol, money aside; zeros left out. */
export const unitsOf = (drafts: readonly TransactionDraft[]) =>
  sums(drafts.filter(({ assetType }) => assetType !== "cash").map(({ symbol, quantity }) => [symbol, quantity] as const));

/** What tells each row from the others, as an import does: the broker's id, else the content and which of its like it is. */
export function keysOf(items: readonly FormatItem[]): string[] {
  const counts = new Map<string, number>();
  return draftsOf(items).map(({ meta, symbol, tradeType, quantity, price, currency, tradeTime }) => {
    if (meta.externalId) return meta.externalId;
    const amount = quantity === "0" ? meta.netAmount : "";
    const key = [meta.instrument?.isin ?? symbol, tradeType, quantity, price, currency, tradeTime, amount].join("|");
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return `${key}#${counts.get(key)}`;
  });
}

/** The lines that items speak of, headers and accounts aside. */
export const linesOf = (items: readonly FormatItem[]): number[] =>
  [...new Set(items.filter(({ kind }) => kind !== "statement" && kind !== "snapshot").map(({ line }) => line))].sort((a, b) => a - b);

/**
 * Damages a file in every way and holds: nothing but a FormatError is thrown, every line that isn't blank and stands below line `header` is
 * spoken of, and every row's meta is what the schema says.
 */
export function holdsUnderDamage(format: Format, file: string, { header = 1, context }: { header?: number; context?: ParseContext } = {}) {
  const edit = fc.record({
    at: fc.nat(Math.max(0, file.length - 1)),
    remove: fc.nat(12),
    insert: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('"', ",", ";", "\n", "-", "1e9", "€", ",,,")),
  });
  const start = file.split("\n").slice(0, header).join("\n").length + 1;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
      let text = file;
      for (const { at, remove, insert } of edits) {
        const place = Math.max(start, Math.min(at, text.length));
        text = text.slice(0, place) + insert + text.slice(place + remove);
      }
      const items = attempt(format, text, context);
      if (items === null) return;
      for (const { meta } of draftsOf(items)) if (!transactionMetaSchema.safeParse(meta).success) throw new Error(JSON.stringify(meta));
      const spoken = new Set(linesOf(items));
      // A quoted cell may hold line breaks: then its lines are one record, and only the first is spoken of.
      if (text.includes('"') || text.includes("\r")) return;
      text.split("\n").forEach((line, index) => {
        if (index >= header && line.trim() !== "" && !spoken.has(index + 1))
          throw new Error(`nothing is said of line ${index + 1}: ${line}`);
      });
    }),
    { numRuns: 80 },
  );
}

function attempt(format: Format, text: string, context: ParseContext | undefined): FormatItem[] | null {
  try {
    return read(format, text, context);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

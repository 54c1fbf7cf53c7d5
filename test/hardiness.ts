import fc from "fast-check";
import { tablesOf } from "@/lib/formats/table/source";
import { type Format, FormatError, type FormatItem, type TransactionDraft } from "@/lib/formats/types";
import { isCurrency } from "@/lib/money/currency";
import { transactionMetaSchema } from "@/lib/transactions/schema";

/** For specifications of table formats: what every one of them must stand. */

export const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function itemsIn(format: Format, text: string, fileName?: string): FormatItem[] {
  return [...format.parse(textBytes(text), fileName === undefined ? {} : { fileName })];
}

/** The ledger rows of a file, each of them as the database takes it: a known currency, and meta that its schema leaves as it is. */
export function draftsIn(format: Format, text: string, fileName?: string): TransactionDraft[] {
  const drafts = itemsIn(format, text, fileName).flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
  const odd = drafts.find(
    ({ currency, meta }) =>
      !isCurrency(currency) || JSON.stringify(sorted(transactionMetaSchema.parse(meta))) !== JSON.stringify(sorted(meta)),
  );
  if (odd) throw new Error(`not fit for the database: ${JSON.stringify(odd)}`);
  return drafts;
}

/** Objects as lists of their entries in one order, at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

/** Lines with text that no item speaks of, the first header aside; none for a file that is refused as a whole. Other errors come through. */
export function unspokenLines(format: Format, bytes: Uint8Array, fileName?: string): number[] {
  let items: FormatItem[];
  try {
    items = [...format.parse(bytes, fileName === undefined ? {} : { fileName })];
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
  const spoken = new Set(items.filter(({ kind }) => kind !== "statement" && kind !== "snapshot").map(({ line }) => line));
  const rows = tablesOf(bytes).flatMap((table) => [...table.rows()]);
  const lines = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")).map(({ line }) => line);
  return lines.filter((line) => !spoken.has(line)).slice(1);
}

/** The file with some bytes changed, left out or doubled: most are bytes that a table gives a meaning to. */
export function damaged(text: string): fc.Arbitrary<Uint8Array> {
  const whole = textBytes(text);
  const byte = fc.oneof(fc.constantFrom(...textBytes(',;"\n-+.0e1 \tZ')), fc.integer({ min: 0, max: 255 }));
  const change = fc.tuple(fc.nat(whole.length - 1), fc.constantFrom("replace", "drop", "insert"), byte);
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    const bytes = [...whole];
    for (const [at, kind, value] of changes)
      bytes.splice(Math.min(at, bytes.length), kind === "insert" ? 0 : 1, ...(kind === "drop" ? [] : [value]));
    return Uint8Array.from(bytes);
  });
}

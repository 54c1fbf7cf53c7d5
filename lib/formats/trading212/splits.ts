import { absolute, type DecimalString, negate } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TableRow } from "../table/row";
import type { Column } from "./columns";

type Row = TableRow<Column>;

const half = (row: Row): "open" | "close" | null => {
  const [, word] = /^stock split (open|close)$/i.exec(row.text("action")) ?? [];
  return word ? (word.toLowerCase() as "open" | "close") : null;
};

/** One security in one minute: what the two lines of a split share. */
const momentOf = (row: Row) => `${row.text("isin") || row.text("ticker")} ${row.text("time").slice(0, 16)}`;

/** The other half of each split: where one line takes the old shares out and one puts the new ones in, and no third is about it. */
export function splitPartners(rows: readonly Row[]): Map<Row, Row> {
  const moments = Map.groupBy(
    rows.filter((row) => half(row) !== null),
    momentOf,
  );
  const partners = new Map<Row, Row>();
  for (const [one, other, ...more] of moments.values()) {
    if (!one || !other || more.length > 0 || half(one) === half(other)) continue;
    partners.set(one, other).set(other, one);
  }
  return partners;
}

/** The change in units that a line of a split tells: all out (`close`), or the new ones in (`open`). Where it says neither, it isn't told. */
export function splitUnits(row: Row, shares: DecimalString): { quantity: DecimalString | null; doubts: string[] } {
  const which = half(row);
  if (which === null) return { quantity: null, doubts: ["The line doesn't say how many shares the split added or took."] };
  return { quantity: which === "close" ? negate(absolute(shares)) : absolute(shares), doubts: [] };
}

/** New shares for old ones, where both halves are there, and the group that they form. */
export function splitMeta(row: Row, partner: Row | undefined, source: string): Partial<TransactionMeta> {
  const action = { kind: "split", description: row.text("action") };
  const [closed, opened] = half(row) === "close" ? [row, partner] : [partner, row];
  const [from, to] = [closed?.value("shares"), opened?.value("shares")];
  if (!closed || !from || !to) return { corporateAction: action };
  return {
    groupId: `${source}:split:${momentOf(closed)}`,
    corporateAction: { ...action, ratio: { from: absolute(from), to: absolute(to) } },
  };
}

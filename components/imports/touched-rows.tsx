import { formatDateTime } from "@/components/ui/date-format";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { TouchedRow } from "@/lib/imports/history/schema";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { counted } from "./wording";

const FIELD_NAMES: Readonly<Record<string, string>> = {
  tradeType: "type",
  symbol: "symbol",
  quantity: "quantity",
  price: "price",
  currency: "currency",
  tradeTime: "date",
  netAmount: "amount",
  note: "note",
};

/** The rows that a person edited or deleted since they were imported, with what they did to each. */
export function TouchedRows({ rows, total }: { rows: readonly TouchedRow[]; total: number }) {
  if (total === 0) return null;
  return (
    <section aria-label="Rows that you changed" className="rounded-md border border-line">
      <h3 className="border-b border-line bg-warning-wash px-3 py-2 font-medium text-warning">
        You edited or deleted {counted(total, "row")} of this import
      </h3>
      <ScrollRegion label="Changed rows" className="max-h-56">
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.id} className="px-3 py-2">
              <p>
                <span className="font-medium">{row.symbol}</span> {tradeTypeRow(row.tradeType).label.toLowerCase()},{" "}
                {formatDateTime(row.at, { dateOnly: true })}
                <span className="text-muted"> · {fateOf(row)}</span>
              </p>
              {row.changes.map(({ field, before, after }) => (
                <p key={field} className="tabular text-xs break-words text-muted">
                  {FIELD_NAMES[field] ?? field} <del>{before || "empty"}</del> <span aria-hidden>→</span>{" "}
                  <ins className="text-ink no-underline">{after || "empty"}</ins>
                </p>
              ))}
            </li>
          ))}
        </ul>
      </ScrollRegion>
      {total > rows.length && (
        <p className="border-t border-line px-3 py-2 text-muted">And {counted(total - rows.length, "more", "more")}.</p>
      )}
    </section>
  );
}

function fateOf({ deleted, stays }: TouchedRow): string {
  if (deleted) return stays ? "deleted, and stays so" : "the deletion goes with it";
  return stays ? "stays, with your edit" : "goes, with your edit";
}

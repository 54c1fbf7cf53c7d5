import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { Tone } from "@/components/ui/tones";
import type { PlannedRowView } from "@/lib/reconciliation/schema";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { Shown } from "./evidence-list";

const TONES: Record<PlannedRowView["operation"], Tone> = { add: "success", edit: "info", remove: "danger", restore: "success" };
const HEAD = "px-3 py-2 font-medium text-muted text-xs";
const CELL = "px-3 py-2 align-top";

/** The rows of the ledger that a fix adds, changes or takes away, as they will stand. */
export function PlannedRows({ rows, locale, timeZone }: Shown & { rows: readonly PlannedRowView[] }) {
  const accounts = new Set(rows.map(({ accountId }) => accountId));
  return (
    <ScrollRegion label="Rows of the ledger" className="max-h-72 rounded-md border border-line">
      <table className="w-full" aria-label="Rows">
        <thead className="border-b border-line">
          <tr>
            <th className={`${HEAD} text-left`}>Row</th>
            <th className={`${HEAD} text-left`}>Date</th>
            <th className={`${HEAD} text-right`}>Units</th>
            <th className={`${HEAD} text-right`}>Cash</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a plan's rows have no ids yet, and their order is theirs for good
            <tr key={index}>
              <th scope="row" className={`${CELL} text-left font-normal`}>
                <Badge tone={TONES[row.operation]}>{row.note}</Badge>{" "}
                <span className="break-words">
                  {tradeTypeRow(row.tradeType).label} {row.symbol !== row.currency && row.symbol}
                </span>
                {accounts.size > 1 && <span className="block text-xs text-muted">{row.accountName}</span>}
              </th>
              <td className={CELL}>
                <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />
              </td>
              <td className={`${CELL} text-right`}>
                {row.symbol === row.currency ? "" : <Quantity value={row.quantity} locale={locale} signed />}
              </td>
              <td className={`${CELL} text-right`}>
                <Money value={row.netAmount} currency={row.currency} locale={locale} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

import { InstrumentLink } from "@/components/instruments/instrument-link";
import { FigureCell } from "@/components/performance/figure-cell";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { IncomeView } from "@/lib/performance/schema";

const CELL = "px-4 py-2 md:px-5";

interface PayersCardProps {
  payers: IncomeView["payers"];
  currency: string;
  locale: string;
}

/** Who paid, the most first. */
export function PayersCard({ payers, currency, locale }: PayersCardProps) {
  return (
    <Card title="By payer" flush>
      {payers.length === 0 ? (
        <p className="p-4 text-muted md:px-5">Nothing was paid in this period.</p>
      ) : (
        <table className="w-full" aria-label="Income by payer">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className={`${CELL} text-left font-medium`}>
                Payer
              </th>
              <th scope="col" className={`${CELL} hidden text-right font-medium sm:table-cell`}>
                Payments
              </th>
              <th scope="col" className={`${CELL} hidden text-right font-medium sm:table-cell`}>
                Last
              </th>
              <th scope="col" className={`${CELL} text-right font-medium`}>
                Net
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {payers.map(({ instrumentId, payer, net, payments, last }) => (
              <tr key={`${instrumentId} ${payer}`}>
                <th scope="row" className={`${CELL} w-full max-w-0 truncate text-left font-normal`}>
                  <InstrumentLink id={instrumentId} className="font-medium">
                    {payer}
                  </InstrumentLink>
                </th>
                <td className={`${CELL} tabular hidden text-right text-muted sm:table-cell`}>{payments}</td>
                <td className={`${CELL} hidden text-right text-muted sm:table-cell`}>
                  <DateTime value={last} dateOnly locale={locale} />
                </td>
                <td className={`${CELL} text-right whitespace-nowrap`}>
                  <FigureCell figure={net} kind="amount" currency={currency} locale={locale} label={`What ${payer} paid`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
